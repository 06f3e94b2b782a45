import { albumOfPrefix } from '../../core/album';
import { stream } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';

/**
 * The albums in an album, or in the folder of the bucket: their prefixes by their names, in NFC. As far as they are known when
 * `signal` is aborted; never rejects. A photo for one that is not known goes to where an album of that name would be made,
 * which mostly is the same.
 */
export async function albumsIn(prefix: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const albums = new Map<string, string>();
  try {
    for await (const page of stream('albums.contents', { prefix }, signal)) {
      for (const album of page.albums) albums.set(nameOf(album.prefix), album.prefix);
    }
  } catch (error) {
    reportFromPage('folders.list-albums', error);
  }
  return albums;
}

const nameOf = (prefix: string): string => albumOfPrefix(prefix).name.normalize('NFC');
