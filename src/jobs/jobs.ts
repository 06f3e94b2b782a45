import { type Failure, ShoeboxError } from '../core/failure';
import {
  advanced,
  albumOf,
  cancelled,
  canTryAgain,
  canUndo,
  handedOver,
  isExpired,
  isPending,
  type Job,
  keepsSource,
  triedAgain,
} from '../core/job';
import { isOpen, itemAgain, itemDone, newItem, type Subject } from '../core/job-item';
import { type Entry, openJobLedger } from './ledger';
import type { Chunk, JobPorts, JobProgress } from './ports';
import { openJobRunner } from './runner';

/** Items that are worked on and written down together: S3's list pages and delete requests hold as many. */
const CHUNK = 1000;

/** A failure of one object. */
export interface KeyFailure {
  readonly key: string;
  readonly failure: Failure;
}

/** What lists are not to show, since it is on its way elsewhere. */
export interface Hidden {
  readonly keys: ReadonlySet<string>;
  readonly prefixes: readonly string[];
  /** Deleted photos that come back. */
  readonly returning: ReadonlySet<string>;
}

/** Everything that is done with things in the bucket. Written down first, worked on afterwards, gone on with after any death. */
export interface Jobs {
  /** Goes on with what an earlier life of the worker left. */
  resume(): Promise<void>;
  /** Resolves when it is written down; `photos` are what it is about, empty for an album. Asked twice, it is one job. */
  add(job: Job, photos: readonly Subject[]): Promise<void>;
  all(): Promise<readonly JobProgress[]>;
  /** What could not be done, key by key. */
  failures(id: string): Promise<readonly KeyFailure[]>;
  hidden(): Promise<Hidden>;
  /** As if it had never been asked for. Rejects with `job-gone` when it has begun. */
  undo(id: string): Promise<void>;
  /**
   * Begins nothing more of it; what is begun is brought to an end, since half a move would be two photos. A download
   * ends at once, and nothing of it stays.
   */
  cancel(id: string): Promise<void>;
  /** Tries again what failed. */
  retry(id: string): Promise<void>;
  /** What a download brought. Rejects with `download-gone` when it is not, or no longer, kept. */
  fetched(id: string): Promise<readonly Subject[]>;
  /** The browser is being given what a download brought. Resolves with whether it was for the first time. */
  handOver(id: string): Promise<boolean>;
  /** Takes one that failed off the list, or a download with all that it brought. */
  dismiss(id: string): Promise<void>;
  /** A photo that waits to be deleted stays: a person has saved the very same bytes again, and was told they are there. */
  spare(key: string): Promise<void>;
}

export function openJobs(ports: JobPorts): Jobs {
  const ledger = openJobLedger(ports.journal);
  const runner = openJobRunner(ports, ledger);

  function readyDownload(id: string): Entry {
    const entry = ledger.get(id);
    if (entry?.job.state !== 'ready') throw new ShoeboxError('download-gone');
    return entry;
  }

  return {
    async resume() {
      await ledger.load();
      runner.begin();
      const isOver = (job: Job): boolean => job.state === 'done' || isExpired(job, ports.surroundings.now());
      for (const { job } of ledger.all()) if (isOver(job)) await runner.forget(job.id).catch(() => {}); // another time
      await ports.downloads.deleteExcept(id => ledger.get(id) !== undefined).catch(() => {}); // so is this
    },
    async add(job, photos) {
      await ledger.load();
      if (ledger.get(job.id) !== undefined) return;
      const chunks: Chunk[] = [];
      for (let start = 0; start < photos.length; start += CHUNK) {
        const items = photos.slice(start, start + CHUNK).map(newItem);
        chunks.push({ jobId: job.id, index: chunks.length, isMarkers: false, items });
      }
      await ledger.add({ job, chunks });
      runner.begin();
    },
    async all() {
      await ledger.load();
      return runner.progress();
    },
    async failures(id) {
      await ledger.load();
      const items = ledger.get(id)?.chunks.flatMap(chunk => chunk.items) ?? [];
      return items.flatMap(({ key, failure }) => (failure === null ? [] : [{ key, failure }]));
    },
    async hidden() {
      await ledger.load();
      const pending = ledger.all().filter(({ job }) => isPending(job));
      const leaving = pending.filter(({ job }) => !keepsSource(job.order));
      const keysOf = (entries: readonly Entry[]): Set<string> => {
        const items = entries.flatMap(({ chunks }) => chunks.flatMap(chunk => chunk.items));
        return new Set(items.filter(isOpen).map(({ key }) => key));
      };
      return {
        keys: keysOf(leaving.filter(({ job }) => albumOf(job.order) === null)),
        prefixes: leaving.map(({ job }) => albumOf(job.order)).filter(prefix => prefix !== null),
        returning: keysOf(pending.filter(({ job }) => job.order.kind === 'restore-photos')),
      };
    },
    async undo(id) {
      await ledger.load();
      const job = ledger.get(id)?.job;
      if (job === undefined || !canUndo(job)) throw new ShoeboxError('job-gone');
      await runner.forget(id);
      runner.wake(id);
    },
    async cancel(id) {
      await ledger.load();
      await ledger.change(id, cancelled);
      runner.cutOff(id);
      runner.begin();
    },
    async retry(id) {
      await ledger.load();
      const entry = ledger.get(id);
      if (entry === undefined || !canTryAgain(entry.job)) return;
      const chunks = entry.chunks.map(chunk => ({ ...chunk, items: chunk.items.map(itemAgain) }));
      await ledger.change(id, triedAgain, chunks);
      runner.begin();
    },
    async spare(key) {
      await ledger.load();
      for (const { job, chunks } of ledger.all()) {
        if (job.state !== 'waiting') continue;
        for (const chunk of chunks) {
          if (!chunk.items.some(item => item.key === key && isOpen(item))) continue;
          const items = chunk.items.map(item => (item.key === key ? itemDone(item) : item));
          await ledger.change(job.id, latest => advanced(latest, 1, 0), [{ ...chunk, items }]);
        }
      }
    },
    async fetched(id) {
      await ledger.load();
      const { chunks } = readyDownload(id);
      const items = chunks.flatMap(chunk => chunk.items).filter(({ state }) => state === 'done');
      return items.map(({ key, size, etag }) => ({ key, size, etag }));
    },
    async handOver(id) {
      await ledger.load();
      const isFirst = !readyDownload(id).job.isHandedOver;
      await ledger.change(id, handedOver).catch(() => {}); // a full disk: known all the same while this worker lives
      runner.begin();
      return isFirst;
    },
    async dismiss(id) {
      await ledger.load();
      const entry = ledger.get(id);
      if (entry?.job.state !== 'failed' && entry?.job.state !== 'ready') return;
      await runner.forget(id);
      await runner.dropUploads(entry).catch(() => {}); // S3's own rules for what was never completed are left for that
    },
  };
}
