import type { Environment } from '../../src/core/environment';
import { ShoeboxError } from '../../src/core/failure';
import { type Job, type JobSpec, newJob, type StoredJob } from '../../src/core/job';
import type { Owner } from '../../src/core/login';
import type { PendingRemovals } from '../../src/core/pending-removals';
import type { ExpectedObject } from '../../src/core/s3-object';
import type { Activity } from '../../src/durable/publisher';
import { type Jobs, openJobs } from '../../src/jobs/jobs';
import type { Chunk, DownloadStore, FetchedBytes, JobDatabase, JobProgress } from '../../src/jobs/ports';
import { openExecutors } from '../../src/requests/request-executors';
import { FakeClock } from '../transfers/world/fake-clock';
import { type Hook, type Mortal, Points } from '../transfers/world/points';
import { FakeBucket, storeOf } from './fake-bucket';

const LOOK_AGAIN_MS = 2_000;

export const BUCKET = 'bucket/@aws';

/** One worker instance over a world. */
export interface Life extends Mortal {
  readonly jobs: Jobs;
  readonly activity: Activity;
  readonly told: readonly JobProgress[];
  readonly ended: readonly Job[];
  /** Keys that renamed photos came to. */
  readonly renamedTo: readonly (string | null)[];
  /** Photos that are elsewhere now: from where to where. */
  readonly moved: readonly (readonly [string, string | null, boolean])[];
  /** What went wrong without a word to the user. */
  readonly reported: readonly string[];
}

class FakeDisk {
  readonly jobs = new Map<string, StoredJob>();
  readonly chunks = new Map<string, Chunk>();
  /** What was fetched, by the job's id and the part's. */
  readonly parts = new Map<string, Map<string, FetchedBytes>>();
  /** Bytes. */
  freeBytes = Number.POSITIVE_INFINITY;
}

function downloadsOf(disk: FakeDisk, points: Points, life: Mortal): DownloadStore {
  const ask = <Value>(operation: keyof DownloadStore, what: string, effect: () => Value): Promise<Value> =>
    points.pass(life, `downloads.${operation}`, what, null, effect);
  return {
    put: (jobId, partId, part) =>
      ask('put', partId, () => {
        disk.freeBytes -= part.blob.size;
        if (disk.freeBytes < 0) throw new ShoeboxError('browser-storage-full');
        disk.parts.set(jobId, (disk.parts.get(jobId) ?? new Map()).set(partId, part));
      }),
    ids: jobId => ask('ids', jobId, () => new Set(disk.parts.get(jobId)?.keys())),
    delete: jobId => ask('delete', jobId, () => void disk.parts.delete(jobId)),
    deleteExcept: isKnown =>
      ask('deleteExcept', '', () => {
        for (const jobId of disk.parts.keys()) if (!isKnown(jobId)) disk.parts.delete(jobId);
      }),
    freeBytes: () => ask('freeBytes', '', () => disk.freeBytes),
  };
}

function databaseOf({ jobs, chunks }: FakeDisk, points: Points, life: Mortal): JobDatabase {
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <Value>(operation: keyof JobDatabase, effect: () => Value): Promise<Value> => {
    const answer = last.then(() => points.pass(life, `database.${operation}`, '', null, effect));
    last = answer.catch(() => {}); // whoever asked hears of it
    return answer;
  };
  return {
    all: () =>
      inOrder('all', () => structuredClone({ jobs: [...jobs.values()], chunks: [...chunks.values()] })),
    write: records => {
      const copies = structuredClone(records);
      return inOrder('write', () => {
        for (const { job, chunks: written } of copies) {
          jobs.set(job.id, job);
          for (const chunk of written) chunks.set(`${chunk.jobId} ${chunk.index}`, chunk);
        }
      });
    },
    remove: id =>
      inOrder('remove', () => {
        jobs.delete(id);
        for (const [key, { jobId }] of chunks) if (jobId === id) chunks.delete(key);
      }),
  };
}

/** The clean-up of uploads, which is never done with what it removes. */
function cleanupOf(
  removals: Map<string, 'may-be-called-off' | 'too-late'>,
  points: Points,
  life: Mortal,
): PendingRemovals {
  return {
    load: async () => {},
    includes: (_bucket, key) => removals.get(key) === 'too-late',
    keep: (_bucket, keys) =>
      points.pass(life, 'cleanup.keep', keys.join(' '), null, () => {
        for (const key of keys) if (removals.get(key) === 'may-be-called-off') removals.delete(key);
        return keys.filter(key => removals.has(key));
      }),
  };
}

/** Everything that the jobs need of the world, in memory; all of it goes well unless a test says otherwise. */
export class World {
  readonly clock = new FakeClock();
  readonly bucket = new FakeBucket();
  readonly disk = new FakeDisk();
  readonly points = new Points();
  /** Whether the browser has a network; requests do not ask. */
  isOnline = true;
  /** Whether a user is signed in: nobody gets to the bucket otherwise. */
  isSignedIn = true;
  /** Whom the bucket is opened for, where there are users. */
  user: Owner | null = null;
  /** What the clean-up of uploads removes, by key, and whether that can be cancelled. */
  readonly cleanup = new Map<string, 'may-be-called-off' | 'too-late'>();
  /** Keys of uploads that were expected: of these, the clean-up of uploads removes what is empty when a worker begins. */
  readonly expectedUploads = new Set<string>();
  #life: Life | null = null;

  /** At each point of everything that the world does from now on. */
  at(hook: Hook): void {
    this.points.hook = hook;
  }

  settle(ms?: number): Promise<void> {
    return this.clock.settle(ms);
  }

  /** A new worker instance; there is never more than one. */
  live(): Life {
    this.#life?.die();
    for (const key of this.expectedUploads) this.bucket.abortEmptyUploads(key);
    let isAlive = true;
    let activity: Activity = 'idle';
    let told: readonly JobProgress[] = [];
    const ended: Job[] = [];
    const renamedTo: (string | null)[] = [];
    const moved: (readonly [string, string | null, boolean])[] = [];
    const reported: string[] = [];
    const { clock } = this;
    const mortal: Mortal = {
      get isAlive() {
        return isAlive;
      },
      die() {
        isAlive = false;
        clock.forget(mortal);
      },
    };
    const environment: Environment = {
      now: () => clock.now(),
      sleep: (ms, signal) => clock.sleep(ms, signal, mortal),
      random: () => 0.5,
      newId: () => 'id',
      untilUserCame: async (signal, { code, detail }) => {
        const isOver = (): boolean =>
          code === 'other-user' ? this.user?.subject === detail['subject'] : this.isSignedIn;
        while (!isOver()) await clock.sleep(LOOK_AGAIN_MS, signal, mortal);
      },
      untilOnline: async signal => {
        while (!this.isOnline) await clock.sleep(LOOK_AGAIN_MS, signal, mortal);
        return true;
      },
    };
    const store = storeOf(this.bucket, this.points, mortal, () => clock.now());
    const jobs = openJobs({
      database: databaseOf(this.disk, this.points, mortal),
      downloads: downloadsOf(this.disk, this.points, mortal),
      environment,
      openBucket: async (_bucket, owner) => {
        if (!this.isSignedIn) throw new ShoeboxError('sign-in-needed');
        if (owner !== null) this.assertIsUser(owner);
        return store;
      },
      executorFor: openExecutors({ environment, connectionLimit: () => 6 }),
      onActivity: now => {
        if (isAlive) activity = now;
      },
      onChange: list => {
        if (isAlive) told = list;
      },
      onDeleting: async () => {},
      onMoved: (_bucket, items, isCopy) =>
        void moved.push(...items.map(({ key, target }) => [key, target, isCopy] as const)),
      cleanup: cleanupOf(this.cleanup, this.points, mortal),
      expectMultipartUpload: async (_bucket, key) => {
        this.expectedUploads.add(key);
        return () => this.bucket.abortEmptyUploads(key);
      },
      onEnded: (job, to) => {
        if (!isAlive) return;
        ended.push(job);
        renamedTo.push(to);
      },
      report: event => void reported.push(event),
    });
    this.#life = {
      ...{ jobs, ended, renamedTo, moved, reported, die: mortal.die },
      get isAlive() {
        return isAlive;
      },
      get activity() {
        return activity;
      },
      get told() {
        return told;
      },
    };
    return this.#life;
  }

  /** Throws what a bucket that was opened for this user does while another one is signed in. */
  assertIsUser({ subject, user }: Owner): void {
    if (this.user?.subject !== subject) throw new ShoeboxError('other-user', { subject, user });
  }

  job(
    order: JobSpec,
    photos: readonly ExpectedObject[],
    { id = 'job', undoMs = 0, owner = null }: { id?: string; undoMs?: number; owner?: Owner | null } = {},
  ): Job {
    const createdAt = this.clock.now();
    const about = photos[0]?.key ?? '';
    return newJob({
      ...{ id, createdAt, bucket: BUCKET, owner, order, about, total: photos.length },
      notBefore: createdAt + undoMs,
    });
  }

  /** These, as a page saw them. */
  seen(...keys: readonly string[]): ExpectedObject[] {
    return keys.map(key => {
      const object = this.bucket.objects.get(key);
      return { key, size: object?.size ?? 0, etag: object?.etag ?? '' };
    });
  }

  /** What is in the bucket: contents by key. */
  contents(prefix = ''): Record<string, string> {
    const found = [...this.bucket.objects].filter(([key]) => key.startsWith(prefix));
    return Object.fromEntries(found.sort().map(([key, { content }]) => [key, content]));
  }
}
