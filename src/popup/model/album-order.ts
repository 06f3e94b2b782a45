import type { Album } from '../../core/album';
import { matchesWords, nameOrder, wordsOf } from './name-order';

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

/** The albums whose name holds every word of `query`. */
export function matching(albums: readonly Album[], query: string): readonly Album[] {
  const words = wordsOf(query);
  return words.length === 0 ? albums : albums.filter(({ name }) => matchesWords(name, words));
}
