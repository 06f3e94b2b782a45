import { inCatalog, MAX_ADDRESSES, type PhotoStore } from './database';

/** What a whole list of an album has. */
interface ListedAlbum {
  /** Its own photos, with their ids by `thumbnailIdOf`, null where one is not known; null where only albums were listed. */
  readonly photos: readonly { readonly key: string; readonly id: string | null }[] | null;
  /** Prefixes of the albums in it. */
  readonly albums: readonly string[];
}

/**
 * Learns from a whole list of an album: what it does not have is missing, and so is what has other bytes there, until a
 * list has the same bytes again.
 * @param begunAt when the list was asked for: what was recorded later is not in it. Milliseconds since 1970
 */
export async function learnFromList(
  bucket: string,
  prefix: string,
  listed: ListedAlbum,
  begunAt: number,
): Promise<void> {
  await inCatalog(bucket, async photos => {
    // First: what has another name in the very same album is found by its bytes then.
    const there = await markMissing(photos, prefix, listed, begunAt);
    const unknown = listed.photos?.filter(({ key }) => !there.has(key)) ?? [];
    await bringBack(photos, unknown);
  });
}

/** Resolves with the keys of those in the album itself that are there. */
async function markMissing(
  photos: PhotoStore,
  prefix: string,
  listed: ListedAlbum,
  begunAt: number,
): Promise<ReadonlySet<string>> {
  const idAt = new Map(listed.photos?.map(({ key, id }) => [key, id]));
  const there = new Set<string>();
  const unsure =
    listed.photos === null ? outsideOf(photos, prefix, listed.albums) : below(photos, prefix, listed.albums);
  await Promise.all(
    (await unsure).map(async key => {
      const photo = await photos.get(key);
      if (photo === undefined || photo.isMissing === 1) return;
      const id = idAt.get(key);
      if (id === null || id === photo.id || photo.recordedAt >= begunAt) there.add(key);
      else await photos.put({ ...photo, isMissing: 1 });
    }),
  );
  return there;
}

/** Keys in an album itself, and in those below it that are not among these. */
async function below(
  photos: PhotoStore,
  prefix: string,
  albums: readonly string[],
): Promise<readonly string[]> {
  const listed = new Set(albums);
  const keys = await photos.getAllKeys(rangeOf(prefix));
  return keys.filter(key => !listed.has(albumWithin(prefix, key) ?? ''));
}

/**
 * Keys in albums below that are not among these. What is in these is skipped as a whole: this is asked at each opening of
 * the popup, and 100,000 records would be gone through.
 */
async function outsideOf(
  photos: PhotoStore,
  prefix: string,
  albums: readonly string[],
): Promise<readonly string[]> {
  const listed = new Set(albums);
  const keys: string[] = [];
  let cursor = await photos.openKeyCursor(rangeOf(prefix));
  while (cursor !== null) {
    const album = albumWithin(prefix, cursor.primaryKey);
    const isListed = album !== null && listed.has(album);
    if (album !== null && !isListed) keys.push(cursor.primaryKey);
    cursor = await (isListed ? cursor.continue(`${album}${LAST}`) : cursor.continue());
  }
  return keys;
}

/** Behind whatever a key goes on with. */
const LAST = '\uffff';

const rangeOf = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}${LAST}`);

/** The album directly in this one that holds a key; null for what is in this one, or in its twin `album//`. */
function albumWithin(prefix: string, key: string): string | null {
  let start = prefix.length;
  while (key[start] === '/') start++;
  const end = key.indexOf('/', start);
  return end === -1 ? null : key.slice(0, end + 1);
}

/** Finds the bytes of what is missing under other keys. */
async function bringBack(photos: PhotoStore, listed: NonNullable<ListedAlbum['photos']>): Promise<void> {
  const missing = photos.index('isMissing');
  if ((await missing.count(IDBKeyRange.lowerBound([1]))) === 0) return;
  const found = await Promise.all(
    listed.map(async ({ key, id }) => ({ key, those: id === null ? [] : await missing.getAll([1, id]) })),
  );
  // All of them first: two photos may have exchanged their names.
  await Promise.all(found.flatMap(({ those }) => those.map(photo => photos.delete(photo.key))));
  for (const { key, those } of found) {
    const addresses = [...new Set(those.flatMap(photo => photo.addresses))].slice(-MAX_ADDRESSES);
    const latest = those.at(-1);
    if (latest !== undefined) await photos.put({ ...latest, key, addresses, isMissing: 0 });
  }
}
