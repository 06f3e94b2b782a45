import { isDeletion } from '../core/job';
import { compareKeys } from '../core/key-order';
import { albumPrefixOf, hasDotSegment } from '../core/object-key';
import type { ExpectedObject, ObjectInfo } from '../core/s3-object';
import type { JobContext } from './job-context';

/** One list request tells of up to 1000 keys (S3 API reference), a HEAD of one: from so many on a list is asked for. */
const LIST_FROM_KEYS = 4;

/** So many more requests than the keys themselves would fill are spent on a list; then what is left is asked one by one. */
const EXTRA_PAGES = 2;

const PAGE = 1000;

/** Those of the keys that S3 has, as they are now. Of photos that lie together it takes a request for a thousand. */
export async function headMany(
  context: JobContext,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ObjectInfo>> {
  const found = new Map<string, ObjectInfo>();
  const alone: string[] = [];
  for (const [prefix, together] of byAlbum(keys.filter(key => !hasDotSegment(key)))) {
    if (together.length < LIST_FROM_KEYS) alone.push(...together);
    else alone.push(...(await headByList(context, prefix, together, found)));
  }
  await forEachConcurrently(keys.filter(hasDotSegment), async key => {
    // HEAD would tell of another object. It is the first of the keys that begin with it.
    const { objects } = await context.send(signal => context.bucket.list(key, '', signal));
    if (objects[0]?.key === key) found.set(key, objects[0]);
  });
  await forEachConcurrently(alone, async key => {
    const description = await context.send(signal => context.bucket.head({ key }, signal));
    if (description !== null) found.set(key, description);
  });
  return found;
}

/**
 * What is to be copied or deleted, as it is now. A version of a photo never changes, so it is not looked for unless more of
 * it has to be known; if it is gone, its copying will say so.
 */
export async function headSources(
  context: JobContext,
  items: readonly ExpectedObject[],
): Promise<ReadonlyMap<string, ExpectedObject | ObjectInfo>> {
  const isVersion = ({ versionId }: ExpectedObject): boolean => versionId !== undefined;
  const current = items.filter(item => !isVersion(item)).map(({ key }) => key);
  const versions = items.filter(isVersion).map(item => [item.key, item] as const);
  const found = new Map<string, ExpectedObject>([...(await headMany(context, current)), ...versions]);
  const unsure = isDeletion(context.spec) ? [] : [...found.values()].filter(needsHead);
  await forEachConcurrently(unsure, async one => {
    const object = await context.send(signal => context.bucket.head(one, signal));
    if (object === null) found.delete(one.key);
    else found.set(one.key, object);
  });
  return found;
}

/**
 * What a list does not tell: whether somebody has restored what is archived; and where an empty object leads to, which a
 * copy has only if it is asked for (a website's redirects are empty objects).
 */
const needsHead = ({ key, size, isArchived }: ExpectedObject): boolean =>
  isArchived === true || (size === 0 && !key.endsWith('/'));

/** Fills `found` from lists; returns the keys that they did not come to. */
async function headByList(
  { send, bucket }: JobContext,
  prefix: string,
  keys: readonly string[],
  found: Map<string, ObjectInfo>,
): Promise<readonly string[]> {
  const sorted = [...new Set(keys)].sort(compareKeys);
  const wanted = new Set(sorted);
  let after = justBefore(sorted[0] ?? '');
  for (let pages = Math.ceil(sorted.length / PAGE) + EXTRA_PAGES; pages > 0; pages--) {
    const from = after;
    const page = await send(signal => bucket.list(prefix, from, signal));
    for (const object of page.objects) if (wanted.has(object.key)) found.set(object.key, object);
    const last = page.objects.at(-1)?.key;
    if (page.isLast || last === undefined) return [];
    if (sorted.every(key => compareKeys(key, last) <= 0)) return [];
    after = last;
  }
  return sorted.filter(key => compareKeys(key, after) > 0);
}

function byAlbum(keys: readonly string[]): ReadonlyMap<string, string[]> {
  const albums = new Map<string, string[]>();
  for (const key of keys) {
    const prefix = albumPrefixOf(key);
    const others = albums.get(prefix);
    if (others === undefined) albums.set(prefix, [key]);
    else others.push(key);
  }
  return albums;
}

/** A key that a list can begin after so as to hold this one. */
const justBefore = (key: string): string => [...key].slice(0, -1).join('');

/** More at once than there are connections: the next request is ready when one is free. */
const CONCURRENCY = 12;

/** Does the work for all of them, some at a time. */
export async function forEachConcurrently<Thing>(
  things: readonly Thing[],
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  const waiting = things.values();
  const worker = async (): Promise<void> => {
    for (const thing of waiting) await work(thing);
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, things.length) }, worker));
}
