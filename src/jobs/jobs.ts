import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import {
  type Area,
  advanced,
  albumOf,
  areaOf,
  cancelled,
  canUndo,
  due,
  ended,
  isPending,
  type Job,
  keepsSource,
  mustWaitFor,
  stopped,
  triedAgain,
} from '../core/job';
import { isOpen, itemAgain, itemDone, newItem, type Subject } from '../core/job-item';
import type { Waiting } from '../core/waiting';
import { openJobBulletin } from './bulletin';
import { askThrough } from './context';
import { type Entry, openJobLedger } from './ledger';
import type { Chunk, JobPorts, JobProgress } from './ports';
import { runJob } from './run';

/** Jobs at once: a long one does not keep a short one waiting, and the connections are shared all the same. */
const AT_ONCE = 2;

/** Items that are worked on and written down together: S3's list pages and delete requests hold as many. */
const CHUNK = 1000;

/** How long a job that is done can still be looked at, so that whoever watches hears of its end. */
const SHOWN_AFTER_END_MS = 10_000;

const TURN: Waiting = { kind: 'turn' };

/** A failure of one object. */
export interface KeyFailure {
  readonly key: string;
  readonly failure: Failure;
}

/** What lists are not to show, since it is on its way elsewhere. */
export interface Hidden {
  readonly keys: ReadonlySet<string>;
  readonly prefixes: readonly string[];
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
  /** Begins nothing more of it; what is begun is brought to an end, since half a move would be two photos. */
  cancel(id: string): Promise<void>;
  /** Tries again what failed. */
  retry(id: string): Promise<void>;
  /** Takes one that failed off the list. */
  dismiss(id: string): Promise<void>;
  /** A photo that waits to be deleted stays: a person has saved the very same bytes again, and was told they are there. */
  spare(key: string): Promise<void>;
}

interface Work {
  waiting: Waiting | null;
  /** Items of the chunk at hand that are settled and not counted yet. */
  settled: number;
}

export function openJobs(ports: JobPorts): Jobs {
  const { journal, surroundings } = ports;
  const ledger = openJobLedger(journal);
  const running = new Map<string, Work>();
  const areas = new Map<string, Area>();
  /** Ends the waiting of a job for its time. */
  const timers = new Map<string, AbortController>();
  const { tell } = openJobBulletin(ports, progress);

  function progress(): JobProgress[] {
    return ledger.all().map(({ job }) => {
      const work = running.get(job.id);
      const waiting = work === undefined ? TURN : work.waiting;
      return {
        ...job,
        done: Math.min(job.total, job.done + (work?.settled ?? 0)),
        waiting: job.state === 'under-way' ? waiting : null,
      };
    });
  }

  function areaOfEntry({ job, chunks }: Entry): Area {
    const known = areas.get(job.id);
    if (known !== undefined) return known;
    const keys = chunks.flatMap(({ items }) => items.map(({ key }) => key));
    const area = areaOf(job.order, keys);
    areas.set(job.id, area);
    return area;
  }

  function begin(): void {
    const before: Area[] = [];
    for (const entry of ledger.all()) {
      const { job } = entry;
      if (!isPending(job)) continue;
      const area = areaOfEntry(entry);
      const isNext = !before.some(earlier => mustWaitFor(area, earlier));
      before.push(area);
      if (job.state === 'waiting') void waitFor(job);
      else if (isNext && running.size < AT_ONCE && !running.has(job.id)) void run(job);
    }
    tell();
  }

  /** Until its time; whatever this computer's clock does meanwhile, no longer than it was to be. */
  async function waitFor({ id, notBefore, createdAt }: Job): Promise<void> {
    if (timers.has(id)) return;
    const timer = new AbortController();
    timers.set(id, timer);
    const left = Math.min(notBefore - surroundings.now(), notBefore - createdAt);
    try {
      await surroundings.sleep(Math.max(0, left), timer.signal);
      await ledger.change(id, due);
    } catch {
      // Undone; or a full disk: begun all the same, as long as this worker lives.
    } finally {
      timers.delete(id);
      begin();
    }
  }

  async function run({ id, bucket, order }: Job): Promise<void> {
    const work: Work = { waiting: null, settled: 0 };
    running.set(id, work);
    try {
      const store = await ports.openStore(bucket);
      const line = ports.lineTo(store, waiting => {
        work.waiting = waiting;
        tell();
      });
      const ask = askThrough(line);
      const isCancelled = (): boolean => ledger.get(id)?.job.isCancelled !== false;
      await runJob({
        ...{ id, ledger },
        context: { order, store, ask, isCancelled, now: surroundings.now, onDeleting: ports.onDeleting },
        onSettled(count) {
          work.settled = count;
          tell();
        },
      });
      await ledger.change(id, ended);
    } catch (error) {
      // A full disk may refuse to note it; the person hears of it all the same.
      await ledger.change(id, job => stopped(job, toFailure(error))).catch(() => {});
    } finally {
      running.delete(id);
      await finish(id).catch(() => {}); // done again by the next life: S3 says then that it is done
      begin();
    }
  }

  async function finish(id: string): Promise<void> {
    const job = ledger.get(id)?.job;
    if (job === undefined || isPending(job)) return;
    ports.onEnded(job);
    if (job.state === 'failed') return;
    if (job.isCancelled) return forget(id);
    await ledger.keepInMemory(id);
    void surroundings.sleep(SHOWN_AFTER_END_MS, new AbortController().signal).then(() => forget(id, true));
  }

  async function forget(id: string, isOffDisk = false): Promise<void> {
    areas.delete(id);
    const removed = ledger.remove(id);
    tell();
    if (!isOffDisk) await removed;
    else await removed.catch(() => {}); // it is not there
  }

  /** What S3 holds open of a job that is given up costs money. */
  async function dropUploads({ job, chunks }: Entry): Promise<void> {
    const open = chunks.flatMap(({ items }) => items).filter(({ uploadId }) => uploadId !== null);
    if (open.length === 0) return;
    const store = await ports.openStore(job.bucket);
    const ask = askThrough(ports.lineTo(store, () => {}));
    for (const { target, uploadId } of open) {
      if (target !== null && uploadId !== null)
        await ask(signal => store.abortUpload({ key: target, uploadId }, signal));
    }
  }

  return {
    async resume() {
      await ledger.load();
      begin();
      const isDone = ({ state }: Job): boolean => state === 'done';
      for (const { job } of ledger.all()) if (isDone(job)) await forget(job.id).catch(() => {}); // another time
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
      begin();
    },
    async all() {
      await ledger.load();
      return progress();
    },
    async failures(id) {
      await ledger.load();
      const items = ledger.get(id)?.chunks.flatMap(chunk => chunk.items) ?? [];
      return items.flatMap(({ key, failure }) => (failure === null ? [] : [{ key, failure }]));
    },
    async hidden() {
      await ledger.load();
      const pending = ledger.all().filter(({ job }) => isPending(job) && !keepsSource(job.order));
      const items = pending
        .filter(({ job }) => albumOf(job.order) === null)
        .flatMap(({ chunks }) => chunks.flatMap(chunk => chunk.items));
      return {
        keys: new Set(items.filter(isOpen).map(({ key }) => key)),
        prefixes: pending.map(({ job }) => albumOf(job.order)).filter(prefix => prefix !== null),
      };
    },
    async undo(id) {
      await ledger.load();
      const job = ledger.get(id)?.job;
      if (job === undefined || !canUndo(job)) throw new ShoeboxError('job-gone');
      const timer = timers.get(id);
      await forget(id);
      timer?.abort();
    },
    async cancel(id) {
      await ledger.load();
      await ledger.change(id, cancelled);
      begin();
    },
    async retry(id) {
      await ledger.load();
      const entry = ledger.get(id);
      if (entry === undefined || entry.job.state !== 'failed') return;
      const chunks = entry.chunks.map(chunk => ({ ...chunk, items: chunk.items.map(itemAgain) }));
      await ledger.change(id, triedAgain, chunks);
      begin();
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
    async dismiss(id) {
      await ledger.load();
      const entry = ledger.get(id);
      if (entry?.job.state !== 'failed') return;
      await forget(id);
      await dropUploads(entry).catch(() => {}); // S3's own rules for what was never completed are left for that
    },
  };
}
