import { albumOfPrefix } from '../../core/album';
import { cleanFileName } from '../../core/clean-file-name';
import { stream } from '../../messaging/client';

/**
 * The albums in an album, or in the folder of the bucket: their prefixes by their names, cleaned as the folders' names are. Of
 * several whose names become one, the one that is called just so. All of them or none: where one is not known, a second one
 * of its name would begin.
 * @throws ShoeboxError as `albums.contents`; the signal's reason when it is aborted
 */
export async function albumsIn(prefix: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const albums = new Map<string, string>();
  for await (const page of stream('albums.contents', { prefix }, signal)) {
    for (const album of page.albums) {
      const { name } = albumOfPrefix(album.prefix);
      const cleaned = cleanFileName(name);
      if (name === cleaned || !albums.has(cleaned)) albums.set(cleaned, album.prefix);
    }
  }
  signal.throwIfAborted();
  return albums;
}
