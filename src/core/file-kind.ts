import { isImageType, mediaTypeOfName } from './media-type';
import { splitExtension } from './object-key';

export type FileKind = 'image' | 'video' | 'audio' | 'archive' | 'document';

/** Images that no browser Shoebox runs in can draw: asking for them would only fetch them in vain. */
const NOT_DRAWABLE = new Set(['image/heic', 'image/heif', 'image/jxl', 'image/tiff', 'image/jp2']);

/** A name without a known extension may be a picture; above this it is more likely something else, and is not fetched. */
const MAX_UNKNOWN_BYTES = 20_000_000;

/** Whether it is worth trying to draw the object itself. */
export function isDrawable(photo: { readonly name: string; readonly size: number }): boolean {
  const type = mediaTypeOfName(photo.name);
  if (photo.size === 0) return false;
  return type === null
    ? photo.size <= MAX_UNKNOWN_BYTES && fileKind(photo.name) !== 'archive'
    : isImageType(type) && !NOT_DRAWABLE.has(type);
}

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
