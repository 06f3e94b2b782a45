import { MAX_PHOTOS, trim } from './catalog';
import {
  type AlbumStore,
  type CatalogPhoto,
  inCatalog,
  LAST,
  MAX_ADDRESSES,
  type PhotoStore,
  rangeOf,
} from './database';

/** A photo as a list has it. */
export interface ListedPhoto extends Pick<CatalogPhoto, 'key' | 'storageClass' | 'isArchived'> {
  /** By `thumbnailIdOf`; null where it is not known. */
  readonly id: string | null;
  readonly storedAt: number;
}

/** What a whole list of an album has. */
interface ListedAlbum {
  /** Its own photos; null where only albums were listed. */
  readonly photos: readonly ListedPhoto[] | null;
  /** Prefixes of the albums in it. */
  readonly albums: readonly string[];
}

/**
 * Learns from a whole list of an album: what it has, and that what it does not have is missing, and so is what has other
 * bytes there, until a list has the same bytes again.
 * @param begunAt when the list was asked for: what was recorded later is not in it. Milliseconds since 1970
 */
export async function learnFromList(
  bucket: string,
  prefix: string,
  listed: ListedAlbum,
  begunAt: number,
  bound: number = MAX_PHOTOS,
): Promise<void> {
  await inCatalog(bucket, async (photos, albums) => {
    await learnAlbums(albums, prefix, listed, begunAt);
    // First: what has another name in the very same album is found by its bytes then.
    const there = await markMissing(photos, prefix, listed, begunAt);
    const unknown = listed.photos?.filter(({ key }) => !there.has(key)) ?? [];
    if (unknown.length === 0) return;
    await record(photos, unknown);
    await trim(photos, bound);
  });
}

/** Takes out the albums that are gone, and notes those that are new. */
async function learnAlbums(
  albums: AlbumStore,
  prefix: string,
  listed: ListedAlbum,
  begunAt: number,
): Promise<void> {
  const known = new Set(await albums.getAllKeys(rangeOf(prefix)));
  const isListed = new Set(listed.albums);
  const gone = [...known].filter(key => key !== prefix && !isListed.has(albumWithin(prefix, key) ?? ''));
  const added = listed.albums.filter(album => !known.has(album));
  await Promise.all([
    ...gone.map(key => albums.delete(key)),
    ...added.map(album => albums.put({ prefix: album, listedAt: null })),
    listed.photos && albums.put({ prefix, listedAt: begunAt }),
  ]);
}

/** Resolves with the keys of those in the album itself that are there. */
async function markMissing(
  photos: PhotoStore,
  prefix: string,
  listed: ListedAlbum,
  begunAt: number,
): Promise<ReadonlySet<string>> {
  const listedAt = new Map(listed.photos?.map(photo => [photo.key, photo]));
  const there = new Set<string>();
  const known = await Promise.all(rangesBetween(prefix, listed.albums).map(range => photos.getAll(range)));
  await Promise.all(
    known.flat().map(async photo => {
      const { key } = photo;
      const isOfAlbumItself = albumWithin(prefix, key) === null;
      if (photo.isMissing === 1 || (listed.photos === null && isOfAlbumItself)) return;
      const found = listedAt.get(key);
      const isThere =
        photo.recordedAt >= begunAt || (found !== undefined && (found.id ?? photo.id) === photo.id);
      if (isThere) there.add(key);
      if (!isThere) await photos.put({ ...photo, isMissing: 1 });
      else if (found !== undefined && !isSameAs(found, photo))
        await photos.put({ ...noted(photo), ...found, id: photo.id, isMissing: 0 });
    }),
  );
  return there;
}

const isSameAs = (one: ListedPhoto, other: CatalogPhoto): boolean =>
  one.storedAt === other.storedAt &&
  one.storageClass === other.storageClass &&
  one.isArchived === other.isArchived;

/** What no list tells. The rest is not to stay: a list that names no storage class means the usual one. */
const noted = ({ addresses, provenance, recordedAt }: CatalogPhoto) => ({
  addresses,
  provenance,
  recordedAt,
});

/**
 * Where the keys lie that are in an album, but in none of these in it. Those in these are skipped as a whole: this is asked at
 * each opening of the popup, and 100,000 records would be gone through.
 */
function rangesBetween(prefix: string, albums: readonly string[]): readonly IDBKeyRange[] {
  const starts = [prefix, ...albums.toSorted().map(album => `${album}${LAST}`)];
  const ends = [...albums.toSorted(), `${prefix}${LAST}`];
  return starts.flatMap((start, at) => {
    const end = ends[at] ?? start;
    return start < end ? [IDBKeyRange.bound(start, end, false, true)] : [];
  });
}

/** The album directly in this one that holds a key; null for what is in this one, or in its twin `album//`. */
function albumWithin(prefix: string, key: string): string | null {
  let start = prefix.length;
  while (key[start] === '/') start++;
  const end = key.indexOf('/', start);
  return end === -1 ? null : key.slice(0, end + 1);
}

/** Records photos; the bytes of what is missing are found under their new keys. */
async function record(photos: PhotoStore, listed: readonly ListedPhoto[]): Promise<void> {
  const missing = photos.index('isMissing');
  const isAnyMissing = (await missing.count(IDBKeyRange.lowerBound([1]))) > 0;
  const found = await Promise.all(
    listed.map(async photo => ({
      photo,
      those: photo.id === null || !isAnyMissing ? [] : await missing.getAll([1, photo.id]),
    })),
  );
  // All of them first: two photos may have exchanged their names.
  await Promise.all(found.flatMap(({ those }) => those.map(photo => photos.delete(photo.key))));
  await Promise.all(
    found.map(({ photo, those }) => {
      const last = those.at(-1);
      return photos.put({
        ...(last === undefined ? { provenance: null, recordedAt: photo.storedAt } : noted(last)),
        ...photo,
        id: photo.id ?? '',
        addresses: [...new Set(those.flatMap(({ addresses }) => addresses))].slice(-MAX_ADDRESSES),
        isMissing: 0,
      });
    }),
  );
}
