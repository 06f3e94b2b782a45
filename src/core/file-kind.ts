import { mediaTypeOfName } from './media-type';
import { splitExtension } from './object-key';

export type FileKind = 'image' | 'video' | 'audio' | 'archive' | 'document';

/** Images that browsers draw; of all others the preview within is shown, if there is one. */
const DRAWN = /^image\/(?:jpeg|a?png|gif|webp|avif|svg\+xml|bmp|x-icon)$/;

/** Whether its name promises what a browser draws. Bytes decide in the end. */
export const isDrawable = (photo: { readonly name: string; readonly size: number }): boolean =>
  photo.size > 0 && DRAWN.test(mediaTypeOfName(photo.name) ?? '');

/** Whether it is worth looking for a picture in it: RAW files and others have no media type. */
export const mayHavePicture = (photo: { readonly name: string; readonly size: number }): boolean =>
  photo.size > 0 &&
  /^(?:image\/|$)/.test(mediaTypeOfName(photo.name) ?? '') &&
  fileKind(photo.name) !== 'archive';

/** What stands for an object that can't be drawn. */
export function fileKind(name: string): FileKind {
  const type = mediaTypeOfName(name) ?? '';
  if (type.startsWith('image/')) return 'image';
  if (type.startsWith('video/')) return 'video';
  if (type.startsWith('audio/')) return 'audio';
  return /\.(zip|gz|tgz|tar|7z|rar|xz|bz2|zst)$/i.test(name) ? 'archive' : 'document';
}

/** `MOV`, to be read on the glyph; empty for a name without extension. */
export const extensionLabel = (name: string): string => splitExtension(name).extension.slice(1).toUpperCase();
