import { imageSize } from '../core/image-size';
import { SNIFF_BYTES, sniffMediaType } from '../core/sniff-media-type';
import { makeThumbnail } from './make-thumbnail';

/** Longest edge in pixels of what stands for a photo in an album: sharp in its tile also with two pixels to the pixel. */
const LONGEST_EDGE = 320;

/** In pixels; what other versions of Shoebox may make one day. */
const MOST_EDGE = 1024;

/** As {@link makeThumbnail}, whatever the picture's name or server calls it. Of one that moves it is the first image. */
export async function makeAlbumThumbnail(picture: Blob): Promise<Blob | null> {
  const type = sniffMediaType(new Uint8Array(await picture.slice(0, SNIFF_BYTES).arrayBuffer()));
  return makeThumbnail(picture.slice(0, picture.size, type ?? ''), LONGEST_EDGE);
}

/** What lies in the bucket as a thumbnail, if it is a small picture: anybody may have put it there. */
export async function validatedThumbnail(stored: Blob): Promise<Blob | null> {
  const bytes = await stored.arrayBuffer();
  const found = imageSize(new Uint8Array(bytes));
  if (found === null || Math.max(found.width, found.height) > MOST_EDGE) return null;
  return /^image\/(webp|png|jpeg)$/.test(found.type) ? new Blob([bytes], { type: found.type }) : null;
}
