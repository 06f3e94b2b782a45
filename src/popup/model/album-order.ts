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
  // Of an album that is there twice, the first place counts.
  const rank = new Map(recent.map((prefix, index) => [prefix, index] as const).reverse());
  const rankOf = (album: Album): number => rank.get(album.prefix) ?? recent.length;
  // Sorting is stable: equal ranks stay by name.
  return sortedByName(albums, language).sort((a, b) => rankOf(a) - rankOf(b));
}
