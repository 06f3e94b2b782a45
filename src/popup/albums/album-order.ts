import type { Album } from '../../core/album';

/** Compares names as people do: `2` before `10`, capitals beside small letters. */
export const nameOrder = (language: string): Intl.Collator['compare'] =>
  new Intl.Collator(language, { numeric: true }).compare;

export const sortedByName = (albums: readonly Album[], language: string): Album[] => {
  const compare = nameOrder(language);
  return albums.toSorted((a, b) => compare(a.name, b.name) || (a.prefix < b.prefix ? -1 : 1));
};

/** Albums that something was saved to come first, the last one foremost; the others follow by name. */
export function sortedByUse(albums: readonly Album[], recent: readonly string[], language: string): Album[] {
  const rank = new Map(recent.map((prefix, index) => [prefix, index]));
  const rankOf = (album: Album): number => rank.get(album.prefix) ?? recent.length;
  // Sorting is stable: equal ranks stay by name.
  return sortedByName(albums, language).sort((a, b) => rankOf(a) - rankOf(b));
}

/**
 * Small letters without accents, and decomposed: so `cafe` finds `Café`, and a Hangul syllable that is still being
 * typed (`여ㅎ`) finds the finished word (`여행`).
 */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The albums whose name holds every word of `query`. */
export function matching(albums: readonly Album[], query: string): readonly Album[] {
  const words = folded(query)
    .split(/\s+/)
    .filter(word => word !== '');
  return words.length === 0
    ? albums
    : albums.filter(({ name }) => {
        const text = folded(name);
        return words.every(word => text.includes(word));
      });
}
