import { type Album, albumOfPrefix } from './album';

/** The menu shows the ten best: more would not fit a small screen. */
const MENU_ALBUMS = 10;

/** Albums for the context menu: the last used one first, the recently used ones after it, the rest by name. */
export function menuAlbums(albums: readonly Album[], recent: readonly string[], language: string): Album[] {
  const byName = new Intl.Collator(language, { numeric: true });
  const known = new Map(albums.map(album => [album.prefix, album]));
  const used = recent.map(prefix => known.get(prefix) ?? albumOfPrefix(prefix));
  const rest = albums
    .filter(album => !recent.includes(album.prefix))
    .sort((a, b) => byName.compare(a.name, b.name));
  return [...used, ...rest].slice(0, MENU_ALBUMS);
}
