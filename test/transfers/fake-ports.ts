import { ShoeboxError } from '../../src/core/failure';
import type { Transfer } from '../../src/core/transfer';
import type {
  Blobs,
  CapturedImage,
  Journal,
  ObjectStore,
  ObjectToPut,
  Progress,
  TransferPorts,
} from '../../src/transfers/ports';
import { openTransfers, type Transfers } from '../../src/transfers/transfers';

/** What outlives a worker: the disk and the bucket. */
export interface World {
  readonly journal: Map<string, Transfer>;
  readonly blobs: Map<string, Blob>;
  readonly bucket: Map<string, { readonly body: Blob; readonly metadata: Readonly<Record<string, string>> }>;
}

export const newWorld = (): World => ({ journal: new Map(), blobs: new Map(), bucket: new Map() });

/** How this life of the worker behaves; all of it goes well unless said otherwise. */
export interface Behaviour {
  readonly capture?: (signal: AbortSignal) => Promise<CapturedImage>;
  readonly beforePut?: (object: ObjectToPut) => Promise<void>;
  /** After the object is in the bucket, before the answer. */
  readonly afterPut?: (object: ObjectToPut) => Promise<void>;
}

/** The bucket of the settings. */
const BUCKET = 'bucket/@aws';

export const PICTURE = new Blob(['picture'], { type: 'image/png' });

const capturedPicture: CapturedImage = {
  blob: PICTURE,
  name: 'cat.png',
  mediaType: 'image/png',
  rung: 'worker',
  note: null,
};

/** One life of the worker over a world. */
export interface Life {
  readonly transfers: Transfers;
  readonly settled: Transfer[];
  /** Resolves once the list of transfers looks as wanted. */
  until(wanted: (transfers: readonly Progress[]) => boolean): Promise<readonly Progress[]>;
}

export function liveIn(world: World, behaviour: Behaviour = {}): Life {
  const settled: Transfer[] = [];
  const watchers = new Set<(transfers: readonly Progress[]) => void>();
  let newest: readonly Progress[] = [];
  const ports: TransferPorts = {
    journal: journalOf(world),
    blobs: blobsOf(world),
    captureImage: (_source, signal) => behaviour.capture?.(signal) ?? Promise.resolve(capturedPicture),
    openStore: async bucket => {
      if (bucket !== BUCKET) throw new ShoeboxError('other-bucket', { bucket });
      return storeOf(world, behaviour);
    },
    onChange(transfers) {
      newest = transfers;
      for (const watcher of watchers) watcher(transfers);
    },
    onSettled: transfer => void settled.push(transfer),
  };
  const transfers = openTransfers(ports);
  return {
    transfers,
    settled,
    until: wanted =>
      new Promise(resolve => {
        const watcher = (current: readonly Progress[]): void => {
          if (!wanted(current)) return;
          watchers.delete(watcher);
          resolve(current);
        };
        watchers.add(watcher);
        watcher(newest);
      }),
  };
}

const journalOf = ({ journal }: World): Journal => ({
  all: async () => [...journal.values()],
  write: async transfer => void journal.set(transfer.id, transfer),
  remove: async id => void journal.delete(id),
});

function blobsOf({ blobs }: World): Blobs {
  return {
    async put(blob) {
      const id = crypto.randomUUID();
      blobs.set(id, blob);
      return id;
    },
    get: async id => blobs.get(id) ?? null,
    delete: async id => void blobs.delete(id),
  };
}

const storeOf = ({ bucket }: World, behaviour: Behaviour): ObjectStore => ({
  async put(object) {
    await behaviour.beforePut?.(object);
    object.signal.throwIfAborted();
    if (bucket.has(object.key)) throw new ShoeboxError('name-taken');
    bucket.set(object.key, { body: object.body, metadata: object.metadata });
    object.onProgress(object.body.size);
    await behaviour.afterPut?.(object);
  },
  async head(key) {
    const object = bucket.get(key);
    return object === undefined ? null : { size: object.body.size, metadata: object.metadata };
  },
  keysWithPrefix: async prefix => [...bucket.keys()].filter(key => key.startsWith(prefix)),
});

/** An image that was right-clicked on its page. */
export const clicked = (id: string, album: string | null, url = 'https://example.org/cat.png'): Transfer => ({
  id,
  createdAt: Number(id.replace(/\D/g, '')) || 1,
  source: {
    kind: 'image',
    url,
    pageUrl: 'https://example.org/',
    frameUrl: 'https://example.org/',
    pageTitle: 'Cats',
    tabId: 1,
    frameId: 0,
  },
  bucket: BUCKET,
  album,
  name: 'cat.png',
  bytes: null,
  state: 'under-way',
  key: null,
  failure: null,
  note: null,
});

/** A promise that a test settles when it wants to. */
export function deferred(): {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(reason: Error): void;
} {
  let resolve = (): void => {};
  let reject = (_reason: Error): void => {};
  const promise = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
