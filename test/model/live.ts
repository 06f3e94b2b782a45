import type { Job } from '../../src/core/job';
import type { Transfer } from '../../src/core/transfer';
import type { Leftover } from '../../src/transfers/ports';
import { Faults } from './faults';
import { BYTES, contentOfBytes, type History } from './history';
import { type Instance, type Listed, nameOf } from './instances';
import { Person } from './person';
import type { OrderedJob, Upload } from './records';
import type { Story } from './story';
import { World } from './world';

/** A history that was lived through, and brought to rest. */
export interface Lived {
  readonly story: Story;
  /** Whether the bucket heeded conditions. */
  readonly heeds: boolean;
  readonly instances: readonly Instance[];
  readonly listed: readonly Listed[];
  readonly uploads: readonly Upload[];
  readonly jobs: readonly OrderedJob[];
  /** On the lists, when everything had gone on and what had failed was tried again. */
  readonly transfersAtRest: readonly Transfer[];
  readonly jobsAtRest: readonly Job[];
  /** What was left when everything was taken off the lists. */
  readonly left: {
    readonly uploads: readonly string[];
    readonly leftovers: readonly Leftover[];
    readonly parts: readonly string[];
    readonly blobs: readonly string[];
    readonly transfers: readonly string[];
    readonly jobs: readonly string[];
    readonly chunks: readonly string[];
  };
}

/** The bytes of photos that were there before are older than anybody's order. */
const LONG_AGO = 3_600_000;

export async function live(history: History): Promise<Lived> {
  const world: World = new World(history.skewMs, {
    onSettled: transfer => noteSettled(world, person, transfer),
    onEnded: job => noteEnded(world, person, job),
    onTransferWritten({ id, state, key }) {
      const upload = person.uploads.find(one => one.transfer.id === id);
      if (upload !== undefined && state === 'failed') upload.isFailedOnDisk = true;
      if (upload !== undefined && state === 'saved') upload.savedOnDisk ??= { seq: story.seq, key };
    },
    onJobWritten({ id, state, isCancelled, note }) {
      const job = person.jobs.find(one => one.id === id);
      if (job === undefined || state !== 'done') return;
      job.doneOnDisk ??= {
        ...{ seq: story.seq, state, isCancelled, note: note?.code ?? null },
        items: structuredClone(jobDisk.itemsOf(id)),
      };
    },
  });
  const { story, bucket, disk, jobDisk, clock } = world;
  bucket.heeds = history.heeds;
  bucket.tellsChecksums = history.tellsChecksums;
  world.chance = history.chance;
  const faults = new Faults(world, history);
  const person: Person = new Person(world, faults);
  for (const { key, bytes } of history.seeds)
    bucket.store(key, contentOfBytes(bytes), BYTES[bytes], { by: 'seed' });
  await clock.settle(LONG_AGO);
  for (const order of history.orders) await person.give(order);
  await person.wait(300);

  story.note('all is well from now on');
  faults.isOver = true;
  world.setOnline(true);
  if (world.isAlive) world.life.die();
  await person.finish();
  const transfersAtRest = [...disk.transfers.values()];
  const jobsAtRest = [...jobDisk.jobs.values()];
  await person.tidyUp();
  world.life.die();
  person.wake();
  await clock.settle();
  removeOrphans(world);
  return {
    ...{
      story,
      instances: bucket.instances,
      listed: bucket.listed,
      uploads: person.uploads,
      jobs: person.jobs,
    },
    ...{ transfersAtRest, jobsAtRest, heeds: history.heeds },
    left: {
      uploads: [...bucket.uploads].map(([id, { key }]) => `${id} ${key}`),
      leftovers: [...disk.leftovers.values()],
      parts: [...disk.parts.keys()],
      blobs: [...disk.blobs.keys()],
      transfers: [...disk.transfers.keys()],
      jobs: [...jobDisk.jobs.values()].map(({ id, state }) => `${id} ${state}`),
      chunks: [...jobDisk.chunks.keys()],
    },
  };
}

/** What an upload that is told as saved stands on: what it stored, or else what is there, or was there last. */
function noteSettled({ bucket, story }: World, person: Person, transfer: Transfer): void {
  const { id, state, outcome, key, failure } = transfer;
  const upload = person.uploads.find(one => one.transfer.id === id);
  if (upload === undefined) throw new Error(`Nobody added ${id}`);
  const isOwn = ({ origin }: Instance): boolean => origin.by === 'upload' && origin.transferId === id;
  const isHere = (instance: Instance): boolean => instance.key === key && instance.content === upload.content;
  const reliedOn =
    (outcome === 'stored' ? bucket.instances.findLast(one => isHere(one) && isOwn(one)) : undefined) ??
    bucket.instances.findLast(one => isHere(one) && one.end === null) ??
    bucket.instances
      .filter(isHere)
      .sort((a, b) => (a.end?.seq ?? 0) - (b.end?.seq ?? 0))
      .at(-1) ??
    null;
  const there = reliedOn === null ? 'nothing' : nameOf(reliedOn);
  const seq = story.note(
    state === 'saved'
      ? `told: ${id} is ${outcome} at ${key}, where there is ${there}${reliedOn?.end ? ', no longer' : ''}`
      : `told: ${id} ${state}, ${failure?.code}`,
  );
  upload.told.push({ seq, state, outcome, key, reliedOn: state === 'saved' ? reliedOn : null });
}

function noteEnded({ jobDisk, story }: World, person: Person, job: Job): void {
  const { id, state, isCancelled, failure } = job;
  const items = structuredClone(jobDisk.itemsOf(id));
  const failures = items.map(item => item.failure?.code).filter(code => code !== undefined);
  const seq = story.note(
    `told: ${id} ${state}${isCancelled ? ', cancelled' : ''} ${[failure?.code ?? '', job.note?.code ?? '', ...failures]}`,
  );
  person.jobs
    .find(one => one.id === id)
    ?.ended.push({ seq, state, isCancelled, note: job.note?.code ?? null, items });
}

/** As the background does at every start: bytes that no transfer speaks for were left by a death. */
function removeOrphans({ disk }: World): void {
  const unsaved = [...disk.transfers.values()].filter(({ state }) => state !== 'saved');
  const inUse = new Set(unsaved.map(({ bytes }) => bytes?.blobId));
  for (const id of disk.blobs.keys()) if (!inUse.has(id)) disk.blobs.delete(id);
}
