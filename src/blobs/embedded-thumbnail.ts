import { type Tiff, type TiffDirectory, tiffDirectory } from '../core/tiff';

/**
 * The small picture that cameras put into a photograph, before the photograph itself: Exif's second directory (Exif
 * 2.32, section 4.6.2; JEITA CP-3451).
 */

export interface EmbeddedThumbnail {
  /** A JPEG, as its camera wrote it: not turned. */
  readonly jpeg: Uint8Array<ArrayBuffer>;
  /** How the photograph is to be turned, 1 to 8, as Exif counts (section 4.6.4); 1 is as it is. */
  readonly orientation: number;
}

const SOI = 0xffd8;
const APP1 = 0xffe1;
const START_OF_SCAN = 0xffda;

/** `Exif\0\0` before the TIFF structure. */
const EXIF_HEADER_BYTES = 6;

const ORIENTATION = 0x0112;
const THUMBNAIL_OFFSET = 0x0201;
const THUMBNAIL_LENGTH = 0x0202;

/** Null when there is none in these first bytes of a JPEG. Never throws: what it reads comes from strangers. */
export function embeddedThumbnail(head: Uint8Array<ArrayBuffer>): EmbeddedThumbnail | null {
  try {
    const exif = exifOf(head);
    return exif === null ? null : thumbnailIn(exif);
  } catch (error) {
    if (error instanceof RangeError) return null; // it points outside of what is there
    throw error;
  }
}

/** The TIFF structure of the first Exif segment. */
function exifOf(head: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint16(0) !== SOI) return null;
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker < 0xff01 || marker === START_OF_SCAN) return null;
    const start = at + 4;
    const isExif = String.fromCharCode(...head.subarray(start, start + EXIF_HEADER_BYTES)) === 'Exif\0\0';
    if (marker === APP1 && isExif)
      return head.subarray(start + EXIF_HEADER_BYTES, at + 2 + view.getUint16(at + 2));
  }
}

function thumbnailIn(exif: Uint8Array<ArrayBuffer>): EmbeddedThumbnail | null {
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  const tiff = { view, at: 0, isLittle: view.getUint16(0) === 0x4949 };
  const first = tiffDirectory(tiff, view.getUint32(4, tiff.isLittle));
  const next = first === null ? 0 : view.getUint32(first.end, tiff.isLittle);
  const second = next === 0 ? null : tiffDirectory(tiff, next);
  if (first === null || second === null) return null;
  const numbers = numbersIn(tiff, second);
  const offset = numbers.get(THUMBNAIL_OFFSET) ?? 0;
  const length = numbers.get(THUMBNAIL_LENGTH) ?? 0;
  if (offset === 0 || length === 0 || offset + length > exif.length) return null;
  const orientation = numbersIn(tiff, first).get(ORIENTATION) ?? 1;
  return {
    jpeg: exif.slice(offset, offset + length),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
  };
}

/** First value of each entry that is a SHORT or a LONG (TIFF 6.0, page 15), by tag. */
function numbersIn({ view, isLittle }: Tiff, { entries }: TiffDirectory): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (const entry of entries) {
    const type = view.getUint16(entry + 2, isLittle);
    if (type === 3) numbers.set(view.getUint16(entry, isLittle), view.getUint16(entry + 8, isLittle));
    if (type === 4) numbers.set(view.getUint16(entry, isLittle), view.getUint32(entry + 8, isLittle));
  }
  return numbers;
}
