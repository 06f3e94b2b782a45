import { type Failure, toFailure } from '../core/failure';
import {
  type Area,
  areaOf,
  begunAnew,
  due,
  ended,
  isDownload,
  isPending,
  type Job,
  mustWaitFor,
  stopped,
} from '../core/job';
import { newItem } from '../core/job-item';
import { openJobBulletin } from './bulletin';
import { askThrough } from './context';
import type { Entry, JobLedger } from './ledger';
import type { JobPorts, JobProgress } from './ports';
import { openProgress, type Standing } from './progress';
import { runJob } from './run';

/** Jobs at once: a long one does not keep a short one waiting, and the connections are shared all the same. */
const AT_ONCE = 2;

/** How long a job that is done can still be looked at, so that whoever watches hears of its end. */
const SHOWN_AFTER_END_MS = 10_000;

interface Work extends Standing {
  waiting: Standing['waiting'];
  settled: number;
  bytes: number;
  /** Of a download: ends what is under way. */
  readonly end: AbortController;
}

/** Works on the jobs of a ledger, each in its turn. */
export interface JobRunner {
  /** Gives every free place to the jobs that wait for one, and their time to those that wait for that. */
  begin(): void;
  /** All jobs as they are now; the very same object for one that has not changed since the last time. */
  progress(): JobProgress[];
  /** Ends the waiting of a job for its time. */
  wake(id: string): void;
  /** Ends at once what is under way of a job that only reads; any other goes on. */
  cutOff(id: string): void;
  /** Takes a job off the list, and what it has fetched off the disk. */
  forget(id: string): Promise<void>;
  /** Aborts what S3 holds open of a job that is given up: it costs money. */
  dropUploads(entry: Entry): Promise<void>;
}

export function openJobRunner(ports: JobPorts, ledger: JobLedger): JobRunner {
  const { surroundings } = ports;
  const running = new Map<string, Work>();
  const areas = new Map<string, Area>();
  /** Ends the waiting of a job for its time. */
  const timers = new Map<string, AbortController>();
  const progress = openProgress(ledger, id => running.get(id));
  const { tell } = openJobBulletin(ports, progress);

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
      else if (isNext && hasPlaceFor(job)) void run(job);
    }
    tell();
  }

  /** Downloads are long, and nothing waits for them: one of the places is for the others. */
  function hasPlaceFor({ id, order }: Job): boolean {
    if (running.has(id) || running.size >= AT_ONCE) return false;
    const isDownloading = (other: string): boolean => {
      const job = ledger.get(other)?.job;
      return job !== undefined && isDownload(job.order);
    };
    return !isDownload(order) || ![...running.keys()].some(isDownloading);
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
    const work: Work = { waiting: null, settled: 0, bytes: 0, end: new AbortController() };
    running.set(id, work);
    const { downloads } = ports;
    try {
      const store = await ports.openStore(bucket);
      const line = ports.lineTo(store, waiting => {
        work.waiting = waiting;
        tell();
      });
      const ask = askThrough(line);
      const isCancelled = (): boolean => ledger.get(id)?.job.isCancelled !== false;
      if (isCancelled()) work.end.abort();
      await runJob({
        ...{ id, ledger },
        context: { order, store, ask, isCancelled, now: surroundings.now, onDeleting: ports.onDeleting },
        onSettled(count, bytes) {
          work.settled = count;
          work.bytes = bytes;
          tell();
        },
        download: {
          ask: askThrough(line, work.end.signal),
          kept: {
            ids: () => downloads.ids(id),
            put: (partId, part) => downloads.put(id, partId, part),
          },
          room: downloads.room,
        },
      });
      await ledger.change(id, job => ended(job, surroundings.now()));
    } catch (error) {
      // A full disk may refuse to note it; the person hears of it all the same.
      await stop(id, toFailure(error)).catch(() => {});
    } finally {
      running.delete(id);
      await finish(id).catch(() => {}); // done again by the next life: S3 says then that it is done
      begin();
    }
  }

  /** What a download has fetched does not wait on the disk for somebody to try again. */
  async function stop(id: string, failure: Failure): Promise<void> {
    const entry = ledger.get(id);
    if (entry === undefined || !isDownload(entry.job.order))
      return ledger.change(id, job => stopped(job, failure));
    const chunks = entry.chunks.map(chunk => ({ ...chunk, items: chunk.items.map(newItem) }));
    // First: where the disk is full, there may be room then to note it.
    await ports.downloads.delete(id);
    await ledger.change(id, job => begunAnew(stopped(job, failure)), chunks);
  }

  async function finish(id: string): Promise<void> {
    const job = ledger.get(id)?.job;
    if (job === undefined || isPending(job)) return;
    ports.onEnded(job);
    if (job.state === 'ready') return;
    if (isDownload(job.order)) {
      if (job.isCancelled) return forget(id);
      await ports.downloads.delete(id);
    }
    if (job.state === 'failed') return;
    if (job.isCancelled) return forget(id);
    await ledger.keepInMemory(id);
    void surroundings.sleep(SHOWN_AFTER_END_MS, new AbortController().signal).then(() => forget(id, true));
  }

  async function forget(id: string, isOffDisk = false): Promise<void> {
    areas.delete(id);
    const job = ledger.get(id)?.job;
    // First: of a job that is not known any more, nobody would look for it.
    if (job !== undefined && isDownload(job.order)) await ports.downloads.delete(id);
    const removed = ledger.remove(id);
    tell();
    if (!isOffDisk) await removed;
    else await removed.catch(() => {}); // it is not there
  }

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
    begin,
    progress,
    wake: id => timers.get(id)?.abort(),
    cutOff: id => running.get(id)?.end.abort(),
    forget,
    dropUploads,
  };
}
