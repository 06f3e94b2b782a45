import { ShoeboxError, toFailure } from '../core/failure';
import { ended, isDeletion, isDownload, isPending, type Job, progressed, startedAgain } from '../core/job';
import { type Area, areaOf, mustWaitFor } from '../core/job-area';
import { openJobBulletin } from './bulletin';
import { askThrough } from './context';
import { openEndings } from './endings';
import type { Entry, JobLedger } from './ledger';
import type { JobPorts, JobProgress } from './ports';
import { openProgress, type Standing } from './progress';
import type { JobRemovals } from './removals';
import { runJob } from './run';
import { openTargets } from './targets-of-jobs';
import { openUndoWindow } from './undo-window';

/** Jobs at once: a long one does not keep a short one waiting, and the connections are shared all the same. */
const AT_ONCE = 2;

/** So many workers that ended over a job, and S3 did nothing more of it, are what ends it: as many as for an upload. */
const MAX_STARTS_WITHOUT_PROGRESS = 25;

interface Work extends Standing {
  waiting: Standing['waiting'];
  settled: number;
  bytes: number;
  /** Ends what only reads. */
  readonly end: AbortController;
}

/** Works on the jobs of a ledger, each in its turn. */
export interface JobRunner {
  /** To be called once, when what earlier workers left is known. */
  recover(): void;
  /** Gives every free place to the jobs that wait for one, and their time to those that wait for that. */
  begin(): void;
  /** All jobs as they are now; the very same object for one that has not changed since the last time. */
  progress(): JobProgress[];
  /** As if a job had never been asked for, as long as it waits for its time. */
  undo(id: string): Promise<void>;
  /** Ends at once what a job only reads; what is under way inside the bucket goes on. */
  cutOff(id: string): void;
  /** Takes a job off the list, and what it has fetched off the disk. */
  forget(id: string): Promise<void>;
}

export function openJobRunner(
  ports: JobPorts,
  ledger: JobLedger,
  { mayTake, noteRemoved }: Pick<JobRemovals, 'mayTake' | 'noteRemoved'>,
): JobRunner {
  const { surroundings, report } = ports;
  const running = new Map<string, Work>();
  const areas = new Map<string, Area>();
  /** Left by earlier workers, and not begun yet by this one. */
  const inherited = new Set<string>();
  const targets = openTargets(ledger);
  const progress = openProgress(ledger, id => running.get(id));
  const { tell } = openJobBulletin(ports, progress);
  const endings = openEndings(ports, ledger, {
    onEnded: targets.release,
    onForgotten(id) {
      areas.delete(id);
      tell();
    },
  });
  const undoWindow = openUndoWindow(ports, ledger, id => {
    areas.delete(id);
    begin();
  });

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
      if (isOverAlready(entry)) {
        void end(job.id);
        continue;
      }
      const area = areaOfEntry(entry);
      const isNext = !before.some(earlier => mustWaitFor(area, earlier));
      before.push(area);
      if (job.state === 'waiting') undoWindow.open(job, inherited.has(job.id));
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

  /** Whether nobody wants more of a job that waits for its turn, and nothing of it was begun that has to be ended. */
  const isOverAlready = ({ job, chunks }: Entry): boolean =>
    job.isCancelled &&
    !running.has(job.id) &&
    !chunks.some(({ items }) => items.some(({ state }) => state === 'begun'));

  async function end(id: string): Promise<void> {
    await endings.noteEnd(id);
    await endings.finish(id);
    begin();
  }

  async function run({ id, bucket, order, confirmedAt }: Job): Promise<void> {
    const work: Work = { waiting: null, settled: 0, bytes: 0, end: new AbortController() };
    running.set(id, work);
    const { downloads, cleanup } = ports;
    const isCancelled = (): boolean => ledger.get(id)?.job.isCancelled !== false;
    try {
      const store = await ports.openStore(bucket);
      if (!isDeletion(order) && !isDownload(order)) await cleanup.load();
      const line = ports.lineTo(store, waiting => {
        work.waiting = waiting;
        tell();
      });
      if (isCancelled()) work.end.abort();
      await countStart(id, work);
      await runJob({
        ...{ id, ledger },
        context: {
          ...{ order, store, isCancelled, now: surroundings.now, onDeleting: ports.onDeleting, report },
          ask: askThrough(line),
          askUnlessCancelled: askThrough(line, work.end.signal),
          confirmed: { confirmedAt },
          targets: targets.of(id),
          isReserved: (key, isThere) =>
            mayTake(id, key, isThere) || cleanup.includes(bucket, key) || targets.isOfAnother(id, key),
          movedFrom: key => targetOf(ledger.get(id), key),
          callOffCleanup: async keys => (keys.length === 0 ? [] : cleanup.keep(bucket, keys)),
          expectUpload: key => ports.expectUpload(bucket, key),
          onAdvance() {
            if (isDeletion(order)) noteRemoved();
            advance(id);
          },
        },
        onSettled(count, bytes) {
          work.settled = count;
          work.bytes = bytes;
          tell();
        },
        download: {
          kept: {
            ids: () => downloads.ids(id),
            put: (partId, part) => downloads.put(id, partId, part),
          },
          room: downloads.room,
        },
      });
      await ledger.change(id, job => ended(job, surroundings.now()));
    } catch (error) {
      if (work.end.signal.aborted && error === work.end.signal.reason) await endings.noteEnd(id);
      else await endings.noteFailure(id, toFailure(error));
    } finally {
      running.delete(id);
      if (isDeletion(order)) noteRemoved(); // also what was deleted by a request whose answer was lost
      await endings.finish(id);
      begin();
    }
  }

  /** A worker that is ended by a job again and again is not to go on with it for ever. Offline nothing is begun. */
  async function countStart(id: string, work: Work): Promise<void> {
    if (!inherited.delete(id)) return;
    const starts = ledger.get(id)?.job.startsWithoutProgress ?? 0;
    if (starts >= MAX_STARTS_WITHOUT_PROGRESS) throw new ShoeboxError('keeps-being-interrupted');
    work.waiting = { kind: 'online' };
    tell();
    try {
      await surroundings.untilOnline(work.end.signal);
    } catch (error) {
      if (!work.end.signal.aborted) throw error;
    }
    work.waiting = null;
    tell();
    await ledger.change(id, startedAgain);
  }

  function advance(id: string): void {
    if (ledger.get(id)?.job.startsWithoutProgress === 0) return;
    void ledger.change(id, progressed).catch(error => report('jobs.note-progress', error));
  }

  return {
    recover() {
      for (const { job } of ledger.all()) if (isPending(job)) inherited.add(job.id);
      targets.recover();
    },
    begin,
    progress,
    undo: undoWindow.undo,
    cutOff: id => running.get(id)?.end.abort(),
    forget: endings.forget,
  };
}

function targetOf(entry: Entry | undefined, key: string): string | null {
  for (const { items } of entry?.chunks ?? []) {
    const done = items.find(item => item.key === key && item.state === 'done');
    if (done !== undefined) return done.target;
  }
  return null;
}
