import { expect } from 'vitest';
import type { JobView } from '../../../src/messaging/job-messages';
import type { TransferView } from '../../../src/messaging/protocol';
import type { ProxiedRequest } from '../proxy/index';
import { DELETED, MOVED, placesOf } from '../schedule/random-mix';
import { type CarriedOutMix, type OrderedJob, TRANSFER } from './carry-out-mix';
import { contentSha256 } from './content';
import type { FaultBench, HandedOver } from './fault-bench';

/** An object as it lies in the bucket in the end. */
interface FoundObject {
  readonly key: string;
  readonly sha256: string;
  /** The transfer that stored it. */
  readonly transfer: string;
}

/** What the bucket holds, markers of albums left out. */
export async function foundObjects({ truth }: FaultBench): Promise<readonly FoundObject[]> {
  const found: FoundObject[] = [];
  for (const { key } of await truth.photos('')) {
    const { sha256, metadata } = await truth.contents(key);
    found.push({ key, sha256, transfer: metadata[TRANSFER] ?? '' });
  }
  return found;
}

/** What was told in the end, and what passed through the proxy. */
export interface Told {
  /** All of them saved. */
  readonly transfers: readonly TransferView[];
  readonly failedJobs: readonly JobView[];
  readonly requests: readonly ProxiedRequest[];
}

/** What is wrong in the bucket: a sentence for each mistake, and the history of its file. */
export function mistakesIn(
  objects: readonly FoundObject[],
  { files, jobs }: CarriedOutMix,
  { transfers, failedJobs, requests }: Told,
): readonly string[] {
  const deletion = jobs.find(({ kind }) => kind === 'delete-album');
  const toldOf = new Map(transfers.map(transfer => [transfer.id, transfer]));
  const shaOf = new Map(files.map(({ id, seed, bytes }) => [id, contentSha256(seed, bytes)]));
  const mistakes = files.flatMap(file => {
    const told = toldOf.get(file.id);
    if (told === undefined) return [`${file.album}${file.name} (${file.id}): nothing is told of it`];
    const mistake = uploadMistake(file, told);
    if (mistake === null) return [];
    const alike = objects.filter(({ sha256 }) => sha256 === shaOf.get(file.id));
    return [
      [
        `${mistake}: ${JSON.stringify(summary(told))}`,
        ...alike.map(({ key, transfer }) => `  the same bytes: ${key} of ${transfer}`),
        ...historyOf(file, jobs, requests),
      ].join('\n'),
    ];
  });

  function uploadMistake(file: HandedOver, told: TransferView): string | null {
    const own = objects.filter(({ transfer }) => transfer === file.id);
    const sha256 = shaOf.get(file.id);
    if (own.some(object => object.sha256 !== sha256)) return 'other bytes under its name';
    if (told.outcome === 'already-there' && own.length > 0) return 'stored, and told as already there';
    if (own.length > 1 && !mayBeTwice(file, own, requests)) return `there ${own.length} times`;
    const isInPlace = ({ key }: FoundObject): boolean =>
      placesOf(file.album).some(prefix => key.startsWith(prefix));
    if (own.some(object => !isInPlace(object))) return `in another album: ${own[0]?.key}`;
    if (isTakenByLaterDeletion(file, told, deletion)) return null;
    // Perhaps another's: where the same bytes meet again in one album, a move makes one object of two.
    return objects.some(object => object.sha256 === sha256 && isInPlace(object))
      ? null
      : 'its bytes are gone';
  }

  const strangers = objects.filter(({ transfer }) => !toldOf.has(transfer));
  mistakes.push(...strangers.map(({ key }) => `${key}: no upload speaks of it`));
  mistakes.push(...undone(objects, jobs, toldOf, failedJobs));
  return mistakes;
}

/**
 * Better twice than lost: S3 stored it, the answer was lost, and before it was asked again a job had taken the object to
 * another album. There it lies, and where it was to go as well.
 */
function mayBeTwice(
  { album, name }: HandedOver,
  own: readonly FoundObject[],
  requests: readonly ProxiedRequest[],
): boolean {
  const places = placesOf(album).filter(prefix => own.some(({ key }) => key.startsWith(prefix)));
  const wasLost = ({ key = '', operation, fate, fault }: ProxiedRequest): boolean =>
    /^(?:PutObject|CompleteMultipartUpload)$/.test(operation) &&
    key.startsWith(`${album}${name.replace('.bin', '')}`) &&
    (fate !== 'answered' || fault !== null);
  return places.length === own.length && requests.some(wasLost);
}

/** Told as saved before the deletion of its album was written down. */
const isTakenByLaterDeletion = (
  { album }: HandedOver,
  { endedAt }: TransferView,
  deletion: OrderedJob | undefined,
): boolean =>
  album === DELETED && deletion !== undefined && endedAt !== null && endedAt <= deletion.confirmedAt;

/** S3 tells times in whole seconds: what was stored this shortly before a deletion was ordered may stay. */
const MAY_STAY_MS = 2_500;

/** What jobs that are told as done have left undone. */
function undone(
  objects: readonly FoundObject[],
  jobs: readonly OrderedJob[],
  toldOf: ReadonlyMap<string, TransferView>,
  failedJobs: readonly JobView[],
): readonly string[] {
  const mistakes: string[] = [];
  for (const { id, kind, orderedAt, moved } of jobs) {
    if (failedJobs.some(job => job.id === id)) continue;
    if (kind === 'move-photos') {
      const isThere = (id: string): boolean =>
        objects.some(({ key, transfer }) => transfer === id && key.startsWith(MOVED.to));
      const left = objects.filter(({ transfer }) => moved.has(transfer) && !isThere(transfer));
      mistakes.push(...left.map(({ key }) => `${key}: was to be moved`));
    }
    if (kind === 'delete-album') {
      const since = [...toldOf.values()].filter(({ endedAt }) => (endedAt ?? 0) >= orderedAt - MAY_STAY_MS);
      const isKept = ({ key, transfer }: FoundObject): boolean =>
        since.some(told => told.id === transfer || told.key === key);
      const left = objects.filter(object => object.key.startsWith(DELETED) && !isKept(object));
      mistakes.push(...left.map(({ key }) => `${key}: was to be deleted`));
    }
  }
  return mistakes;
}

/** What became of a file's name in all albums, in order; for whoever looks for the cause of a mistake. */
function historyOf(
  { name }: HandedOver,
  jobs: readonly OrderedJob[],
  requests: readonly ProxiedRequest[],
): readonly string[] {
  const stem = `/${name.replace('.bin', '')}`;
  const lines = [
    ...jobs.map(({ kind, orderedAt }) => [orderedAt, kind] as const),
    ...requests
      .filter(({ key = '' }) => key.includes(stem))
      .map(
        ({ startedAt, operation, key = '', status, fate, fault }) =>
          [startedAt, `${operation} ${key} ${status} ${fate} ${fault ?? ''}`] as const,
      ),
  ];
  return lines.toSorted(([a], [b]) => a - b).map(([at, what]) => `  ${at} ${what}`);
}

const summary = ({ id, album, name, state, outcome, key, endedAt, failure }: TransferView): object => ({
  ...{ id, album, name, state, outcome, key, endedAt },
  code: failure?.code,
});

/** Nobody was left without a reason. */
export async function expectFailuresTold(
  bench: FaultBench,
  transfers: readonly TransferView[],
  jobs: readonly JobView[],
): Promise<void> {
  for (const transfer of transfers.filter(({ state }) => state !== 'saved')) {
    expect(transfer.state, JSON.stringify(summary(transfer))).toBe('failed');
    expect(transfer.failure?.code ?? 'unexpected', JSON.stringify(summary(transfer))).not.toBe('unexpected');
  }
  for (const job of jobs) {
    const byKey = await bench.call('jobs.failures', { id: job.id });
    const codes = [...(job.failure === null ? [] : [job.failure]), ...byKey.map(({ failure }) => failure)];
    expect(codes.length, JSON.stringify(job)).toBeGreaterThan(0);
    for (const failure of codes)
      expect(failure.code, JSON.stringify({ job, failure })).not.toBe('unexpected');
  }
}
