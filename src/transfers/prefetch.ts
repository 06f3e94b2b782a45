import type { Blobs } from './ports';

/** Blobs that are read in one go. Only their handles: no bytes are in memory before they are sent. */
const BATCH_SIZE = 32;

/** Blobs from IndexedDB: reading one reads those that will be needed next, in the same transaction. */
export interface Prefetch {
  /** Null when it is not there. Kept no longer once it was handed out. */
  get(blobId: string): Promise<Blob | null>;
  /** It is not needed any more. */
  release(blobId: string | undefined): void;
}

/** `needed` has the ids of what will be asked for next, in that order. */
export function openPrefetch(blobs: Pick<Blobs, 'get'>, needed: () => Iterable<string>): Prefetch {
  const reading = new Map<string, Promise<Blob | null>>();

  function read(blobId: string): void {
    const ids = [blobId];
    for (const id of needed()) {
      if (ids.length >= BATCH_SIZE) break;
      if (id !== blobId && !reading.has(id)) ids.push(id);
    }
    const all = blobs.get(ids);
    for (const [index, id] of ids.entries()) {
      const one = all.then(found => found[index] ?? null);
      const dropUnlessRead = (got: unknown): void => {
        if (!(got instanceof Blob)) reading.delete(id);
      };
      reading.set(id, one);
      // Read again when asked for again: what is not there yet may be there then.
      one.then(dropUnlessRead, dropUnlessRead);
    }
  }

  return {
    async get(blobId) {
      if (!reading.has(blobId)) read(blobId);
      const blob = await reading.get(blobId);
      reading.delete(blobId);
      return blob ?? null;
    },
    release(blobId) {
      if (blobId !== undefined) reading.delete(blobId);
    },
  };
}
