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
  /** The best first, no more than were asked for. */
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

/**
 * Finds the photos that have all words in their name or in what was noted of them, as far as the words are not in the name of
 * their album. In slices, so that typing is never held up. Null when aborted.
 * @param photos newest first; so those are that match equally well
 * @param words by `wordsOf`
 * @param max of so many, the best, it says which
 */
export async function findPhotos(
  photos: readonly SearchedPhoto[],
  words: readonly string[],
  filter: PhotoFilter,
  signal: AbortSignal,
  max: number = MAX_SHOWN,
): Promise<FoundPhotos | null> {
  const rankOf = ranking(words);
  const ranked: SearchedPhoto[][] = Array.from({ length: RANKS }, () => []);
  const [types, sites, years] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<number, number>(),
  ];
  let total = 0;
  const pause = yieldToMain();
  for (let start = 0; start < photos.length; start += STEP) {
    await pause();
    if (signal.aborted) return null;
    for (const photo of photos.slice(start, start + STEP)) look(photo);
  }
  return { photos: ranked.flat().slice(0, max), total, types, sites, years };

  function look(photo: SearchedPhoto): void {
    const rank = rankOf(photo);
    if (rank === null) return;
    const isOfType = filter.type === null || filter.type === photo.type;
    const isOfSite = filter.site === null || filter.site === photo.site;
    const isOfYear = filter.year === null || filter.year === photo.year;
    if (isOfSite && isOfYear) count(types, photo.type);
    if (isOfType && isOfYear) count(sites, photo.site);
    if (isOfType && isOfSite) count(years, photo.year);
    if (!isOfType || !isOfSite || !isOfYear) return;
    total++;
    const those = ranked[rank];
    if (those !== undefined && those.length < max) those.push(photo);
  }
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
