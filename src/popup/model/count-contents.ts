import { isImageType, mediaTypeOfName } from '../../core/media-type';
import { plural } from '../../i18n/message';
import type { AlbumContents } from './album-contents';

type Named = readonly { readonly name: string }[];

/** Whether they are photos and nothing else, as far as their names tell. */
export const arePhotos = (files: Named): boolean =>
  files.every(({ name }) => isImageType(mediaTypeOfName(name) ?? ''));

/** `2 photos`; `2 items` where something else is among them. With `+` where there are more than are known. */
export const countFiles = (files: Named, isComplete: boolean): string =>
  plural(`${arePhotos(files) ? 'photo' : 'item'}_count${isComplete ? '' : '_at_least'}`, files.length);

/** `2 albums · 1,000+ photos`, without what there is none of. */
export function countContents({ albums, photos, isComplete }: AlbumContents): string {
  const albumCount = albums.length > 0 && plural('album_count', albums.length);
  const fileCount = photos.length > 0 && countFiles(photos, isComplete);
  return [albumCount, fileCount].filter(Boolean).join(' · ');
}
