import { ShoeboxError } from '../core/failure';
import { albumOf, canUndo, due, type Job } from '../core/job';
import { askThrough } from './context';
import { type JobLedger, onJob } from './ledger';
import { lastKeyOf, listAlbum } from './listing';
import type { JobPorts } from './ports';

/** A disk that refuses is asked again after a second, then half as often each time, but once a minute. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Deletions wait in it until their time: meanwhile what they are about is listed, and they can be undone. */
export interface UndoWindow {
  /** Has a job wait, if it does not yet, until it is due or undone. `isInherited`: an earlier worker has left it. */
  open(job: Job, isInherited: boolean): void;
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
export function openUndoWindow(
  ports: JobPorts,
  ledger: JobLedger,
  onClosed: (id: string) => void,
): UndoWindow {
  const { surroundings } = ports;
  const waits = new Map<string, Wait>();
  /** What a person wants undone, whatever the disk says of it. */
  const undone = new Set<string>();

  async function wait({ id, notBefore, createdAt }: Job, isInherited: boolean, { timer, stopListing }: Wait) {
    const whole = notBefore - createdAt;
    const left = notBefore - surroundings.now();
    // Its time went by while no worker lived, or an undo could not be written: the person has all of it again. Whatever
    // this computer's clock does meanwhile, it is no longer than it was to be.
    await pause(isInherited && left <= 0 ? whole : Math.min(left, whole), timer.signal);
    await stopListing();
    for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(ms * 2, LONGEST_PAUSE_MS)) {
      try {
        if (undone.has(id)) await withdraw(id);
        // Written before it is begun: an upload that calls it off reads here, too, what the next worker would find.
        else await ledger.decide(onJob(id, job => (undone.has(id) ? job : due(job))));
      } catch (error) {
        ports.report('jobs.begin-deletion', error);
      }
      if (ledger.get(id)?.job.state !== 'waiting') return;
      await pause(ms, new AbortController().signal);
    }
  }

  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await surroundings.sleep(Math.max(0, ms), signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async function withdraw(id: string): Promise<void> {
    await ledger.withdraw(id, canUndo);
    undone.delete(id);
  }

  /** Lists an album while its deletion waits: what it holds later came after the person confirmed that. Reads only. */
  function listAhead({ id, bucket, order, isListed }: Job): () => Promise<void> {
    if (albumOf(order) === null || isListed) return async () => {};
    const end = new AbortController();
    async function list(): Promise<void> {
      try {
        const store = await ports.openStore(bucket);
        const askUnlessCancelled = askThrough(
          ports.lineTo(store, () => {}),
          end.signal,
        );
        const listing = { id, ledger, order, store, askUnlessCancelled };
        await listAlbum(listing, lastKeyOf(ledger.get(id)?.chunks ?? []), { isFirst: true });
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
    open(job, isInherited) {
      const { id } = job;
      if (waits.has(id)) return;
      const opened = { timer: new AbortController(), stopListing: listAhead(job) };
      waits.set(id, opened);
      void wait(job, isInherited, opened).finally(() => {
        waits.delete(id);
        onClosed(id);
      });
    },
    async undo(id) {
      const job = ledger.get(id)?.job;
      if (job === undefined || !canUndo(job)) throw new ShoeboxError('job-gone');
      undone.add(id);
      try {
        await waits.get(id)?.stopListing();
        await withdraw(id);
      } catch (error) {
        // By another undo that was quicker.
        if (ledger.get(id) === undefined) return;
        if (ledger.get(id)?.job.state !== 'waiting') undone.delete(id);
        throw error;
      } finally {
        waits.get(id)?.timer.abort();
      }
    },
  };
}
