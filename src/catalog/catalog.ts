import {
  type CatalogPhoto,
  inCatalog,
  MAX_ADDRESSES,
  openCatalog,
  type PhotoStore,
  rangeOf,
  STORES,
} from './database';

/** About 60 MB of the longest records. */
export const MAX_PHOTOS = 100_000;

/** So much is left when there are too many, so that they are not counted for every new one. */
const TRIMMED_TO = 0.95;

/** Photos that are recorded before all are counted again. */
const COUNT_EVERY = 500;

/** From now on the catalog is that of this bucket; all that is known of another one is forgotten. */
export async function followBucket(bucket: string): Promise<void> {
  const transaction = (await openCatalog()).transaction(STORES, 'readwrite');
  const about = transaction.objectStore('about');
  if ((await about.get('bucket')) !== bucket) {
    await transaction.objectStore('photos').clear();
    await transaction.objectStore('albums').clear();
    await about.put(bucket, 'bucket');
  }
  await transaction.done;
}

let recorded = 0;

/** Records a photo; with the addresses that were known of it. When there are more than `bound`, the oldest are forgotten. */
export async function recordPhoto(
  bucket: string,
  photo: CatalogPhoto,
  bound: number = MAX_PHOTOS,
): Promise<void> {
  await inCatalog(bucket, async photos => {
    const before = await photos.get(photo.key);
    const known = before?.id === photo.id ? before : null;
    const addresses = [...new Set([...(known?.addresses ?? []), ...photo.addresses])].slice(-MAX_ADDRESSES);
    const provenance = photo.provenance ?? known?.provenance ?? null;
    await photos.put({ ...photo, ...storedAtOf(known), provenance, addresses, isMissing: 0 });
    if (recorded++ % Math.min(COUNT_EVERY, bound) === 0) await trim(photos, bound);
  });
}

const storedAtOf = (photo: CatalogPhoto | null): Pick<CatalogPhoto, 'storedAt'> =>
  photo?.storedAt === undefined ? {} : { storedAt: photo.storedAt };

/** Forgets the oldest photos when there are too many. */
export async function trim(photos: PhotoStore, bound: number): Promise<void> {
  const count = await photos.count();
  if (count <= bound) return;
  const oldest = photos.index('recordedAt');
  for (let left = count - bound * TRIMMED_TO; left > 0; left--) await (await oldest.openCursor())?.delete();
}

/** The photos are gone: nothing of them stays here. */
export async function forgetPhotos(bucket: string, keys: readonly string[]): Promise<void> {
  await inCatalog(bucket, photos => Promise.all(keys.map(key => photos.delete(key))));
}

/** An album is gone, with the albums in it, or was moved. */
export async function forgetAlbum(bucket: string, prefix: string): Promise<void> {
  await inCatalog(bucket, (_, albums) => albums.delete(rangeOf(prefix)));
}

/** Where a photo was, and where it is now. */
interface MovedPhoto {
  readonly from: Pick<CatalogPhoto, 'key' | 'id'>;
  /** S3 may give a copy another entity tag, and so another id. Null where nobody has seen it: a list has to say. */
  readonly to: Pick<CatalogPhoto, 'key' | 'id'> | null;
}

/**
 * The photos are no longer where they were, or are in another place as well.
 * @param at when that was, in milliseconds since 1970
 */
export async function movePhotos(
  bucket: string,
  moved: readonly MovedPhoto[],
  { isCopy, at }: { readonly isCopy: boolean; readonly at: number },
): Promise<void> {
  await inCatalog(bucket, photos =>
    Promise.all(
      moved.map(async ({ from, to }) => {
        const there = await photos.get(from.key);
        const photo = there?.id === from.id ? there : null;
        if (photo !== null && to !== null && !isCopy) await photos.delete(from.key);
        if (to !== null) await photos.put({ ...(photo ?? unseen(at)), ...to, isMissing: 0 });
        else if (photo !== null && !isCopy) await photos.put({ ...photo, isMissing: 1 });
      }),
    ),
  );
}

/** Of a photo that no list had yet, or that is forgotten since it was deleted. */
const unseen = (at: number): Pick<CatalogPhoto, 'addresses' | 'provenance' | 'recordedAt'> => ({
  addresses: [],
  provenance: null,
  recordedAt: at,
});

/** Which of these addresses are those of photos in the bucket. */
export async function addressesInBucket(
  bucket: string,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await inCatalog(bucket, photos => {
    const index = photos.index('addresses');
    return Promise.all(
      addresses.map(async address => {
        const those = await index.getAll(address);
        return those.some(({ isMissing }) => isMissing === 0) ? [address] : [];
      }),
    );
  });
  return new Set(found?.flat());
}
