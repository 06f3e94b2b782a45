import type { Blobs } from './ports';

/** Blobs that are read in one go. Only their handles: no bytes are in memory before they are sent. */
const AT_ONCE = 32;

/** Bytes from the disk: whoever asks for some gets those of the next ones read along with them. */
export interface ReadAhead {
  /** Null when they are not there. Handed out once. */
  get(blobId: string): Promise<Blob | null>;
  /** They are not wanted any more. */
  letGo(blobId: string | undefined): void;
}

/** `needed` tells, in order, what will be asked for next. */
export function openReadAhead(blobs: Pick<Blobs, 'get'>, needed: () => Iterable<string>): ReadAhead {
  const reading = new Map<string, Promise<Blob | null>>();

  function read(blobId: string): void {
    const ids = [blobId];
    for (const id of needed()) {
      if (ids.length >= AT_ONCE) break;
      if (id !== blobId && !reading.has(id)) ids.push(id);
    }
    const all = blobs.get(ids);
    for (const [index, id] of ids.entries()) {
      const one = all.then(found => found[index] ?? null);
      const dropUnlessRead = (got: unknown): void => {
        if (!(got instanceof Blob)) reading.delete(id);
      };
      reading.set(id, one);
      // Whoever asks again has it read again: what is not there yet may be there then.
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
    letGo(blobId) {
      if (blobId !== undefined) reading.delete(blobId);
    },
  };
}
