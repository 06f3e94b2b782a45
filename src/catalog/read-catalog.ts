import { settled } from '../core/promises';
import { type CatalogAlbum, type CatalogPhoto, openCatalog, rangeOf, type StoredPhoto } from './database';

/** Few at first, so that something is found within a frame or two after the first key. */
const FIRST_BATCH = 100;
/** So many are made objects in one task of a few milliseconds, on a slow computer too; smaller ones take longer in all. */
const BATCH = 500;

/** Chrome has it from 141 on; the types have not. */
interface ReadsBackwards {
  getAllRecords?(options: {
    readonly direction: 'prev';
    readonly count: number;
  }): Promise<readonly { readonly value: StoredPhoto }[]>;
}

/**
 * The photos below a prefix that are there, batch by batch, each once: the newest first where the browser can read backwards,
 * then the others in the order of their keys. None when the catalog is that of another bucket. What is written meanwhile may
 * be among them or not.
 */
export async function* readPhotos(
  bucket: string,
  prefix: string,
): AsyncGenerator<readonly CatalogPhoto[], void, undefined> {
  const newest = await readNewest(bucket);
  yield newest.filter(photo => isThere(photo) && photo.key.startsWith(prefix));
  const read = new Set(newest.map(({ key }) => key));
  const { upper } = rangeOf(prefix);
  let size = newest.length > 0 ? BATCH : FIRST_BATCH;
  let reading = readBatch(bucket, rangeOf(prefix), size);
  for (;;) {
    const batch = await reading;
    const last = batch.length < size ? undefined : batch.at(-1);
    if (last !== undefined) {
      size = BATCH;
      // Asked for now: the disk reads while the page works on these.
      reading = readBatch(bucket, IDBKeyRange.bound(last.key, upper, true), size);
      // Whoever stops here awaits it no more: its failure is nobody’s then.
      void settled(reading);
    }
    yield batch.filter(photo => isThere(photo) && !read.has(photo.key));
    if (last === undefined) return;
  }
}

const isThere = ({ isMissing }: StoredPhoto): boolean => isMissing === 0;

async function readNewest(bucket: string): Promise<readonly StoredPhoto[]> {
  const transaction = (await openCatalog()).transaction(['about', 'photos']);
  // `idb` hands on every method that the index has.
  const index = transaction.objectStore('photos').index('recordedAt') as ReadsBackwards;
  const [owner, newest = []] = await Promise.all([
    transaction.objectStore('about').get('bucket'),
    index.getAllRecords?.({ direction: 'prev', count: FIRST_BATCH }),
  ]);
  return owner === bucket ? newest.map(({ value }) => value) : [];
}

async function readBatch(bucket: string, range: IDBKeyRange, size: number): Promise<readonly StoredPhoto[]> {
  const transaction = (await openCatalog()).transaction(['about', 'photos']);
  const [owner, photos] = await Promise.all([
    transaction.objectStore('about').get('bucket'),
    transaction.objectStore('photos').getAll(range, size),
  ]);
  return owner === bucket ? photos : [];
}

/** All albums that are known; none when the catalog is that of another bucket. */
export async function readAlbums(bucket: string): Promise<readonly CatalogAlbum[]> {
  const transaction = (await openCatalog()).transaction(['about', 'albums']);
  const isThis = (await transaction.objectStore('about').get('bucket')) === bucket;
  return isThis ? transaction.objectStore('albums').getAll() : [];
}
