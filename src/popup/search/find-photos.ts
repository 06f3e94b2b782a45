import { albumNameOfSegment } from '../../core/album';
import { yieldToMain } from '../../core/yield-to-main';
import { searchText } from '../model/search-words';
import type { SearchedPhoto } from './searched-photos';

/** What the photos that match are narrowed down to; null: not by that. */
export interface PhotoFilter {
  readonly type: string | null;
  readonly site: string | null;
  readonly year: number | null;
}

export const NO_FILTER: PhotoFilter = { type: null, site: null, year: null };

export const isNarrowed = (filter: PhotoFilter): boolean =>
  Object.values(filter).some(value => value !== null);

/** How many photos there are of each, those that the other filters leave. */
export type Counts<Value> = ReadonlyMap<Value, number>;

export interface FoundPhotos {
  /** The best first, no more than anybody looks at. */
  readonly photos: readonly SearchedPhoto[];
  readonly total: number;
  readonly types: Counts<string>;
  readonly sites: Counts<string>;
  readonly years: Counts<number>;
}

/** Nobody looks at more: whoever has so many types another word. */
export const MAX_SHOWN = 1_000;

/** Photos that are looked at before the clock is. */
const STEP = 256;

/** Looks at each in slices, so that typing is never held up. False when aborted. */
async function lookAtEach(
  photos: readonly SearchedPhoto[],
  signal: AbortSignal,
  look: (photo: SearchedPhoto) => void,
): Promise<boolean> {
  const pause = yieldToMain();
  for (let start = 0; start < photos.length; start += STEP) {
    const turn = pause();
    if (turn !== null) await turn;
    if (signal.aborted) return false;
    for (const photo of photos.slice(start, start + STEP)) look(photo);
  }
  return !signal.aborted;
}

/**
 * Finds the photos that have all words in their name or in what was noted of them, as far as the words are not in the name of
 * their album. Those that match equally well are newest first. Null when aborted.
 * @param photos in whatever order
 * @param words by `wordsOf`
 * @param isLeftOut says of a key that it is not to be found
 */
export async function findPhotos(
  photos: readonly SearchedPhoto[],
  words: readonly string[],
  filter: PhotoFilter,
  signal: AbortSignal,
  isLeftOut: (key: string) => boolean = () => false,
): Promise<FoundPhotos | null> {
  const rankOf = ranking(words);
  const ranked = Array.from({ length: RANKS }, () => newestOf(MAX_SHOWN));
  const [types, sites, years] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<number, number>(),
  ];
  let total = 0;
  if (!(await lookAtEach(photos, signal, look))) return null;
  const best = ranked.flatMap(({ inOrder }) => inOrder()).slice(0, MAX_SHOWN);
  return { photos: best, total, types, sites, years };

  function look(photo: SearchedPhoto): void {
    const rank = rankOf(photo);
    if (rank === null || isLeftOut(photo.key)) return;
    const isOfType = filter.type === null || filter.type === photo.type;
    const isOfSite = filter.site === null || filter.site === photo.site;
    const isOfYear = filter.year === null || filter.year === photo.year;
    if (isOfSite && isOfYear) count(types, photo.type);
    if (isOfType && isOfYear) count(sites, photo.site);
    if (isOfType && isOfSite) count(years, photo.year);
    if (!isOfType || !isOfSite || !isOfYear) return;
    total++;
    ranked[rank]?.add(photo);
  }
}

/** Keys of all photos that {@link findPhotos} would find. Null when aborted. */
export async function findKeys(
  photos: readonly SearchedPhoto[],
  words: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string> | null> {
  const rankOf = ranking(words);
  const keys = new Set<string>();
  const isWhole = await lookAtEach(photos, signal, photo => {
    if (rankOf(photo) !== null) keys.add(photo.key);
  });
  return isWhole ? keys : null;
}

/**
 * Keeps the newest, as many as `max`; of those that are as new, the ones that came first. Whatever comes, never more than
 * twice as many are sorted at a time: sorting 100,000 would hold up the page.
 */
function newestOf(max: number) {
  const kept: SearchedPhoto[] = [];
  let oldest = Number.NEGATIVE_INFINITY;
  const inOrder = (): readonly SearchedPhoto[] => {
    kept.sort((one, other) => other.storedAt - one.storedAt);
    kept.splice(max);
    oldest = kept[max - 1]?.storedAt ?? oldest;
    return kept;
  };
  const add = (photo: SearchedPhoto): void => {
    if (photo.storedAt <= oldest) return;
    kept.push(photo);
    if (kept.length >= 2 * max) inOrder();
  };
  return { add, inOrder };
}

function count<Value>(counts: Map<Value, number>, value: Value): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

/** Name that begins so, name, title, description, page, album. */
const RANKS = 6;

/** How well a photo matches, 0 the best; null where it does not. */
function ranking(words: readonly string[]): (photo: SearchedPhoto) => number | null {
  const albums = new Map<string, string>();
  const albumText = (prefix: string): string => {
    const text = albums.get(prefix) ?? searchText(prefix.split('/').map(albumNameOfSegment).join('\n'));
    albums.set(prefix, text);
    return text;
  };
  return ({ text, album }) => {
    let rank = 0;
    let own = 0;
    for (const word of words) {
      const at = text.indexOf(word);
      if (at === -1 && (words.length === 1 || !albumText(album).includes(word))) return null;
      if (at !== -1) own++;
      rank = Math.max(rank, at === -1 ? RANKS - 1 : at === 0 ? 0 : lineAt(text, at) + 1);
    }
    // Else all photos of an album would be found with it.
    return own === 0 ? null : rank;
  };
}

function lineAt(text: string, at: number): number {
  let line = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', end + 1)) line++;
  return Math.min(line, RANKS - 3);
}
