import { type Tiff, tiffDirectory, tiffsIn } from '../../core/tiff';

/** The entry that leads to the GPS directory (Exif 2.32, section 4.6.3), and the types that such a pointer may have. */
const GPS_POINTER = 0x8825;
const POINTER_TYPES = [4, 13];

/** The GPS directory's own entries end at 0x1f (section 4.6.6); anything else there is no GPS directory. */
const LAST_GPS_TAG = 0x1f;

/** Bytes for one value of each type (TIFF 6.0, page 15); type 0 is none. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** Nothing that Exif puts there is longer; a hostile length must not wipe out the picture. */
const MAX_VALUE_BYTES = 4096;

/**
 * Empties the GPS directories of all Exif data in a file of any kind, in place: nothing moves, so that no offset and no
 * length of the file around it changes. True when there was one.
 */
export function removeGpsDirectories(bytes: Uint8Array): boolean {
  let removed = false;
  for (const tiff of tiffsIn(bytes)) {
    try {
      removed = removeFrom(tiff) || removed;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // it points outside the file: it only looked like Exif
    }
  }
  return removed;
}

/** Looks through the directories of the picture and of its thumbnail. */
function removeFrom(tiff: Tiff): boolean {
  const { view, at, isLittle } = tiff;
  let removed = false;
  let offset = view.getUint32(at + 4, isLittle);
  for (let index = 0; index < 2 && offset !== 0; index++) {
    const directory = tiffDirectory(tiff, offset);
    if (directory === null) break;
    const { start, entries, end } = directory;
    offset = view.getUint32(end, isLittle);
    for (const entry of entries) {
      if (view.getUint16(entry, isLittle) !== GPS_POINTER) continue;
      if (!POINTER_TYPES.includes(view.getUint16(entry + 2, isLittle))) continue;
      if (!wipeDirectory(tiff, view.getUint32(entry + 8, isLittle))) continue;
      new Uint8Array(view.buffer, view.byteOffset).copyWithin(entry, entry + 12, end + 4);
      wipe(view, end - 8, 12);
      view.setUint16(start, entries.length - 1, isLittle);
      removed = true;
      break;
    }
  }
  return removed;
}

/** False when this is no GPS directory: then nothing is touched. */
function wipeDirectory(tiff: Tiff, offset: number): boolean {
  const { view, at, isLittle } = tiff;
  const directory = tiffDirectory(tiff, offset);
  if (directory === null) return false;
  const { start, entries, end } = directory;
  if (entries.some(entry => view.getUint16(entry, isLittle) > LAST_GPS_TAG)) return false;
  for (const entry of entries) {
    const bytes =
      (TYPE_BYTES[view.getUint16(entry + 2, isLittle)] ?? 0) * view.getUint32(entry + 4, isLittle);
    if (bytes > 4 && bytes <= MAX_VALUE_BYTES) wipe(view, at + view.getUint32(entry + 8, isLittle), bytes);
  }
  wipe(view, start, end + 4 - start);
  return true;
}

const wipe = (view: DataView, start: number, length: number): void => {
  new Uint8Array(view.buffer, view.byteOffset + start, length).fill(0);
};
