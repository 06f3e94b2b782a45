import { randomUUID } from 'node:crypto';
import type { JobWish } from '../../../src/messaging/job-messages';
import type { Mix, MixDeath, MixFile, MixStep, MixWish } from '../schedule/random-mix';
import { rulesFor } from '../schedule/random-transfer';
import type { FaultBench, HandedOver } from './fault-bench';

/** A job that was begun in the mix. */
export interface OrderedJob {
  readonly id: string;
  readonly kind: MixWish['kind'];
  /** Just before the worker was asked for it, and when it had said that it is written down. Milliseconds since 1970. */
  readonly orderedAt: number;
  readonly confirmedAt: number;
  /** Of a move: the transfers that its photos came from. */
  readonly moved: ReadonlySet<string>;
}

/** All that a person did in the mix. */
export interface CarriedOutMix {
  readonly files: readonly HandedOver[];
  readonly jobs: readonly OrderedJob[];
}

/**
 * What goes on at once must be longer than the ten seconds that a deletion waits: this line needs about forty for the
 * files of a mix.
 */
const LINK = { latencyMs: 5, bytesPerSecondTotal: 6 * 1024 * 1024 };

/** Batches of files that are on their way at the same time. */
const BATCHES_AT_ONCE = 3;

/** A batch with a file that stands still is not waited for until that is given up. */
const BATCH_WAITS_MS = 4000;

/** The user metadata by which an object tells its transfer (`core/provenance.ts`). */
export const TRANSFER = 'shoebox-transfer';

/** Adds the files, batch after batch, and does in between what the mix says. */
export async function carryOutMix(bench: FaultBench, mix: Mix): Promise<CarriedOutMix> {
  const jobs: OrderedJob[] = [];
  const batches: (readonly HandedOver[])[] = [];
  bench.proxy.setLink(LINK);
  bench.proxy.inject(...rulesFor('', mix.jobFaults));
  for (const { files, events } of mix.steps) {
    batches.push(await addFiles(bench, files));
    for (const event of events) {
      if ('afterRequests' in event) await kill(bench, event, batches.flat());
      else jobs.push(...(await order(bench, event, jobs)));
    }
    await bench.ended(batches.at(-BATCHES_AT_ONCE) ?? [], BATCH_WAITS_MS);
  }
  bench.proxy.setLink(null);
  return { files: batches.flat(), jobs };
}

/** As a person drops files on one album after the other. */
async function addFiles(bench: FaultBench, files: MixStep['files']): Promise<readonly HandedOver[]> {
  const byAlbum = new Map<string, MixFile[]>();
  for (const file of files) {
    bench.proxy.inject(...rulesFor(`${file.album}${file.name.replace('.bin', '')}`, file.schedule));
    byAlbum.set(file.album, [...(byAlbum.get(file.album) ?? []), file]);
  }
  const added: HandedOver[] = [];
  for (const [album, ofAlbum] of byAlbum) {
    const made = ofAlbum.map(({ name, bytes, content }) => ({ name, bytes, seed: content }));
    added.push(...(await bench.add(album, ...made)));
  }
  return added;
}

/** In the middle of what goes on; if nothing does, at once. */
async function kill(
  bench: FaultBench,
  { kind, afterRequests }: MixDeath,
  files: readonly HandedOver[],
): Promise<void> {
  const { length } = await bench.proxy.requestsWhen(() => true);
  const manyRequests = bench.proxy.requestsWhen(requests => requests.length >= length + afterRequests);
  await Promise.race([manyRequests, bench.ended(files, BATCH_WAITS_MS)]);
  if (kind === 'kill-browser') {
    await bench.browser.kill();
    return bench.relaunch();
  }
  await bench.browser.killWorker();
  await bench.call('settings.get', undefined); // wakes it, as its alarm does within half a minute
}

/** Begins a job; none when there is nothing to be moved. */
async function order(
  bench: FaultBench,
  event: MixWish,
  before: readonly OrderedJob[],
): Promise<readonly OrderedJob[]> {
  const photos = event.kind === 'move-photos' ? await toBeMoved(bench, event, before) : [];
  if (event.kind === 'move-photos' && photos.length === 0) return [];
  const id = randomUUID();
  const orderedAt = Date.now();
  await bench.call('jobs.start', { id, wish: wishOf(event, photos) });
  const confirmedAt = Date.now();
  const moved = new Set(photos.map(({ transfer }) => transfer));
  return [{ id, kind: event.kind, orderedAt, confirmedAt, moved }];
}

function wishOf(event: MixWish, photos: readonly FoundPhoto[]): JobWish {
  switch (event.kind) {
    case 'rename-album':
      return { kind: 'move-album', prefix: event.album, parent: '', name: event.name };
    case 'delete-album':
      return { kind: 'delete-album', prefix: event.album };
    case 'move-photos':
      return {
        kind: 'move-photos',
        photos: photos.map(({ key, size, etag }) => ({ key, size, etag })),
        to: event.to,
      };
  }
}

interface FoundPhoto {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly transfer: string;
}

/** A share of what is in the album; what an earlier job is moving a person does not see any more. */
async function toBeMoved(
  { truth }: FaultBench,
  { from, percent }: Extract<MixWish, { kind: 'move-photos' }>,
  before: readonly OrderedJob[],
): Promise<readonly FoundPhoto[]> {
  const found: FoundPhoto[] = [];
  for (const photo of await truth.photos(from)) {
    const { metadata } = await truth.contents(photo.key).catch(() => ({ metadata: null })); // it has just been moved
    const transfer = metadata?.[TRANSFER] ?? '';
    if (metadata !== null && !before.some(({ moved }) => moved.has(transfer)))
      found.push({ ...photo, transfer });
  }
  return found.slice(0, Math.ceil((found.length * percent) / 100));
}
