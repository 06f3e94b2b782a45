import type { Photo } from '../../core/s3-object';
import { nameOrder } from './album-order';
import { matchesWords, wordsOf } from './search-words';

/** By what photos are sorted. */
export const SORT_KEYS = ['name', 'date', 'size'] as const;

export interface PhotoOrder {
  readonly by: (typeof SORT_KEYS)[number];
  readonly isDescending: boolean;
}

/** How photos stand until a user wants it otherwise: what was just saved is on top. */
export const NEWEST_FIRST: PhotoOrder = { by: 'date', isDescending: true };

type Compare = (a: Photo, b: Photo) => number;

function comparator({ by, isDescending }: PhotoOrder, language: string): Compare {
  const byName = nameOrder(language);
  // Two keys are never the same: the order is the same each time.
  const last: Compare = (a, b) => byName(a.name, b.name) || Number(a.key > b.key) - Number(a.key < b.key);
  const first: Readonly<Record<PhotoOrder['by'], Compare>> = {
    name: last,
    date: (a, b) => a.storedAt - b.storedAt,
    size: (a, b) => a.size - b.size,
  };
  const compare = first[by];
  // What came in the same second stands by name, whichever way the dates run.
  return isDescending ? (a, b) => compare(b, a) || last(a, b) : (a, b) => compare(a, b) || last(a, b);
}

/** Photos in an order, and what they were made of. */
export interface SortedPhotos {
  readonly photos: readonly Photo[];
  readonly from: readonly Photo[];
  readonly order: PhotoOrder;
}

/** Photos were only added at the end of those that are sorted already. */
const isAppended = (before: readonly Photo[], now: readonly Photo[]): boolean =>
  before.length > 0 &&
  now.length > before.length &&
  now[0] === before[0] &&
  now[before.length - 1] === before.at(-1);

/** Sorts photos; of a list that has only grown, what is new is sorted and put among the others. */
export function sortPhotos(
  from: readonly Photo[],
  order: PhotoOrder,
  language: string,
  before: SortedPhotos | null,
): SortedPhotos {
  if (before?.from === from && before.order === order) return before;
  const compare = comparator(order, language);
  const photos =
    before !== null && before.order === order && isAppended(before.from, from)
      ? merged(before.photos, from.slice(before.from.length).sort(compare), compare)
      : from.toSorted(compare);
  return { photos, from, order };
}

function merged(a: readonly Photo[], b: readonly Photo[], compare: Compare): readonly Photo[] {
  const [lastOfA, firstOfB] = [a.at(-1), b[0]];
  // S3 lists by name: mostly what is new comes after all others.
  if (lastOfA === undefined || firstOfB === undefined || compare(lastOfA, firstOfB) < 0) return [...a, ...b];
  const all: Photo[] = [];
  let at = 0;
  for (const photo of b) {
    for (let next = a[at]; next !== undefined && compare(next, photo) < 0; next = a[++at]) all.push(next);
    all.push(photo);
  }
  return all.concat(a.slice(at));
}

/** The photos whose name holds every word of `query`, and those with `noted` keys. */
export function filterPhotos(
  photos: readonly Photo[],
  query: string,
  noted: ReadonlySet<string>,
): readonly Photo[] {
  const words = wordsOf(query);
  return words.length === 0
    ? photos
    : photos.filter(({ key, name }) => noted.has(key) || matchesWords(name, words));
}

/** Photos that stand together under one heading. */
export interface PhotoGroup {
  /** First moment of the month, by this computer's clock, in milliseconds since 1970; null without a heading. */
  readonly month: number | null;
  readonly count: number;
}

const monthOf = (milliseconds: number): number => {
  const date = new Date(milliseconds);
  return new Date(date.getFullYear(), date.getMonth()).getTime();
};

/** By date, photos of several months stand by months; else all together. `photos` are in that order. */
export function groupByMonth(photos: readonly Photo[], { by }: PhotoOrder): readonly PhotoGroup[] {
  if (by !== 'date') return [{ month: null, count: photos.length }];
  const groups: { month: number; count: number }[] = [];
  let end = Number.NaN; // of the group's month: most photos are of the same one as the photo before
  for (const { storedAt } of photos) {
    const last = groups.at(-1);
    if (last !== undefined && storedAt >= last.month && storedAt < end) last.count++;
    else {
      const month = monthOf(storedAt);
      const date = new Date(month);
      end = new Date(date.getFullYear(), date.getMonth() + 1).getTime();
      groups.push({ month, count: 1 });
    }
  }
  return groups.length === 1 ? [{ month: null, count: photos.length }] : groups;
}
