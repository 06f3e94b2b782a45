import { type CatalogAlbum, type CatalogPhoto, openCatalog, rangeOf } from './database';

/** Few at first, so that something is found at once; then as many as a page reads without being late for a frame. */
const FIRST_BATCH = 500;
const BATCH = 2_000;

/**
 * The photos below a prefix that are there, batch by batch in the order of their keys; none when the catalog is that of
 * another bucket. What is written meanwhile may be among them or not.
 */
export async function* readPhotos(
  bucket: string,
  prefix: string,
): AsyncGenerator<readonly CatalogPhoto[], void, undefined> {
  const { upper } = rangeOf(prefix);
  let range = rangeOf(prefix);
  for (let size = FIRST_BATCH; ; size = BATCH) {
    const transaction = (await openCatalog()).transaction(['about', 'photos']);
    if ((await transaction.objectStore('about').get('bucket')) !== bucket) return;
    const photos = await transaction.objectStore('photos').getAll(range, size);
    yield photos.filter(({ isMissing }) => isMissing === 0);
    const last = photos.at(-1);
    if (last === undefined || photos.length < size) return;
    range = IDBKeyRange.bound(last.key, upper, true);
  }
}

/** All albums that are known; none when the catalog is that of another bucket. */
export async function readAlbums(bucket: string): Promise<readonly CatalogAlbum[]> {
  const transaction = (await openCatalog()).transaction(['about', 'albums']);
  const isThis = (await transaction.objectStore('about').get('bucket')) === bucket;
  return isThis ? transaction.objectStore('albums').getAll() : [];
}
