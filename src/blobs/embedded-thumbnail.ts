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

/** Exif's own directories have a few dozen entries; one that claims more is none. */
const MAX_ENTRIES = 512;

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
  const isLittle = view.getUint16(0) === 0x4949;
  const first = directoryAt(view, view.getUint32(4, isLittle), isLittle);
  if (first.next === 0) return null;
  const second = directoryAt(view, first.next, isLittle);
  const offset = second.entries.get(THUMBNAIL_OFFSET) ?? 0;
  const length = second.entries.get(THUMBNAIL_LENGTH) ?? 0;
  if (offset === 0 || length === 0 || offset + length > exif.length) return null;
  const orientation = first.entries.get(ORIENTATION) ?? 1;
  return {
    jpeg: exif.slice(offset, offset + length),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
  };
}

interface Directory {
  /** First value of each entry, by tag; only of those that are one number. */
  readonly entries: ReadonlyMap<number, number>;
  /** Where the next directory is; 0 when this is the last. */
  readonly next: number;
}

function directoryAt(view: DataView, at: number, isLittle: boolean): Directory {
  const count = view.getUint16(at, isLittle);
  if (count > MAX_ENTRIES) return { entries: new Map(), next: 0 };
  const entries = new Map<number, number>();
  for (let entry = at + 2; entry < at + 2 + 12 * count; entry += 12) {
    const tag = view.getUint16(entry, isLittle);
    const type = view.getUint16(entry + 2, isLittle);
    // SHORT and LONG (TIFF 6.0, page 15).
    if (type === 3) entries.set(tag, view.getUint16(entry + 8, isLittle));
    if (type === 4) entries.set(tag, view.getUint32(entry + 8, isLittle));
  }
  return { entries, next: view.getUint32(at + 2 + 12 * count, isLittle) };
}
