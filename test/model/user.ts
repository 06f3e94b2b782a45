import { toFailure } from '../../src/core/failure';
import { isDeletion, type Job, newJob } from '../../src/core/job';
import { newTransfer } from '../../src/core/transfer';
import type { Transfers } from '../../src/transfers/transfers';
import { isAvailable, isAvailableForJob, jobSpecFor } from './available-actions';
import type { Faults } from './faults';
import { BYTES, type Bytes, blobOf, type Command, contentOfBytes } from './history';
import type { IssuedCommand, JobRecord, UploadRecord } from './records';
import { BUCKET, resumeQueues, type Simulation, urlOf, type WorkerInstance } from './simulation';

/** How long a deletion can be undone, see `background/job-handlers.ts`. */
const UNDO_MS = 10_000;

/** A browser's alarms wake a worker that has died within this. */
const ALARM_MS = 30_000;

type UploadOrder = Extract<
  Command,
  { does: 'cancel' | 'dismiss' | 'retry' | 'pause' | 'unpause' | 'choose' | 'clear' | 'retry-all' }
>;
type JobAnswer = Extract<Command, { does: 'undo' | 'cancel-job' | 'retry-job' | 'dismiss-job' }>;

/** Gives the orders of a history, asks again what was not answered, and remembers all of it. */
export class User {
  readonly uploads: UploadRecord[] = [];
  readonly jobs: JobRecord[] = [];
  readonly #simulation: Simulation;
  readonly #faults: Faults;
  /** What has to be asked again of the next worker. */
  readonly #unanswered = new Map<IssuedCommand, (worker: WorkerInstance) => Promise<unknown>>();
  #worker: WorkerInstance | null = null;

  constructor(simulation: Simulation, faults: Faults) {
    this.#simulation = simulation;
    this.#faults = faults;
  }

  /** The worker that there is; one that has just begun is asked again what the last one did not answer. */
  wake(): WorkerInstance {
    const { worker } = this.#simulation;
    if (worker !== this.#worker) {
      this.#worker = worker;
      for (const [given, ask] of this.#unanswered) this.#listen(given, ask(worker));
    }
    return worker;
  }

  /** Time passes; a worker that has died meanwhile is woken by the alarm, and one that could not begin tries again. */
  async wait(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= ALARM_MS) {
      await this.#simulation.clock.settle(Math.min(left, ALARM_MS));
      if (left >= ALARM_MS) resumeQueues(this.wake());
    }
  }

  async perform(order: Command): Promise<void> {
    await this.wait(order.wait);
    const { simulation } = this;
    switch (order.does) {
      case 'add':
        return this.#add(order);
      case 'add-again': {
        const last = this.uploads.at(-1 - order.ago);
        if (last === undefined) return;
        const { source, album, name } = last.transfer;
        const bytes = bytesOf(last);
        return this.#add({ from: source.kind, bytes, name, album });
      }
      case 'die':
        if (simulation.isWorkerAlive) simulation.worker.die();
        return;
      case 'other-put':
        simulation.log.note(`another user: stores ${order.key} (${order.bytes})`);
        simulation.bucket.store(
          ...([order.key, contentOfBytes(order.bytes), BYTES[order.bytes]] as const),
          ...([{ by: 'other' }, order.begunAgo] as const),
        );
        return;
      case 'other-delete':
        simulation.log.note(`another user: deletes ${order.key}`);
        simulation.bucket.remove(order.key);
        return;
      case 'trouble':
        this.#faults.startOutage(order.kind, order.forMs);
        return;
      case 'cancel':
      case 'dismiss':
      case 'retry':
      case 'pause':
      case 'unpause':
      case 'choose':
      case 'clear':
      case 'retry-all':
        return this.#toUploads(order);
      case 'undo':
      case 'cancel-job':
      case 'retry-job':
      case 'dismiss-job':
        return this.#toJob(order);
      default:
        return this.#start(order);
    }
  }

  get simulation(): Simulation {
    return this.#simulation;
  }

  #given(text: string): IssuedCommand {
    return {
      seq: this.#simulation.log.note(`user: ${text}`),
      at: this.#simulation.bucket.now(),
      answer: null,
    };
  }

  /** Notes the answer, if one comes. */
  #listen(given: IssuedCommand, asked: Promise<unknown>): void {
    const note = (answer: IssuedCommand['answer']): void => {
      given.answer = answer;
      this.#unanswered.delete(given);
      const text = answer === 'done' ? 'done' : answer?.code;
      this.#simulation.log.note(`  answer to ${given.seq}: ${text}`);
    };
    asked.then(
      () => note('done'),
      error => note(toFailure(error)),
    );
  }

  #add({
    from,
    bytes,
    name,
    album,
  }: Pick<Extract<Command, { does: 'add' }>, 'from' | 'bytes' | 'name' | 'album'>) {
    const id = `t${this.uploads.length}`;
    const { disk, clock } = this.#simulation;
    const blobId = `bytes-of-${id}`;
    const url = urlOf(name, bytes, BYTES[bytes]);
    const transfer = newTransfer({
      ...{ id, createdAt: clock.now() + this.uploads.length, bucket: BUCKET, album, name },
      source:
        from === 'file'
          ? { kind: 'file' }
          : {
              ...{ kind: 'web', wanted: 'image', url, betterUrls: [], alt: '', pageTitle: '' },
              ...{ pageUrl: 'https://example.org/', frameUrl: 'https://example.org/', tabId: 1, frameId: 0 },
            },
      bytes:
        from === 'file'
          ? { blobId, size: BYTES[bytes], mediaType: 'image/png', rung: 'file', url: null }
          : null,
    });
    if (from === 'file' && this.#faults.outages.has('blobs-full')) return;
    const given = this.#given(`adds ${id}: ${from} ${name} (${bytes}) to ${album}`);
    this.uploads.push({
      transfer,
      content: contentOfBytes(bytes),
      add: given,
      givenUp: [],
      reported: [],
      savedOnDisk: null,
      isFailedOnDisk: false,
    });
    const ask = ({ transfers }: WorkerInstance): Promise<void> => {
      // The page has the bytes until it was answered.
      if (from === 'file' && disk.transfers.get(id)?.state !== 'saved') disk.blobs.set(blobId, blobOf(bytes));
      return transfers.add([transfer]);
    };
    const worker = this.wake();
    this.#unanswered.set(given, ask);
    this.#listen(given, ask(worker));
  }

  #toUploads(order: UploadOrder): void {
    const { transfers } = this.wake();
    const { disk } = this.#simulation;
    if (order.does === 'retry-all') {
      this.#listen(this.#given('retries all uploads'), transfers.retryAll());
    } else if (order.does === 'clear') {
      const saved = [...disk.transfers.values()].filter(({ state }) => state === 'saved').map(({ id }) => id);
      this.#listen(this.#given(`clears ${saved}`), transfers.dismiss(saved));
    } else {
      this.#toUpload(order, transfers);
    }
  }

  #toUpload(order: Exclude<UploadOrder, { does: 'clear' | 'retry-all' }>, transfers: Transfers): void {
    const { does, ago } = order;
    const { transfers: onDisk } = this.#simulation.disk;
    const fitting = this.uploads.filter(({ transfer: { id } }) => isAvailable(does, onDisk.get(id)));
    const upload = fitting.at(-1 - ago) ?? fitting.at(-1);
    if (upload === undefined) return;
    const { id } = upload.transfer;
    const album = does === 'choose' ? order.album : '';
    const given = this.#given(`${does} ${id} ${album}`);
    // What somebody gives up is not asked for again.
    if (does === 'cancel' || does === 'dismiss') this.#unanswered.delete(upload.add);
    if (does === 'cancel' || does === 'dismiss' || does === 'choose')
      upload.givenUp.push(Object.assign(given, { how: does }));
    const asks = {
      cancel: () => transfers.cancel(id),
      dismiss: () => transfers.dismiss([id]),
      retry: () => transfers.retry(id),
      pause: () => transfers.pause(id),
      unpause: () => transfers.unpause(id),
      choose: () => transfers.chooseAlbum(id, album),
    };
    this.#listen(given, asks[does]());
  }

  /** Of albums as they are shown: what has just been deleted can't be picked. */
  #start(
    order: Extract<Command, { does: 'move' | 'copy' | 'rename' | 'delete' | 'delete-album' | 'move-album' }>,
  ): void {
    const wanted = jobSpecFor(this.#simulation.bucket, order);
    if (wanted === null) return;
    const { order: jobOrder, photos } = wanted;
    const { bucket, clock } = this.#simulation;
    const id = `j${this.jobs.length}`;
    const prefix =
      jobOrder.kind === 'delete-album'
        ? jobOrder.prefix
        : jobOrder.kind === 'move-album'
          ? jobOrder.from
          : null;
    const versions = [...bucket.objects.values()].filter(({ key }) =>
      prefix === null ? photos.some(photo => photo.key === key) : key.startsWith(prefix),
    );
    const worker = this.wake();
    const given = this.#given(`orders ${id}: ${JSON.stringify(jobOrder)} ${photos.map(({ key }) => key)}`);
    const createdAt = clock.now() + this.jobs.length / 1000;
    const job: Job = newJob({
      ...{
        id,
        createdAt,
        bucket: BUCKET,
        order: jobOrder,
        about: photos[0]?.key ?? '',
        total: photos.length,
      },
      confirmedAt: bucket.now(),
      notBefore: isDeletion(jobOrder) ? createdAt + UNDO_MS : createdAt,
    });
    this.jobs.push({
      ...{ id, spec: jobOrder, seen: photos, versions, add: given },
      ...{ retries: [], undos: [], cancels: [], dismissals: [], reported: [], doneOnDisk: null },
      targetsOnDisk: new Set(),
      listedOnDiskAt: null,
    });
    const ask = ({ jobs }: WorkerInstance): Promise<void> => jobs.add(job, photos);
    this.#unanswered.set(given, ask);
    this.#listen(given, ask(worker));
  }

  #toJob({ does, ago }: JobAnswer): void {
    const { jobs } = this.wake();
    const { jobDisk } = this.#simulation;
    const fitting = this.jobs.filter(({ id }) => isAvailableForJob(does, jobDisk.jobs.get(id)));
    const job = fitting.at(-1 - ago) ?? fitting.at(-1);
    if (job === undefined) return;
    const { id } = job;
    const given = this.#given(`${does} ${id}`);
    if (does === 'undo' || does === 'dismiss-job') this.#unanswered.delete(job.add);
    const records = { undo: job.undos, 'cancel-job': job.cancels, 'dismiss-job': job.dismissals };
    if (does === 'retry-job') job.retries.push(Object.assign(given, { changed: this.changedOf(id) }));
    else records[does].push(given);
    const asks = {
      undo: () => jobs.undo(id),
      'cancel-job': () => jobs.cancel(id),
      'retry-job': () => jobs.retry(id, this.#simulation.bucket.now()),
      'dismiss-job': () => jobs.dismiss(id),
    };
    this.#listen(given, asks[does]());
  }

  /** Keys of the photos of which a user was told that somebody has changed them. */
  changedOf(jobId: string): ReadonlySet<string> {
    const items = this.#simulation.jobDisk.itemsOf(jobId);
    return new Set(items.filter(({ failure }) => failure?.code === 'photo-changed').map(({ key }) => key));
  }

  /** Has everything go on that waits for a user, and tries again what failed. */
  async finish(): Promise<void> {
    const { disk, jobDisk, clock } = this.#simulation;
    const { transfers, jobs } = this.wake();
    await clock.settle();
    for (const { id, state, album } of disk.transfers.values()) {
      if (state === 'paused') await transfers.unpause(id);
      if (state === 'choosing-album' || album === null) await transfers.chooseAlbum(id, 'Cats/');
    }
    await clock.settle();
    this.#simulation.log.note('user: tries everything again');
    await transfers.retryAll();
    for (const { id } of [...jobDisk.jobs.values()].filter(({ state }) => state === 'failed')) {
      const given = this.#given(`retry-job ${id}`);
      this.jobs
        .find(job => job.id === id)
        ?.retries.push(Object.assign(given, { changed: this.changedOf(id) }));
      this.#listen(given, jobs.retry(id, this.#simulation.bucket.now()));
    }
    await clock.settle();
  }

  /** Takes everything off the lists. */
  async tidyUp(): Promise<void> {
    const { disk, jobDisk, clock, log } = this.#simulation;
    const { transfers, jobs } = this.wake();
    log.note('user: takes everything off the lists');
    // Some of it are requests, for which time has to pass.
    const dismissed = [...jobDisk.jobs.keys()].map(id => jobs.dismiss(id));
    await clock.settle();
    await Promise.all(dismissed);
    for (const upload of this.uploads) {
      if (disk.transfers.get(upload.transfer.id)?.state !== 'failed') continue;
      upload.givenUp.push({
        ...this.#given(`dismiss ${upload.transfer.id}`),
        answer: 'done',
        how: 'dismiss',
      });
    }
    await transfers.dismiss([...disk.transfers.keys()]);
    await clock.settle();
  }
}

const bytesOf = ({ content }: UploadRecord): Bytes => {
  const found = Object.keys(BYTES).find(bytes => content.startsWith(`${bytes} `));
  if (found === undefined) throw new Error(`Nobody knows ${content}`);
  return found as Bytes; // a key of BYTES, see above
};
