import type { MediaType } from '../../core/media-type';
import { removeGpsDirectories } from './gps-directory';
import { removeFromPng } from './png-metadata';
import { removePlaceFromIptc, removePlaceFromXmp } from './xmp-and-iptc';

/** Types whose files can say where a picture was taken. */
const HOLDS_METADATA = /^image\/(?:jpeg|png|apng|webp|avif|hei[cf]|tiff|jxl)$/;

export const mayHoldLocation = (type: MediaType): boolean => HOLDS_METADATA.test(type);

/**
 * Removes where a picture was taken from its Exif, XMP and IPTC metadata, in place and without touching the picture
 * itself. True when there was something to remove.
 */
export const removeLocation = (bytes: Uint8Array, type: MediaType): boolean =>
  type === 'image/png' ? removeFromPng(bytes, removeFrom) : removeFrom(bytes);

function removeFrom(bytes: Uint8Array): boolean {
  const removed = [removeGpsDirectories, removePlaceFromXmp, removePlaceFromIptc].map(remove =>
    remove(bytes),
  );
  return removed.includes(true);
}
