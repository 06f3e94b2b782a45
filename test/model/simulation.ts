import { managedUpload } from '../../src/aws/managed-upload';
import type { ReportError } from '../../src/core/diagnostics';
import type { Environment } from '../../src/core/environment';
import { isShoeboxError, ShoeboxError } from '../../src/core/failure';
import type { Job } from '../../src/core/job';
import type { Transfer } from '../../src/core/transfer';
import { type Jobs, openJobs } from '../../src/jobs/jobs';
import type { Chunk } from '../../src/jobs/ports';
import { openTransfers, type Transfers } from '../../src/transfers/transfers';
import { FakeBytes, fakeSha256 } from '../transfers/world/fake-bytes';
import { FakeClock } from '../transfers/world/fake-clock';
import { blobsOf, databaseOf, FakeDisk } from '../transfers/world/fake-disk';
import { type Mortal, type Operation, Points } from '../transfers/world/points';
import { jobBucketOf, transferBucketOf } from './bucket-ports';
import { conditionalWrites, type Send } from './conditional-writes';
import { EventLog } from './event-log';
import { FakeBucket } from './fake-bucket';
import { JobDisk, jobDatabaseOf, noDownloads, ObservedMap } from './job-disk';
import { describeVersion, type ObjectVersion } from './object-versions';

export const BUCKET = 'bucket/@aws';

/** One worker instance. */
export interface WorkerInstance extends Mortal {
  readonly transfers: Transfers;
  readonly jobs: Jobs;
}

/** What a worker tells, and what lies on the disk: the next worker's lists tell a user of that. */
interface Observers {
  /** A transfer has ended, well or not. */
  readonly onSettled: (transfer: Transfer) => void;
  /** A job has. */
  readonly onEnded: (job: Job) => void;
  readonly onTransferWritten: (transfer: Transfer) => void;
  readonly onJobWritten: (job: Job) => void;
  readonly onChunkWritten: (chunk: Chunk) => void;
}

class Disk extends FakeDisk {
  override readonly transfers: Map<string, Transfer>;

  constructor(onWrite: (transfer: Transfer) => void) {
    super();
    this.transfers = new ObservedMap(onWrite);
  }
}

/** A request that was sent: its sender may give it up, or die, before it arrives. */
interface InFlightRequest {
  readonly arrive: () => void;
  readonly signal: AbortSignal;
  readonly worker: Mortal;
}

/** One bucket, one computer, and the real queues of uploads and of jobs, wired as in `background/index.ts`. */
export class Simulation {
  readonly clock = new FakeClock();
  readonly log = new EventLog(() => this.clock.now());
  readonly disk: FakeDisk;
  readonly jobDisk: JobDisk;
  readonly points = new Points();
  readonly bucket: FakeBucket;
  isOnline = true;
  /** What went wrong without a word to the user, but for what was gone: that is no trouble of S3's. */
  readonly reports = new Set<string>();
  /** What chance has it be; in [0, 1). */
  chance = 0.5;
  readonly #observers: Observers;
  #worker: WorkerInstance | null = null;
  #workersStarted = 0;
  #ids = 0;
  readonly #awaitingNetwork = new Set<() => void>();
  readonly #inFlight = new Map<number, InFlightRequest>();
  readonly #deaths = new EventTarget();

  /** @param skewMs by which the bucket's clock is ahead of this computer's */
  constructor(skewMs: number, observers: Observers) {
    this.#observers = observers;
    this.disk = new Disk(observers.onTransferWritten);
    this.jobDisk = new JobDisk(observers.onJobWritten, observers.onChunkWritten);
    const now = (): number => this.clock.now() + skewMs;
    this.bucket = new FakeBucket(this.log, now, source => this.#successorsOf(source));
  }

  /** The worker instance that there is. A worker that has died is woken: by a message, or by the alarm. */
  get worker(): WorkerInstance {
    if (this.#worker?.isAlive !== true) this.#worker = this.#startWorker();
    return this.#worker;
  }

  get isWorkerAlive(): boolean {
    return this.#worker?.isAlive === true;
  }

  setOnline(isOnline: boolean): void {
    this.isOnline = isOnline;
    if (isOnline) for (const resolve of this.#awaitingNetwork) resolve();
  }

  /** The request of the point with this index arrives all the same, `ms` after its sender gave it up. */
  arriveLate(index: number, ms: number): void {
    const request = this.#inFlight.get(index);
    if (request === undefined) return;
    const { arrive, signal, worker } = request;
    const over = new AbortController();
    const leave = (): void => {
      over.abort();
      void this.clock.sleep(ms, new AbortController().signal, this).then(arrive);
    };
    signal.addEventListener('abort', leave, { once: true, signal: over.signal });
    this.#deaths.addEventListener('death', () => worker.isAlive || leave(), { signal: over.signal });
  }

  #startWorker(): WorkerInstance {
    const number = ++this.#workersStarted;
    let isAlive = true;
    const { clock, log, disk, jobDisk, points, bucket } = this;
    const deaths = this.#deaths;
    const mortal: Mortal = {
      get isAlive() {
        return isAlive;
      },
      die() {
        if (!isAlive) return;
        isAlive = false;
        log.note(`worker ${number} dies`);
        clock.forget(mortal);
        deaths.dispatchEvent(new Event('death'));
      },
    };
    log.note(`worker ${number} begins`);
    const environment: Environment = {
      now: () => clock.now(),
      sleep: (ms, signal) => clock.sleep(ms, signal, mortal),
      random: () => this.chance,
      newId: () => `id-${++this.#ids}`,
      untilUserCame: async () => {},
      untilOnline: signal => this.#untilOnline(signal),
    };
    const send: Send = (operation, what, signal, effect) =>
      this.#send(mortal, operation, what, signal, effect);
    const guarded = conditionalWrites(
      bucket,
      send,
      () => log.seq,
      () => clock.now(),
    );
    const [objectStore, jobStore] = [
      transferBucketOf(bucket, send, guarded),
      jobBucketOf(bucket, send, guarded),
    ];
    const assertHere = (identity: string): void => {
      if (identity !== BUCKET) throw new ShoeboxError('other-bucket', { bucket: identity });
    };
    const report: ReportError = (event, error) => {
      if (!isShoeboxError(error) || error.code !== 'object-not-found') this.reports.add(event);
      log.note(`  report: ${event}, ${error}`);
    };
    const transfers = openTransfers({
      database: databaseOf(disk, points, mortal),
      blobs: blobsOf(disk, points, mortal),
      environment,
      capture: ({ source }, signal) =>
        points.pass(mortal, 'capture', source.url, signal, () => ({
          blob: pictureAt(source.url),
          naming: {
            template: '{name}',
            facts: {
              name: nameAt(source.url),
              title: '',
              host: '',
              date: '',
              time: '',
              hash: '',
              ext: 'png',
            },
          },
          ...{
            metadata: { 'source-url': source.url },
            mediaType: 'image/png',
            strategy: 'worker',
            url: source.url,
          },
          note: null,
        })),
      managedUpload,
      sha256: blob =>
        clock.during(fakeSha256(blob)).then(sum => points.pass(mortal, 'sha256', '', null, () => sum)),
      async openBucket(identity) {
        assertHere(identity);
        return objectStore;
      },
      connectionLimit: () => 6,
      jobRemovals: {
        load: () => jobs.removals.load(),
        includes: (bucketId, key) => jobs.removals.includes(bucketId, key),
        removalCount: () => jobs.removals.removalCount(),
        exempt: (bucketId, key) => jobs.removals.exempt(bucketId, key),
        keep: (bucketId, keys) => jobs.removals.keep(bucketId, keys),
      },
      report,
      onActivity() {},
      onChange() {},
      onSettled: transfer => {
        if (isAlive) this.#observers.onSettled(transfer);
      },
    });
    const jobs = openJobs({
      database: jobDatabaseOf(jobDisk, points, mortal),
      downloads: noDownloads,
      environment,
      async openBucket(identity) {
        assertHere(identity);
        return jobStore;
      },
      executorFor: transfers.executorFor,
      cleanup: transfers.removals,
      expectMultipartUpload: transfers.expectMultipartUpload,
      report,
      onActivity() {},
      onChange() {},
      onMoved() {},
      onDeleting: photos =>
        points.pass(mortal, 'onDeleting', photos.map(({ key }) => key).join(), null, () => {}),
      onEnded: job => {
        if (isAlive) this.#observers.onEnded(job);
      },
    });
    const worker: WorkerInstance = {
      ...{ transfers, jobs, die: mortal.die },
      get isAlive() {
        return isAlive;
      },
    };
    resumeQueues(worker);
    return worker;
  }

  async #send<Value>(
    worker: Mortal,
    operation: Operation,
    what: string,
    signal: AbortSignal,
    effect: () => Value,
  ): Promise<Value> {
    const index = this.points.reached.length;
    const arrive = (): void => {
      this.bucket.late = worker.isAlive ? 'given-up' : 'of-the-dead';
      try {
        effect();
      } catch {
        // Refused: nobody hears of it.
      } finally {
        this.bucket.late = null;
      }
    };
    this.#inFlight.set(index, { arrive, signal, worker });
    try {
      return await this.points.pass(worker, operation, what, signal, effect);
    } finally {
      this.#inFlight.delete(index);
    }
  }

  /**
   * What a photo lives on as when a move deletes it: the copies of it, and what lies at the target that the move has
   * written down, if these are the same bytes. What is gone again counts if it went after a job had looked at it.
   */
  #successorsOf(source: ObjectVersion): readonly ObjectVersion[] {
    const targets = new Set(
      [...this.jobDisk.chunks.values()]
        .flatMap(({ items }) => items)
        .filter(({ key, target }) => key === source.key && target !== null)
        .map(({ target }) => target),
    );
    const isHeir = ({ origin, key, content }: ObjectVersion): boolean =>
      (origin.by === 'copy' && origin.from === source) || (targets.has(key) && content === source.content);
    const wasSeen = ({ end, key }: ObjectVersion): boolean =>
      end === null || end.seq >= this.bucket.lookedAt(key);
    const heirs = this.bucket.versions.filter(one => one !== source && isHeir(one) && wasSeen(one));
    if (heirs.length > 0)
      this.log.note(`  ${describeVersion(source)} lives on as ${heirs.map(describeVersion).join()}`);
    return heirs;
  }

  #untilOnline(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (this.isOnline) return resolve(true);
      const leave = (): void => {
        this.#awaitingNetwork.delete(arrive);
        reject(signal.reason);
      };
      const arrive = (): void => {
        this.#awaitingNetwork.delete(arrive);
        signal.removeEventListener('abort', leave);
        resolve(true);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#awaitingNetwork.add(arrive);
    });
  }
}

/** As `background/index.ts` does when a worker begins, and when the alarm rings. */
export function resumeQueues({ jobs, transfers }: WorkerInstance): void {
  void jobs.recover().catch(() => {});
  void transfers.recover().catch(() => {});
}

/** Where a picture with these bytes and this name is in the web. */
export const urlOf = (name: string, source: string, size: number): string =>
  `https://example.org/${encodeURIComponent(source)}/${size}/${name}`;

const pictureAt = (url: string): FakeBytes => {
  const [source = '', size = ''] = new URL(url).pathname.split('/').slice(1);
  return new FakeBytes(decodeURIComponent(source), Number(size));
};

const nameAt = (url: string): string => new URL(url).pathname.split('/').at(-1)?.replace('.png', '') ?? '';
