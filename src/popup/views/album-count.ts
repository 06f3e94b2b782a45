import { plural } from '../../i18n/message';
import type { AlbumContents } from '../model/album-contents';

/** `2 albums · 1,000+ photos`; the `+` while there are more pages than were asked for. */
export function albumCount({ albums, photos, isComplete }: AlbumContents): string {
  const photoCount = plural(isComplete ? 'photo_count' : 'photo_count_at_least', photos.length);
  return albums.length === 0 ? photoCount : `${plural('album_count', albums.length)} · ${photoCount}`;
}
