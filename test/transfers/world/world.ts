import { managedUpload } from '../../../src/aws/managed-upload';
import { ShoeboxError } from '../../../src/core/failure';
import type { Owner } from '../../../src/core/login';
import type { Naming } from '../../../src/core/name-template';
import { newTransfer, type Transfer } from '../../../src/core/transfer';
import type { Activity } from '../../../src/durable/publisher';
import type { TransferPorts, TransferProgress } from '../../../src/transfers/ports';
import { openTransfers, type Transfers } from '../../../src/transfers/transfers';
import { FakeBucket, storeOf } from './fake-bucket';
import { FakeBytes, fakeSha256 } from './fake-bytes';
import { FakeClock } from './fake-clock';
import { blobsOf, databaseOf, FakeDisk } from './fake-disk';
import { type Hook, type Mortal, type Operation, type Point, Points } from './points';

/** Of the settings. */
export const BUCKET = 'bucket/@aws';

export const MIB = 1024 ** 2;

const NAMED_CAT: Naming = {
  template: '{name}',
  facts: { name: 'cat', title: '', host: '', date: '', time: '', hash: '', ext: 'png' },
};

/** One worker instance over a world. */
export interface Life extends Mortal {
  readonly transfers: Transfers;
  /** Transfers that ended, as the user was told of them. */
  readonly settled: Transfer[];
  /** The newest that was told. */
  readonly activity: Activity;
  readonly told: readonly TransferProgress[];
}

/** Everything that the transfers need of the world, in memory; all of it goes well unless a test says otherwise. */
export class World {
  readonly clock = new FakeClock();
  readonly bucket = new FakeBucket();
  readonly disk = new FakeDisk();
  readonly points = new Points();
  isOnline = true;
  /** Whether the browser says that it has a network, once nothing waits for one any more. */
  saysOnline = true;
  isSignedIn = true;
  /** Whom the bucket is opened for, where there are users. */
  user: Owner | null = null;
  /** What deletions are about to remove: nothing, unless a test says otherwise. */
  jobRemovals: TransferPorts['jobRemovals'] = {
    load: async () => {},
    includes: () => false,
    keep: async () => [],
    removalCount: () => 0,
    exempt: () => () => {},
  };
  /** What went wrong without failing anything. */
  readonly reports: string[] = [];
  connectionLimit = 6;
  /** What chance has it be; in [0, 1). */
  chance = 0.5;
  /** Bytes behind the URLs of pictures. */
  picture = (url: string): Blob => new FakeBytes(url, 7);
  #life: Life | null = null;
  #ids = 0;
  readonly #awaitingNetwork = new Set<() => void>();
  readonly #awaitingSignIn = new Set<() => void>();

  /** At each point of everything that the world does from now on. */
  at(hook: Hook): void {
    this.points.hook = hook;
  }

  /** Lets time pass until nothing more happens by itself. */
  settle(ms?: number): Promise<void> {
    return this.clock.settle(ms);
  }

  /** Until nothing more happens at this very instant. */
  idle(): Promise<void> {
    return this.clock.idle();
  }

  signIn(user: Owner | null = null): void {
    [this.isSignedIn, this.user] = [true, user];
    for (const resolve of this.#awaitingSignIn) resolve();
  }

  setOnline(isOnline: boolean): void {
    this.isOnline = isOnline;
    if (isOnline) for (const resolve of this.#awaitingNetwork) resolve();
  }

  /** How often something was begun. */
  count(operation: Operation): number {
    return this.points.count(operation, 'before');
  }

  /** A new worker instance; there is never more than one. */
  live(): Life {
    this.#life?.die();
    let isAlive = true;
    const settled: Transfer[] = [];
    let activity: Activity = 'idle';
    let told: readonly TransferProgress[] = [];
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
    const transfers = openTransfers({
      ...this.#portsOf(mortal),
      onActivity: now => {
        if (isAlive) activity = now;
      },
      onChange: list => {
        if (isAlive) told = list;
      },
      onSettled: transfer => {
        if (isAlive) settled.push(transfer);
      },
    });
    this.#life = {
      transfers,
      settled,
      die: mortal.die,
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

  #portsOf(life: Mortal): Omit<TransferPorts, 'onActivity' | 'onChange' | 'onSettled'> {
    const { clock, disk, points, bucket } = this;
    const store = storeOf(bucket, points, life, () => clock.now());
    return {
      database: databaseOf(disk, points, life),
      blobs: blobsOf(disk, points, life),
      environment: {
        now: () => clock.now(),
        sleep: (ms, signal) => clock.sleep(ms, signal, life),
        random: () => this.chance,
        newId: () => `id-${++this.#ids}`,
        untilUserCame: (signal, { code }) =>
          this.#until(code === 'sign-in-needed' && this.isSignedIn, this.#awaitingSignIn, signal),
        untilOnline: async signal => {
          await this.#until(this.isOnline, this.#awaitingNetwork, signal);
          return this.saysOnline;
        },
      },
      capture: ({ source }, signal) =>
        points.pass(life, 'capture', source.url, signal, () => ({
          blob: this.picture(source.url),
          ...{
            naming: NAMED_CAT,
            metadata: { 'source-url': 'https://example.org/cat.png' },
            mediaType: 'image/png',
            strategy: 'worker' as const,
            url: 'https://example.org/cat.png',
            note: null,
          },
        })),
      managedUpload,
      sha256: blob =>
        clock.during(fakeSha256(blob)).then(sum => points.pass(life, 'sha256', '', null, () => sum)),
      openBucket: async (identity, owner) => {
        if (!this.isSignedIn) throw new ShoeboxError('sign-in-needed');
        const { user } = this;
        if (owner !== null && user !== null && owner.subject !== user.subject)
          throw new ShoeboxError('other-user', { user: owner.user });
        if (identity !== BUCKET) throw new ShoeboxError('other-bucket', { bucket: identity });
        return { ...store, owner: user };
      },
      connectionLimit: () => this.connectionLimit,
      jobRemovals: {
        load: () => this.jobRemovals.load(),
        includes: (bucketId, key) => this.jobRemovals.includes(bucketId, key),
        removalCount: () => this.jobRemovals.removalCount(),
        exempt: (bucketId, key) => this.jobRemovals.exempt(bucketId, key),
        keep: (bucketId, keys) => this.jobRemovals.keep(bucketId, keys),
      },
      report: event => void this.reports.push(event),
    };
  }

  #until(isReady: boolean, awaiting: Set<() => void>, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (isReady) return resolve();
      const leave = (): void => {
        awaiting.delete(arrive);
        reject(signal.reason);
      };
      const arrive = (): void => {
        awaiting.delete(arrive);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      awaiting.add(arrive);
    });
  }

  /** A file that the user gave, its bytes on the disk. */
  file(id: string, size: number, { album = 'Cats/', name = 'cat.png', source = id } = {}): Transfer {
    const blob = new FakeBytes(source, size);
    this.disk.blobs.set(`bytes-of-${id}`, blob);
    return newTransfer({
      ...{ id, createdAt: Number(id.replace(/\D/g, '')) || 1, source: { kind: 'file' } },
      ...{ bucket: BUCKET, album, name },
      bytes: { blobId: `bytes-of-${id}`, size, mediaType: 'image/png', rung: 'file', url: null },
    });
  }
}

/** An image that was right-clicked on its page. */
export const clicked = (id: string, album: string | null, url = 'https://example.org/cat.png'): Transfer =>
  newTransfer({
    id,
    createdAt: Number(id.replace(/\D/g, '')) || 1,
    source: {
      ...{
        kind: 'web',
        wanted: 'image',
        url,
        betterUrls: [],
        alt: '',
        pageUrl: 'https://example.org/',
        frameUrl: 'https://example.org/',
      },
      ...{ pageTitle: 'Cats', tabId: 1, frameId: 0 },
    },
    ...{ bucket: BUCKET, album, name: 'cat.png', bytes: null },
  });

/** Something happens once: at the `nth` time that `operation` is begun, or has just been done. */
export const once =
  (operation: string, when: Point['when'], happen: Hook, nth = 1): Hook =>
  point =>
    point.operation === operation && point.when === when && point.nth === nth ? happen(point) : undefined;

/** Throws this failure, as a server would. */
export const refuse =
  (code: ShoeboxError['code'], retryAfterMs: number | null = null): Hook =>
  () => {
    throw new ShoeboxError(code, {}, { retryAfterMs });
  };

export const diskFull: Hook = () => {
  throw new DOMException('The disk is full.', 'QuotaExceededError');
};
