import { type AffectedKeys, affectedKeysOf, mustWaitFor } from '../core/affected-keys';
import { ShoeboxError, toFailure } from '../core/failure';
import { completed, isDeletion, isDownload, isPending, type Job, markResumed, progressed } from '../core/job';
import { openPublisher } from '../durable/publisher';
import { openEndings } from './endings';
import { sendThrough } from './job-context';
import type { JobRemovals } from './job-removals';
import type { JobRecord, JobStore } from './job-store';
import type { JobLiveStatus, JobPorts, JobProgress } from './ports';
import { type ChunkProgress, liveStatusOf } from './progress';
import { runJob } from './run-job';
import { openTargetReservations } from './target-reservations';
import { openUndoWindow } from './undo-window';

/** Jobs at once: a long one does not keep a short one waiting, and the connections are shared all the same. */
const SLOTS = 2;

/** So many workers that ended over a job, and S3 did nothing more of it, are what ends it: as many as for an upload. */
const MAX_STARTS_WITHOUT_PROGRESS = 25;

interface Work extends ChunkProgress {
  waiting: ChunkProgress['waiting'];
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
  schedule(): void;
  /** All jobs as they are now; the very same object for one that has not changed since the last time. */
  current(): JobProgress[];
  /** As if a job had never been asked for, as long as it waits for its time. */
  undo(id: string): Promise<void>;
  /** Ends at once what a job only reads; what is under way inside the bucket goes on. */
  abort(id: string): void;
  /** Takes a job off the list, and what it has fetched off the disk. */
  forget(id: string): Promise<void>;
}

export function openJobRunner(
  ports: JobPorts,
  store: JobStore,
  { mayTake, noteRemoved }: Pick<JobRemovals, 'mayTake' | 'noteRemoved'>,
): JobRunner {
  const { environment, report } = ports;
  const running = new Map<string, Work>();
  const areas = new Map<string, AffectedKeys>();
  /** Left by earlier workers, and not begun yet by this one. */
  const inherited = new Set<string>();
  const targets = openTargetReservations(store);
  const { publish, current } = openPublisher<Job, JobLiveStatus>(ports, {
    records: () => store.all().map(({ job }) => job),
    liveStatusOf: job => liveStatusOf({ job, chunks: store.get(job.id)?.chunks ?? [] }, running.get(job.id)),
    isPending,
  });
  const endings = openEndings(ports, store, {
    onEnded: targets.release,
    onForgotten(id) {
      areas.delete(id);
      publish();
    },
  });
  const undoWindow = openUndoWindow(ports, store, id => {
    areas.delete(id);
    schedule();
  });

  function areaOfEntry({ job, chunks }: JobRecord): AffectedKeys {
    const known = areas.get(job.id);
    if (known !== undefined) return known;
    const keys = chunks.flatMap(({ items }) => items.map(({ key }) => key));
    const area = affectedKeysOf(job.order, keys);
    areas.set(job.id, area);
    return area;
  }

  function schedule(): void {
    const before: AffectedKeys[] = [];
    for (const entry of store.all()) {
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
    publish();
  }

  /** Downloads are long, and nothing waits for them: one of the places is for the others. */
  function hasPlaceFor({ id, order }: Job): boolean {
    if (running.has(id) || running.size >= SLOTS) return false;
    const isDownloading = (other: string): boolean => {
      const job = store.get(other)?.job;
      return job !== undefined && isDownload(job.order);
    };
    return !isDownload(order) || ![...running.keys()].some(isDownloading);
  }

  /** Whether nobody wants more of a job that waits for its turn, and nothing of it was begun that has to be ended. */
  const isOverAlready = ({ job, chunks }: JobRecord): boolean =>
    job.isCancelled &&
    !running.has(job.id) &&
    !chunks.some(({ items }) => items.some(({ state }) => state === 'begun'));

  async function end(id: string): Promise<void> {
    await endings.complete(id);
    await endings.finish(id);
    schedule();
  }

  async function run({ id, bucket: name, order: spec, confirmedAt }: Job): Promise<void> {
    const work: Work = { waiting: null, settled: 0, bytes: 0, end: new AbortController() };
    running.set(id, work);
    const { downloads, cleanup } = ports;
    const isCancelled = (): boolean => store.get(id)?.job.isCancelled !== false;
    try {
      const bucket = await ports.openBucket(name);
      if (!isDeletion(spec) && !isDownload(spec)) await cleanup.load();
      const executor = ports.executorFor(bucket, waiting => {
        work.waiting = waiting;
        publish();
      });
      if (isCancelled()) work.end.abort();
      await countStart(id, work);
      await runJob({
        ...{ id, store },
        context: {
          ...{ spec, bucket, isCancelled, now: environment.now, onDeleting: ports.onDeleting, report },
          send: sendThrough(executor),
          sendUnlessCancelled: sendThrough(executor, work.end.signal),
          confirmed: { confirmedAt },
          targets: targets.of(id),
          isReserved: (key, isThere) =>
            mayTake(id, key, isThere) || cleanup.includes(name, key) || targets.isOfAnother(id, key),
          movedFrom: key => targetOf(store.get(id), key),
          cancelCleanup: async keys => (keys.length === 0 ? [] : cleanup.keep(name, keys)),
          expectMultipartUpload: key => ports.expectMultipartUpload(name, key),
          onAdvance() {
            if (isDeletion(spec)) noteRemoved();
            advance(id);
          },
        },
        onSettled(count, bytes) {
          work.settled = count;
          work.bytes = bytes;
          publish();
        },
        download: {
          kept: {
            ids: () => downloads.ids(id),
            put: (partId, part) => downloads.put(id, partId, part),
          },
          room: downloads.room,
        },
      });
      await store.change(id, job => completed(job, environment.now()));
    } catch (error) {
      if (work.end.signal.aborted && error === work.end.signal.reason) await endings.complete(id);
      else await endings.fail(id, toFailure(error));
    } finally {
      running.delete(id);
      if (isDeletion(spec)) noteRemoved(); // also what was deleted by a request whose answer was lost
      await endings.finish(id);
      schedule();
    }
  }

  /** A worker that is ended by a job again and again is not to go on with it for ever. Offline nothing is begun. */
  async function countStart(id: string, work: Work): Promise<void> {
    if (!inherited.delete(id)) return;
    const starts = store.get(id)?.job.startsWithoutProgress ?? 0;
    if (starts >= MAX_STARTS_WITHOUT_PROGRESS) throw new ShoeboxError('keeps-being-interrupted');
    work.waiting = { kind: 'online' };
    publish();
    try {
      await environment.untilOnline(work.end.signal);
    } catch (error) {
      if (!work.end.signal.aborted) throw error;
    }
    work.waiting = null;
    publish();
    await store.change(id, markResumed);
  }

  function advance(id: string): void {
    if (store.get(id)?.job.startsWithoutProgress === 0) return;
    void store.change(id, progressed).catch(error => report('jobs.note-progress', error));
  }

  return {
    recover() {
      for (const { job } of store.all()) if (isPending(job)) inherited.add(job.id);
      targets.recover();
    },
    schedule,
    current,
    undo: undoWindow.undo,
    abort: id => running.get(id)?.end.abort(),
    forget: endings.forget,
  };
}

function targetOf(entry: JobRecord | undefined, key: string): string | null {
  for (const { items } of entry?.chunks ?? []) {
    const done = items.find(item => item.key === key && item.state === 'done');
    if (done !== undefined) return done.target;
  }
  return null;
}
