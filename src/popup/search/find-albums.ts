import { type Album, albumOfPrefix, albumPath } from '../../core/album';
import { nameOrder } from '../model/album-order';
import { searchText } from '../model/search-words';

/**
 * The albums that have all words in their names, at least one of them in its own and the others in those of the albums around
 * it. First those whose name begins so; then by name.
 * @param words by `wordsOf`
 */
export function findAlbums(
  prefixes: readonly string[],
  rootPrefix: string,
  words: readonly string[],
  language: string,
): readonly Album[] {
  const compare = nameOrder(language);
  return prefixes
    .flatMap(prefix => {
      const album = albumOfPrefix(prefix);
      const name = searchText(album.name);
      if (!words.some(word => name.includes(word))) return [];
      const path = searchText(
        albumPath(rootPrefix, prefix)
          .map(around => around.name)
          .join('\n'),
      );
      return words.every(word => path.includes(word))
        ? [{ album, isFirst: name.startsWith(words[0] ?? '') }]
        : [];
    })
    .sort(
      (one, other) =>
        Number(other.isFirst) - Number(one.isFirst) ||
        compare(one.album.name, other.album.name) ||
        (one.album.prefix < other.album.prefix ? -1 : 1),
    )
    .map(({ album }) => album);
}
