import { ShoeboxError } from '../core/failure';
import { albumOf, canUndo, type Job, started, UNDO_MS } from '../core/job';
import { NEVER_ABORTED } from '../core/promises';
import { sendThrough } from './job-context';
import { type JobStore, onJob } from './job-store';
import { lastKeyOf, listAlbum } from './list-album';
import type { JobPorts } from './ports';

/** A disk that refuses is asked again after a second, then half as often each time, but once a minute. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Deletions wait in it until their time: meanwhile what they are about is listed, and they can be undone. */
export interface UndoWindow {
  /** Has a job wait, if it does not yet, until it is due or undone. `isResumed`: an earlier worker instance left it. */
  open(job: Job, isResumed: boolean): void;
  /**
   * As if the job had never been asked for. Rejects with `job-gone` when it has begun. Rejects when the disk refuses as
   * well: this worker does not begin with it all the same, and asks the disk again until it takes that.
   */
  undo(id: string): Promise<void>;
}

interface Wait {
  /** Ends the waiting for the job's time. */
  readonly timer: AbortController;
  /** Ends the listing of the album that is to be deleted. */
  readonly stopListing: () => Promise<void>;
}

/** @param onClosed is called when a job is due, or undone. */
export function openUndoWindow(ports: JobPorts, store: JobStore, onClosed: (id: string) => void): UndoWindow {
  const { environment } = ports;
  const waits = new Map<string, Wait>();
  /** What the user wants undone, whatever the disk says of it. */
  const undone = new Set<string>();

  async function wait({ id, notBefore, createdAt }: Job, isResumed: boolean, { timer, stopListing }: Wait) {
    const whole = notBefore - createdAt;
    const left = notBefore - environment.now();
    // Its time went by while no worker ran, or an undo could not be written: the user has all of it again. Whatever
    // this computer's clock does meanwhile, it is no longer than it was to be.
    await pause(isResumed && left <= 0 ? whole : Math.min(left, whole), timer.signal);
    // Put off meanwhile: another time than the one that was waited for.
    for (let due = notBefore; !timer.signal.aborted && due !== dueOf(id); ) {
      due = dueOf(id);
      await pause(Math.min(due - environment.now(), UNDO_MS), timer.signal);
    }
    await stopListing();
    for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(ms * 2, LONGEST_PAUSE_MS)) {
      try {
        if (undone.has(id)) await withdraw(id);
        // Written before it is begun: an upload that cancels it reads here, too, what the next worker would find.
        else await store.decide(onJob(id, job => (undone.has(id) ? job : started(job))));
      } catch (error) {
        ports.report('jobs.begin-deletion', error);
      }
      if (store.get(id)?.job.state !== 'waiting') return;
      await pause(ms, NEVER_ABORTED);
    }
  }

  const dueOf = (id: string): number => store.get(id)?.job.notBefore ?? 0;

  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await environment.sleep(Math.max(0, ms), signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async function withdraw(id: string): Promise<void> {
    const removed = await store.remove([id], ({ job }) => canUndo(job));
    if (removed.length === 0) throw new ShoeboxError('job-gone');
    undone.delete(id);
  }

  /** Lists an album while its deletion waits: what it holds later came after the user confirmed that. Reads only. */
  function listAhead({ id, bucket: name, owner, order: spec, isListed }: Job): () => Promise<void> {
    if (albumOf(spec) === null || isListed) return async () => {};
    const end = new AbortController();
    async function list(): Promise<void> {
      try {
        const bucket = await ports.openBucket(name, owner);
        const sendUnlessCancelled = sendThrough(
          ports.executorFor(bucket, () => {}),
          end.signal,
        );
        const listing = { id, store, spec, bucket, sendUnlessCancelled, now: environment.now };
        await listAlbum(listing, lastKeyOf(store.get(id)?.chunks ?? []), { isFirst: true });
      } catch (error) {
        // The job itself goes on with it, and tells.
        if (!end.signal.aborted) ports.report('jobs.list-ahead', error);
      }
    }
    const ended = list();
    return () => {
      end.abort();
      return ended;
    };
  }

  return {
    open(job, isResumed) {
      const { id } = job;
      if (waits.has(id)) return;
      const opened = { timer: new AbortController(), stopListing: listAhead(job) };
      waits.set(id, opened);
      void wait(job, isResumed, opened).finally(() => {
        waits.delete(id);
        onClosed(id);
      });
    },
    async undo(id) {
      const job = store.get(id)?.job;
      if (job === undefined || !canUndo(job)) throw new ShoeboxError('job-gone');
      undone.add(id);
      try {
        await waits.get(id)?.stopListing();
        await withdraw(id);
      } catch (error) {
        // By another undo that was quicker.
        if (store.get(id) === undefined) return;
        if (store.get(id)?.job.state !== 'waiting') undone.delete(id);
        throw error;
      } finally {
        waits.get(id)?.timer.abort();
      }
    },
  };
}
