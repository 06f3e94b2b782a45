import { sideEffect } from '../core/diagnostics';
import { isDenial, isShoeboxError } from '../core/failure';
import type { ExpectedObject } from '../core/s3-object';
import { serialQueue } from '../core/serial-queue';
import { LEAST_STORED_BYTES, thumbnailIdOf, thumbnailKeyOf } from '../core/thumbnail-key';
import { findThumbnail, MAX_ORIGINAL_BYTES, makeFromInside } from './find-thumbnail';
import type { ByteRange, ThumbnailPorts } from './ports';

/** While pictures are on their way, which need the processor, the pause after each thumbnail is so many times as long. */
const PAUSE_FACTOR = 4;

/** The work begins so long after a picture is saved: by then the others have come, and its notification is up. */
const DELAY_MS = 1000;

/** Most pictures that wait, and most bytes of theirs, by where these are. What is beyond is made when it is first shown. */
const MAX_WAITING = 2000;
const MAX_WAITING_BYTES = { disk: 4 * 1024 ** 3, memory: 256 * 1024 ** 2 } as const;

/** Of a file at hand, so much is read to see what it is. */
const LOCAL_HEAD_BYTES = 64 * 1024;

/** Of 20 KB each, in memory, until no picture is on its way. */
const MAX_UNSTORED = 2000;

/** A picture that was just saved. */
export interface SavedPhoto extends ExpectedObject {
  /** Identity of the bucket that it lies in. */
  readonly bucket: string;
  /** Where its bytes at hand are: a file's are on the disk, those from the web may be in memory. */
  readonly bytesIn: keyof typeof MAX_WAITING_BYTES;
}

/** Small pictures of photos, on this computer and in the bucket. */
export interface ThumbnailService {
  /** Whether pictures are on their way: nothing is sent then, and little is made. */
  setBusy(isBusy: boolean): void;
  /** A picture is in the bucket, and its bytes are still at hand. Nothing waits for its thumbnail, or fails with it. */
  photoSaved(photo: SavedPhoto, picture: Blob): void;
  /**
   * Puts the thumbnail of a photo into this computer's cache, by `thumbnailIdOf`; false when none can be made.
   * @throws ShoeboxError when the bucket could not be asked
   */
  ensureCached(photo: ExpectedObject): Promise<boolean>;
  /** These photos are being deleted: what is still to be stored for them is not. */
  discardPending(photos: readonly ExpectedObject[]): void;
}

interface Waiting {
  readonly photo: SavedPhoto;
  readonly picture: Blob;
}

interface Unstored {
  readonly bucket: string;
  readonly photo: ExpectedObject;
  readonly thumbnail: Blob;
}

export function createThumbnailService(ports: ThumbnailPorts): ThumbnailService {
  /** By id, in the order in which they came. */
  const waiting = new Map<string, Waiting>();
  const waitingBytes = { disk: 0, memory: 0 };
  const unstored = new Map<string, Unstored>();
  const inProgress = new Map<string, Promise<boolean>>();
  let isBusy = false;
  let isWorking = false;
  let isRefused = false;
  const enqueue = serialQueue();

  /** A picture is decoded as a whole, up to 256 MB: one at a time. */
  const make = (picture: Blob): Promise<Blob | null> => enqueue(() => ports.make(picture));

  function take(id: string): Waiting | undefined {
    const next = waiting.get(id);
    if (next === undefined) return undefined;
    waiting.delete(id);
    waitingBytes[next.photo.bytesIn] -= next.picture.size;
    return next;
  }

  /** Whoever wants to see the same one meanwhile waits for this. */
  function track(id: string, seen: Promise<boolean>): Promise<boolean> {
    const begun = seen.finally(() => inProgress.delete(id));
    inProgress.set(id, begun);
    return begun;
  }

  async function makeOne(id: string, { photo, picture }: Waiting): Promise<boolean> {
    const ofRange = async ({ start, end }: ByteRange): Promise<Blob> => picture.slice(start, end);
    const thumbnail =
      (await make(picture)) ??
      (await makeFromInside(picture.slice(0, LOCAL_HEAD_BYTES), picture.size, ofRange, make));
    await ports.cache.put(id, thumbnail);
    if (thumbnail !== null && photo.size >= LEAST_STORED_BYTES)
      storeLater(id, { bucket: photo.bucket, photo, thumbnail });
    return thumbnail !== null;
  }

  function storeLater(id: string, what: Unstored): void {
    if (unstored.size < MAX_UNSTORED) unstored.set(id, what);
    work();
  }

  async function storeOne(id: string, { bucket: identity, photo, thumbnail }: Unstored): Promise<void> {
    unstored.delete(id);
    try {
      if (isRefused || !(await ports.mayStore())) return;
      const bucket = await ports.openBucket(identity);
      const key = thumbnailKeyOf(bucket.prefix, photo);
      if (key !== null) await bucket.store(key, thumbnail);
    } catch (error) {
      ports.report('thumbnails.store', error);
      // Made again by whoever sees the photo next. A permission that is missing is missing for all of them.
      isRefused = isShoeboxError(error) && isDenial(error.code);
    }
  }

  /** Makes what waits, then stores what was made. */
  function work(): void {
    if (isWorking) return;
    isWorking = true;
    ports.onActivity('busy');
    void sideEffect(ports.report, 'thumbnails.work', workOn).then(() => {
      isWorking = false;
      ports.onActivity('idle');
      // What came at the very last moment.
      if (waiting.size > 0 || (!isBusy && unstored.size > 0)) work();
    });
  }

  async function workOn(): Promise<void> {
    await ports.sleep(DELAY_MS);
    for (;;) {
      const [next] = waiting.keys();
      const [made] = isBusy ? [] : unstored;
      if (next === undefined && made === undefined) return;
      if (next === undefined) {
        if (made !== undefined) await storeOne(...made);
        continue;
      }
      const startedAt = ports.now();
      const taken = take(next);
      if (taken !== undefined)
        await sideEffect(ports.report, 'thumbnails.make', () => track(next, makeOne(next, taken)));
      if (isBusy) await ports.sleep((ports.now() - startedAt) * PAUSE_FACTOR);
    }
  }

  async function findInBucket(id: string, photo: ExpectedObject): Promise<boolean> {
    const known = await ports.cache.get(id).catch(error => {
      ports.report('thumbnails.read-cache', error);
      return undefined;
    });
    if (known !== undefined) return known !== null;
    const bucket = await ports.openBucket(null);
    const { thumbnail, shouldStore } = await findThumbnail(bucket, photo, { ...ports, make });
    // Of what is archived there may be one when it was restored.
    if (thumbnail !== null || photo.isArchived !== true) await ports.cache.put(id, thumbnail);
    if (thumbnail !== null && shouldStore) storeLater(id, { bucket: bucket.identity, photo, thumbnail });
    return thumbnail !== null;
  }

  return {
    setBusy(busy) {
      isBusy = busy;
      if (!busy) work();
    },
    photoSaved(photo, picture) {
      const id = thumbnailIdOf(photo);
      const { bytesIn } = photo;
      const isTooMuch =
        waiting.size >= MAX_WAITING || waitingBytes[bytesIn] + picture.size > MAX_WAITING_BYTES[bytesIn];
      if (id === null || isTooMuch || picture.size > MAX_ORIGINAL_BYTES) return;
      take(id);
      waiting.set(id, { photo, picture });
      waitingBytes[bytesIn] += picture.size;
      work();
    },
    ensureCached(photo) {
      const id = thumbnailIdOf(photo);
      if (id === null) return Promise.resolve(false);
      const begun = inProgress.get(id);
      if (begun !== undefined) return begun;
      // Of one whose bytes are still here the bucket need not be asked.
      const atHand = take(id);
      return track(id, atHand === undefined ? findInBucket(id, photo) : makeOne(id, atHand));
    },
    discardPending(photos) {
      for (const photo of photos) {
        const id = thumbnailIdOf(photo) ?? '';
        take(id);
        unstored.delete(id);
      }
    },
  };
}
