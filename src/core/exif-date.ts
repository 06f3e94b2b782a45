import { cameraTime, type FileDates } from './file-dates';
import { type Tiff, tiffDirectory, tiffsIn } from './tiff';

/** Exif 2.32: where its own directory is (4.6.3), when the photograph was taken, and the offset from UTC of that (4.6.5). */
const EXIF_POINTER = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;

/** The type of a text that ends with a zero byte (TIFF 6.0, page 15). */
const ASCII = 2;

/** `2026:11:30 09:15:00` and its zero byte; nothing that is read here is longer. */
const MAX_TEXT_BYTES = 20;

/**
 * When a photograph was taken, as the Exif data say that a file of any kind begins with; null where they don't. (Two
 * texts out of a structure that `core/tiff` reads anyway: exifr would be 29 KB, ExifReader more.)
 */
export function takenAtIn(head: Uint8Array): FileDates['takenAt'] {
  for (const tiff of tiffsIn(head)) {
    try {
      const taken = takenAtOf(tiff);
      if (taken !== null) return taken;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // it points outside the bytes: it only looked like Exif
    }
  }
  return null;
}

function takenAtOf(tiff: Tiff): string | null {
  const { view, at, isLittle } = tiff;
  const pointer = entryOf(tiff, view.getUint32(at + 4, isLittle), EXIF_POINTER);
  if (pointer === null) return null;
  const exif = view.getUint32(pointer + 8, isLittle);
  const date = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(
    textOf(tiff, entryOf(tiff, exif, DATE_TIME_ORIGINAL)),
  );
  if (date === null) return null;
  const [, year, month, day, time] = date;
  const local = `${year}-${month}-${day}T${time}`;
  const whole = `${local}${textOf(tiff, entryOf(tiff, exif, OFFSET_TIME_ORIGINAL))}`;
  return [whole, local].find(text => cameraTime(text) !== null) ?? null;
}

/** Where the entry with this tag begins; null without one. */
function entryOf(tiff: Tiff, directory: number, tag: number): number | null {
  const { view, isLittle } = tiff;
  return (
    tiffDirectory(tiff, directory)?.entries.find(entry => view.getUint16(entry, isLittle) === tag) ?? null
  );
}

/** Empty where there is none. */
function textOf({ view, at, isLittle }: Tiff, entry: number | null): string {
  if (entry === null || view.getUint16(entry + 2, isLittle) !== ASCII) return '';
  const count = view.getUint32(entry + 4, isLittle);
  if (count <= 4 || count > MAX_TEXT_BYTES) return '';
  const start = at + view.getUint32(entry + 8, isLittle);
  const bytes = Array.from({ length: count - 1 }, (_, index) => view.getUint8(start + index));
  return String.fromCharCode(...bytes);
}
