import type { Job } from '../../src/core/job';
import { addTable, type DateMap, firstStored } from '../../src/core/photo-dates';
import type { Transfer } from '../../src/core/transfer';
import type { PendingCleanup } from '../../src/transfers/ports';
import type { EventLog } from './event-log';
import { Faults } from './faults';
import { BYTES, contentOfBytes, type History } from './history';
import { describeVersion, type Listed, lastModifiedOf, type ObjectVersion } from './object-versions';
import type { JobRecord, UploadRecord } from './records';
import { Simulation } from './simulation';
import { User } from './user';

/** A history that was lived through, and brought to rest. */
export interface HistoryResult {
  readonly log: EventLog;
  /** Whether the bucket heeded conditions. */
  readonly honoursConditions: boolean;
  readonly versions: readonly ObjectVersion[];
  readonly listed: readonly Listed[];
  readonly uploads: readonly UploadRecord[];
  readonly jobs: readonly JobRecord[];
  /** On the lists, when everything had gone on and what had failed was tried again. */
  readonly transfersAtRest: readonly Transfer[];
  readonly jobsAtRest: readonly Job[];
  /** When a picture was first stored, as an album would show it now. */
  readonly dateOf: (version: ObjectVersion) => number;
  /** Whether some could not be read or written down. */
  readonly areDatesLost: boolean;
  /** What was left when everything was taken off the lists. */
  readonly left: {
    readonly uploads: readonly string[];
    readonly pendingCleanups: readonly PendingCleanup[];
    readonly parts: readonly string[];
    readonly blobs: readonly string[];
    readonly transfers: readonly string[];
    readonly jobs: readonly string[];
    readonly chunks: readonly string[];
  };
}

/** The bytes of photos that were there before are older than anybody's order. */
const LONG_AGO = 3_600_000;

export async function runHistory(history: History): Promise<HistoryResult> {
  const simulation: Simulation = new Simulation(history.skewMs, {
    onSettled: transfer => noteSettled(simulation, user, transfer),
    onEnded: job => noteEnded(simulation, user, job),
    onTransferWritten({ id, state, key }) {
      const upload = user.uploads.find(one => one.transfer.id === id);
      if (upload !== undefined && state === 'failed') upload.isFailedOnDisk = true;
      if (upload !== undefined && state === 'saved') upload.savedOnDisk ??= { seq: log.seq, key };
    },
    onJobWritten({ id, state, isListed, isCancelled, note }) {
      const job = user.jobs.find(one => one.id === id);
      if (job === undefined) return;
      if (isListed) job.listedOnDiskAt ??= bucket.now();
      if (state !== 'done') return;
      job.doneOnDisk ??= {
        ...{ seq: log.seq, state, isCancelled, note: note?.code ?? null },
        items: structuredClone(jobDisk.itemsOf(id)),
      };
    },
    onChunkWritten({ jobId, items }) {
      const targets = user.jobs.find(one => one.id === jobId)?.targetsOnDisk;
      for (const { target } of items) if (target !== null) targets?.add(target);
    },
  });
  const { log, bucket, disk, jobDisk, clock } = simulation;
  bucket.honoursConditions = history.honoursConditions;
  bucket.returnsChecksums = history.returnsChecksums;
  simulation.chance = history.chance;
  const faults = new Faults(simulation, history);
  const user: User = new User(simulation, faults);
  for (const { key, bytes } of history.seeds)
    bucket.store(key, contentOfBytes(bytes), BYTES[bytes], { by: 'seed' });
  await clock.settle(LONG_AGO);
  for (const order of history.commands) await user.perform(order);
  await user.wait(300);

  log.note('all is well from now on');
  faults.isOver = true;
  simulation.setOnline(true);
  if (simulation.isWorkerAlive) simulation.worker.die();
  await user.finish();
  const transfersAtRest = [...disk.transfers.values()];
  const jobsAtRest = [...jobDisk.jobs.values()];
  await user.tidyUp();
  simulation.worker.die();
  user.wake();
  await clock.settle();
  removeOrphans(simulation);
  const dates: DateMap = new Map();
  for (const table of bucket.tables.values()) addTable(dates, table);
  return {
    ...{
      log,
      versions: bucket.versions,
      listed: bucket.listed,
      uploads: user.uploads,
      jobs: user.jobs,
    },
    ...{ transfersAtRest, jobsAtRest, honoursConditions: history.honoursConditions },
    dateOf: version => firstStored(dates, { ...version, lastModified: lastModifiedOf(version) }),
    areDatesLost: simulation.reports.has('jobs.note-dates') || simulation.reports.has('jobs.read-dates'),
    left: {
      uploads: [...bucket.uploads].map(([id, { key }]) => `${id} ${key}`),
      pendingCleanups: [...disk.pendingCleanups.values()],
      parts: [...disk.parts.keys()],
      blobs: [...disk.blobs.keys()],
      transfers: [...disk.transfers.keys()],
      jobs: [...jobDisk.jobs.values()].map(({ id, state }) => `${id} ${state}`),
      chunks: [...jobDisk.chunks.keys()],
    },
  };
}

/** What an upload that is told as saved stands on: what it stored, or else what is there, or was there last. */
function noteSettled({ bucket, log }: Simulation, user: User, transfer: Transfer): void {
  const { id, state, outcome, key, failure } = transfer;
  const upload = user.uploads.find(one => one.transfer.id === id);
  if (upload === undefined) throw new Error(`Nobody added ${id}`);
  const isOwn = ({ origin }: ObjectVersion): boolean => origin.by === 'upload' && origin.transferId === id;
  const isHere = (instance: ObjectVersion): boolean =>
    instance.key === key && instance.content === upload.content;
  const reliedOn =
    (outcome === 'stored' ? bucket.versions.findLast(one => isHere(one) && isOwn(one)) : undefined) ??
    bucket.versions.findLast(one => isHere(one) && one.end === null) ??
    bucket.versions
      .filter(isHere)
      .sort((a, b) => (a.end?.seq ?? 0) - (b.end?.seq ?? 0))
      .at(-1) ??
    null;
  const there = reliedOn === null ? 'nothing' : describeVersion(reliedOn);
  const seq = log.note(
    state === 'saved'
      ? `told: ${id} is ${outcome} at ${key}, where there is ${there}${reliedOn?.end ? ', no longer' : ''}`
      : `told: ${id} ${state}, ${failure?.code}`,
  );
  upload.reported.push({ seq, state, outcome, key, reliedOn: state === 'saved' ? reliedOn : null });
}

function noteEnded({ jobDisk, log }: Simulation, user: User, job: Job): void {
  const { id, state, isCancelled, failure } = job;
  const items = structuredClone(jobDisk.itemsOf(id));
  const failures = items.map(item => item.failure?.code).filter(code => code !== undefined);
  const seq = log.note(
    `told: ${id} ${state}${isCancelled ? ', cancelled' : ''} ${[failure?.code ?? '', job.note?.code ?? '', ...failures]}`,
  );
  user.jobs
    .find(one => one.id === id)
    ?.reported.push({ seq, state, isCancelled, note: job.note?.code ?? null, items });
}

/** As the background does at every start: bytes that no transfer speaks for were left by a death. */
function removeOrphans({ disk }: Simulation): void {
  const unsaved = [...disk.transfers.values()].filter(({ state }) => state !== 'saved');
  const inUse = new Set(unsaved.map(({ bytes }) => bytes?.blobId));
  for (const id of disk.blobs.keys()) if (!inUse.has(id)) disk.blobs.delete(id);
}
