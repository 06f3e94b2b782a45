import { type AffectedKeys, affectedKeysOf, mustWaitFor } from '../core/affected-keys';
import { type ShoeboxError, toFailure } from '../core/failure';
import {
  completed,
  isDeletion,
  isDownload,
  isPending,
  type Job,
  markResumed,
  progressed,
  withNote,
} from '../core/job';
import { NEVER_ABORTED } from '../core/promises';
import { openPublisher } from '../durable/publisher';
import { openScheduler, type Work } from '../durable/scheduler';
import { openOrAwaitUser } from '../requests/when-user-came';
import { type Endings, openEndings } from './endings';
import { sendThrough } from './job-context';
import type { JobRemovals } from './job-removals';
import type { JobRecord, JobStore } from './job-store';
import { openDates } from './photo-dates';
import type { JobLiveStatus, JobPorts, JobProgress } from './ports';
import { type ChunkProgress, liveStatusOf } from './progress';
import { runJob } from './run-job';
import { openTargetReservations } from './target-reservations';
import { openUndoWindow } from './undo-window';

type Kind = 'download' | 'other';

/**
 * A long job does not keep a short one waiting, and the connections are shared all the same. Downloads are long, and
 * nothing waits for them: one of the slots is for the others.
 */
const SLOTS = { download: 1, other: 2, total: 2 };

/** So many worker instances that ended over a job, and S3 did nothing more of it: as many as for an upload. */
const MAX_STARTS = 25;

/** As long as what was sent may still arrive after its sender gave it up, or has died; as `transfers/cleanup` waits. */
const SETTLED_AFTER_MS = 20_000;

/** Works on the jobs of a store, each in its turn. */
export interface JobRunner extends Pick<Endings, 'forget' | 'dismiss'> {
  /** To be called once, when what earlier workers left is known. */
  recover(): void;
  /** Gives every free place to the jobs that wait for one, and their time to those that wait for that. */
  schedule(): void;
  /** Which jobs are those of users who are not here, as it is now: nobody knows when they go on. */
  absence(): (job: Job) => boolean;
  /** All jobs as they are now; the very same object for one that has not changed since the last time. */
  current(): JobProgress[];
  /** As if a job had never been asked for, as long as it waits for its time. */
  undo(id: string): Promise<void>;
  /** Ends at once what a job only reads; what is under way inside the bucket goes on. */
  abort(id: string): void;
}

export function openJobRunner(
  ports: JobPorts,
  store: JobStore,
  { mayTake, noteRemoved }: Pick<JobRemovals, 'mayTake' | 'noteRemoved'>,
): JobRunner {
  const { environment, report } = ports;
  const scheduler = openScheduler<Kind>({
    ...{ environment, slots: SLOTS, due, run },
    onEnd: id => endings.finish(id),
    onChange: () => publish(),
  });
  const chunkProgress = new Map<string, ChunkProgress>();
  const affectedKeys = new Map<string, AffectedKeys>();
  /** When nothing can arrive any more that was sent for a job, and of which nobody knows whether it was done. */
  const settledAt = new Map<string, number>();
  const targets = openTargetReservations(store);
  const { publish, current } = openPublisher<Job, JobLiveStatus>(ports, {
    records: () => store.all().map(({ job }) => job),
    liveStatusOf: job =>
      liveStatusOf(
        { job, chunks: store.get(job.id)?.chunks ?? [] },
        scheduler.workOn(job.id),
        chunkProgress.get(job.id),
      ),
    isPending,
  });
  const endings = openEndings(ports, store, {
    onEnded: targets.release,
    onForgotten(id) {
      affectedKeys.delete(id);
      settledAt.delete(id);
      publish();
    },
  });
  const undoWindow = openUndoWindow(ports, store, id => {
    affectedKeys.delete(id);
    schedule();
  });

  function affectedKeysOfRecord({ job, chunks }: JobRecord): AffectedKeys {
    const known = affectedKeys.get(job.id);
    if (known !== undefined) return known;
    const keys = chunks.flatMap(({ items }) => items.map(({ key }) => key));
    const affected = affectedKeysOf(job.order, keys);
    affectedKeys.set(job.id, affected);
    return affected;
  }

  function schedule(): void {
    scheduler.schedule();
    publish();
  }

  /** What can start, but for slots; what waits for its time does so from now on, and what nobody wants any more ends. */
  function due(): (readonly [id: string, kind: Kind])[] {
    const isAbsent = absence();
    const before: { readonly job: Job; readonly affected: AffectedKeys }[] = [];
    const found: (readonly [id: string, kind: Kind])[] = [];
    for (const record of store.all()) {
      const { job } = record;
      if (!isPending(job)) continue;
      if (isOverAlready(record)) {
        void end(job.id);
        continue;
      }
      const affected = affectedKeysOfRecord(record);
      const isNext = !before.some(
        earlier =>
          mustWaitFor(affected, earlier.affected) &&
          // Else what one user asked for keeps another's waiting, for ever perhaps. Their own stay in order.
          (subjectOf(earlier.job) === subjectOf(job) || !isAbsent(earlier.job)),
      );
      before.push({ job, affected });
      if (job.state === 'waiting') undoWindow.open(job, scheduler.isResumed(job.id));
      else if (isNext) found.push([job.id, isDownload(job.order) ? 'download' : 'other']);
    }
    return found;
  }

  /** Whether nobody wants more of a job that waits for its turn, and nothing of it was begun that has to be ended. */
  const isOverAlready = (record: JobRecord): boolean =>
    record.job.isCancelled && scheduler.workOn(record.job.id) === undefined && !hasBegun(record);

  function absence(): (job: Job) => boolean {
    const waiting = store.all().filter(({ job }) => scheduler.workOn(job.id)?.waiting?.kind === 'other-user');
    const absent = new Set(waiting.map(({ job }) => subjectOf(job)));
    return job => absent.has(subjectOf(job));
  }

  async function end(id: string): Promise<void> {
    await endings.complete(id);
    await endings.finish(id);
    schedule();
  }

  async function run(id: string, _kind: Kind, work: Work): Promise<void> {
    const record = store.get(id);
    if (record === undefined) return;
    const { job } = record;
    const { bucket: name, owner, order: spec, confirmedAt } = job;
    const { downloads, cleanup } = ports;
    const isCancelled = (): boolean => store.get(id)?.job.isCancelled !== false;
    try {
      // What is begun, this user alone can bring to an end: without it, a copy would stay beside its source.
      const ends = hasBegun(record) ? NEVER_ABORTED : work.signal;
      const bucket = await openOrAwaitUser(environment, ends, work.wait, () => ports.openBucket(name, owner));
      if (bucket === null) return; // it is still due
      if (!isDeletion(spec) && !isDownload(spec)) await cleanup.load();
      const executor = ports.executorFor(bucket, work.wait);
      const send = sendThrough(executor);
      if (isCancelled()) scheduler.stop(id);
      await scheduler.countStart(id, job.startsWithoutProgress, MAX_STARTS, {
        add: () => store.change(id, markResumed),
        reset: () => void store.change(id, progressed).catch(error => report('jobs.reset-starts', error)),
      });
      await runJob({
        ...{ id, store },
        context: {
          ...{ spec, bucket, isCancelled, now: environment.now, onDeleting: ports.onDeleting, report },
          send,
          dates: openDates({ send, bucket, report }),
          sendUnlessCancelled: sendThrough(executor, work.signal),
          confirmed: { confirmedAt },
          onUnanswered: () => noteUnanswered(id),
          untilSettled: () =>
            environment.sleep(Math.max(0, (settledAt.get(id) ?? 0) - environment.now()), NEVER_ABORTED),
          targets: targets.of(id),
          isReserved: (key, isThere) =>
            mayTake(id, key, isThere) || cleanup.includes(name, key) || targets.isOfAnother(id, key),
          movedFrom: key => targetOf(store.get(id), key),
          cancelCleanup: async keys => (keys.length === 0 ? [] : cleanup.keep(name, keys)),
          expectMultipartUpload: key => ports.expectMultipartUpload(name, key),
          onNote: note => noteOnce(id, note),
          onMoved: (items, isCopy) => ports.onMoved(name, items, isCopy),
          onAdvance() {
            if (isDeletion(spec)) noteRemoved();
            advance(id);
          },
        },
        onSettled(settled, bytes) {
          chunkProgress.set(id, { settled, bytes });
          publish();
        },
        download: {
          kept: {
            ids: () => downloads.ids(id),
            put: (partId, part) => downloads.put(id, partId, part),
          },
          freeBytes: downloads.freeBytes,
        },
      });
      await store.change(id, job => completed(job, environment.now()));
    } catch (error) {
      if (work.signal.aborted && error === work.signal.reason) await endings.complete(id);
      else await endings.fail(id, toFailure(error));
    } finally {
      chunkProgress.delete(id);
      if (isDeletion(spec)) noteRemoved(); // also what was deleted by a request whose answer was lost
    }
  }

  const noteUnanswered = (id: string): void => void settledAt.set(id, environment.now() + SETTLED_AFTER_MS);

  /** The first of several. */
  function noteOnce(id: string, note: ShoeboxError): void {
    const noted = store.change(id, job => withNote(job, job.note ?? toFailure(note)));
    void noted.catch(error => report('jobs.note-progress', error)); // known all the same, as long as this worker lives
  }

  function advance(id: string): void {
    if (store.get(id)?.job.startsWithoutProgress === 0) return;
    void store.change(id, progressed).catch(error => report('jobs.note-progress', error));
  }

  return {
    recover() {
      const pending = store.all().filter(({ job }) => isPending(job));
      scheduler.markResumed(pending.map(({ job }) => job.id));
      for (const { job } of pending) if (job.state === 'under-way') noteUnanswered(job.id);
      targets.recover();
    },
    schedule,
    absence,
    current,
    undo: undoWindow.undo,
    abort: scheduler.stop,
    forget: endings.forget,
    dismiss: endings.dismiss,
  };
}

/** The user who asked for it; undefined for nobody. */
const subjectOf = ({ owner }: Job): string | undefined => owner?.subject;

const hasBegun = ({ chunks }: JobRecord): boolean =>
  chunks.some(({ items }) => items.some(({ state }) => state === 'begun'));

function targetOf(entry: JobRecord | undefined, key: string): string | null {
  for (const { items } of entry?.chunks ?? []) {
    const done = items.find(item => item.key === key && item.state === 'done');
    if (done !== undefined) return done.target;
  }
  return null;
}
