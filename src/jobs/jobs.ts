import { type Failure, ShoeboxError } from '../core/failure';
import {
  albumOf,
  cancelled,
  canRetry,
  delivered,
  isExpired,
  isPending,
  type Job,
  keepsSource,
  postponed,
  retried,
} from '../core/job';
import { isOpen, itemRetried, newItem } from '../core/job-item';
import type { PendingRemovals } from '../core/pending-removals';
import type { ExpectedObject } from '../core/s3-object';
import { untilDone } from '../durable/until-done';
import { abortCopies, expireCopies } from './abort-copies';
import { type JobRemovals, openJobRemovals } from './job-removals';
import { type JobRecord, onJob, openJobStore } from './job-store';
import { CHUNK_ITEMS } from './list-album';
import type { Chunk, JobPorts, JobProgress } from './ports';
import { openJobRunner } from './runner';

/** A failure of one object. */
export interface KeyFailure {
  readonly key: string;
  readonly failure: Failure;
}

/** What lists are not to show, since it is on its way elsewhere. */
export interface HiddenObjects {
  readonly keys: ReadonlySet<string>;
  readonly prefixes: readonly string[];
  /** Deleted photos that come back. */
  readonly restoring: ReadonlySet<string>;
}

/**
 * Everything that is done with things in the bucket. Written down first, worked on afterwards, gone on with after any
 * death. Every method first recovers what an earlier worker instance left, if that has not been done; where the disk
 * refuses that, it rejects, and the next call asks the disk again.
 */
export interface Jobs {
  /** Goes on with what an earlier worker left, and tidies away what is over. */
  recover(): Promise<void>;
  /** Resolves when it is written down; `photos` are what it is about, empty for an album. Asked twice, it is one job. */
  add(job: Job, photos: readonly ExpectedObject[]): Promise<void>;
  all(): Promise<readonly JobProgress[]>;
  /** What could not be done, key by key. */
  failures(id: string): Promise<readonly KeyFailure[]>;
  /** Without what waits for users who are not here: nobody knows when it leaves. */
  hidden(): Promise<HiddenObjects>;
  /**
   * As if it had never been asked for. Rejects with `job-gone` when it has begun, and when the disk refuses; it is not
   * begun by this worker all the same then.
   */
  undo(id: string): Promise<void>;
  /** Gives the user all the time to undo it once more, as long as it has not begun. Rejects when the disk refuses. */
  postpone(id: string): Promise<void>;
  /**
   * Begins nothing more of it; what is begun is brought to an end, since half a move would be two photos. What is only
   * read ends at once, and nothing of a download stays. Rejects when the disk refuses; then it goes on.
   */
  cancel(id: string): Promise<void>;
  /** Tries again what failed. The user consents to what is deleted at `confirmedAt`, by S3's clock. */
  retry(id: string, confirmedAt?: number): Promise<void>;
  /** What a download brought. Rejects with `download-gone` when it is not, or no longer, kept. */
  downloaded(id: string): Promise<readonly ExpectedObject[]>;
  /** The browser is being given what a download brought. Resolves with whether it was for the first time. */
  markDelivered(id: string): Promise<boolean>;
  /** Takes one that failed, or has something to tell, off the list, or a download with all that it brought. */
  dismiss(id: string): Promise<void>;
  /** What deletions are about to remove. */
  readonly removals: PendingRemovals & Pick<JobRemovals, 'removalCount' | 'exempt'>;
}

export function openJobs(ports: JobPorts): Jobs {
  const { environment, report, onActivity } = ports;
  const store = openJobStore(ports.database);
  const removals = openJobRemovals(
    store,
    () => start(),
    () => runner.schedule(),
  );
  const runner = openJobRunner(ports, store, removals);
  const start = untilDone(
    async () => {
      await store.load();
      runner.recover();
      runner.schedule();
    },
    error => {
      report('jobs.start', error);
      onActivity('waiting'); // for the alarm to be there, which tries it again
    },
  );
  const tidyOnce = untilDone(tidy);

  /** What can't be tidied away now is tidied away after another start. */
  async function tidy(): Promise<void> {
    const now = environment.now();
    void expireCopies(ports, store, now);
    const isOver = (job: Job): boolean => (job.state === 'done' && job.note === null) || isExpired(job, now);
    for (const { job } of store.all()) {
      if (isOver(job)) await runner.forget(job.id).catch(error => report('jobs.forget-expired', error));
    }
    await ports.downloads
      .deleteExcept(id => store.get(id) !== undefined)
      .catch(error => report('jobs.delete-downloads', error));
  }

  function readyDownload(id: string): JobRecord {
    const entry = store.get(id);
    if (entry?.job.state !== 'ready') throw new ShoeboxError('download-gone');
    return entry;
  }

  return {
    removals,
    async recover() {
      await start();
      await tidyOnce();
    },
    async add(job, photos) {
      await start();
      if (store.get(job.id) !== undefined) return;
      const chunks: Chunk[] = [];
      for (let first = 0; first < photos.length; first += CHUNK_ITEMS) {
        const items = photos.slice(first, first + CHUNK_ITEMS).map(newItem);
        chunks.push({ jobId: job.id, index: chunks.length, isMarkers: false, items });
      }
      await store.add(removals.withoutExempt({ job, chunks }));
      runner.schedule();
    },
    async all() {
      await start();
      return runner.current();
    },
    async failures(id) {
      await start();
      const items = store.get(id)?.chunks.flatMap(chunk => chunk.items) ?? [];
      return items.flatMap(({ key, failure }) => (failure === null ? [] : [{ key, failure }]));
    },
    async hidden() {
      await start();
      const isAbsent = runner.absence();
      const pending = store.all().filter(({ job }) => isPending(job) && !isAbsent(job));
      const leaving = pending.filter(({ job }) => !keepsSource(job.order));
      const keysOf = (entries: readonly JobRecord[]): Set<string> => {
        const items = entries.flatMap(({ chunks }) => chunks.flatMap(chunk => chunk.items));
        return new Set(items.filter(isOpen).map(({ key }) => key));
      };
      return {
        keys: keysOf(leaving.filter(({ job }) => albumOf(job.order) === null)),
        prefixes: leaving.map(({ job }) => albumOf(job.order)).filter(prefix => prefix !== null),
        restoring: keysOf(pending.filter(({ job }) => job.order.kind === 'restore-photos')),
      };
    },
    async undo(id) {
      await start();
      await runner.undo(id);
    },
    async postpone(id) {
      await start();
      await store.change(id, job => postponed(job, environment.now()));
      runner.schedule();
    },
    async cancel(id) {
      await start();
      await store.decide(onJob(id, cancelled));
      runner.abort(id);
      runner.schedule();
    },
    async retry(id, confirmedAt = environment.now()) {
      await start();
      await store.decide(entry => {
        const { job, chunks } = entry;
        if (job.id !== id || !canRetry(job)) return entry;
        return {
          job: retried(job, confirmedAt),
          chunks: chunks.map(chunk => ({ ...chunk, items: chunk.items.map(itemRetried) })),
        };
      });
      runner.schedule();
    },
    async downloaded(id) {
      await start();
      const { chunks } = readyDownload(id);
      const items = chunks.flatMap(chunk => chunk.items).filter(({ state }) => state === 'done');
      return items.map(({ key, size, etag }) => ({ key, size, etag }));
    },
    async markDelivered(id) {
      await start();
      const isFirst = !readyDownload(id).job.isHandedOver;
      // A full disk: known all the same while this worker instance lives.
      await store.change(id, delivered).catch(error => report('jobs.note-hand-over', error));
      runner.schedule();
      return isFirst;
    },
    async dismiss(id) {
      await start();
      const removed = await runner.dismiss(id);
      if (removed === undefined) return;
      // S3's own rules for what was never completed are left for that.
      await abortCopies(ports, removed).catch(error => report('jobs.abort-uploads', error));
    },
  };
}
