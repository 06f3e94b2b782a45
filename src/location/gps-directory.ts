import { type Tiff, type TiffDirectory, tiffDirectory, tiffsIn } from '../core/tiff';
import { removePlaceFromDatasets } from './iptc';

/** Entries that lead to the GPS directory, to Exif's own, and to its maker note (Exif 2.32, 4.6.3 and 4.6.5), and to IPTC's. */
const GPS_POINTER = 0x8825;
const EXIF_POINTER = 0x8769;
const MAKER_NOTE = 0x927c;
const IPTC = 0x83bb;
const LOOKED_AT = [GPS_POINTER, EXIF_POINTER, MAKER_NOTE, IPTC];

/** The types that a pointer may have. */
const POINTER_TYPES = [4, 13];

/** The GPS directory's own entries end at 0x1f (section 4.6.6); anything else there is no GPS directory. */
const LAST_GPS_TAG = 0x1f;

/** Bytes for one value of each type (TIFF 6.0, page 15); type 0 is none. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** Nothing that Exif puts there is longer; a hostile length must not wipe out the picture. */
const MAX_VALUE_BYTES = 4096;

/** Those of the picture and of its thumbnail; in a file that is such a structure itself, of what RAW files hold beside them. */
const MAX_DIRECTORIES = { exif: 2, file: 8 } as const;

/** Panasonic's country, state, city and landmark, and Nikon's place (ExifTool's tables, as the cameras don't tell). */
const PANASONIC = 'Panasonic';
const PANASONIC_PLACES = [0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x80];
const NIKON = 'Nikon\0';
const NIKON_PLACE = 0x39;

/**
 * Empties the GPS directories of all Exif data in a file of any kind, and what is known of places in maker notes, in
 * place: nothing moves, so that no offset and no length of the file around it changes. True when there was one.
 */
export function removeGpsDirectories(bytes: Uint8Array): boolean {
  let removed = false;
  for (const tiff of [...headOf(bytes), ...tiffsIn(bytes)]) {
    try {
      removed = removeFrom(tiff, bytes) || removed;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // it points outside the file: it only looked like Exif
    }
  }
  return removed;
}

/** Some cameras' own variants of TIFF have another number in the place of 42: ORF, RW2. */
function headOf(bytes: Uint8Array): readonly Tiff[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = bytes.length < 8 ? 0 : view.getUint16(0);
  return order === 0x4949 || order === 0x4d4d ? [{ view, at: 0, isLittle: order === 0x4949 }] : [];
}

function removeFrom(tiff: Tiff, bytes: Uint8Array): boolean {
  const { view, at, isLittle } = tiff;
  const isNikon = textAt(bytes, at - 10, NIKON);
  let removed = false;
  let offset = view.getUint32(at + 4, isLittle);
  const limit = MAX_DIRECTORIES[at === 0 ? 'file' : 'exif'];
  for (let index = 0; index < limit && offset !== 0; index++) {
    const directory = tiffDirectory(tiff, offset);
    if (directory === null) break;
    const next = view.getUint32(directory.end, isLittle);
    // Canon's CR3 keeps it in a structure of its own (CMT4).
    if (isGps(tiff, directory)) {
      wipeDirectory(tiff, directory);
      return true;
    }
    if (isNikon) removed = wipeValues(tiff, directory, [NIKON_PLACE]) || removed;
    removed = removeFromDirectory(tiff, directory, bytes) || removed;
    offset = next;
  }
  return removed;
}

function removeFromDirectory(tiff: Tiff, { start, entries, end }: TiffDirectory, bytes: Uint8Array): boolean {
  const { view, at, isLittle } = tiff;
  let removed = false;
  let gps: number | null = null;
  for (const entry of entries) {
    const tag = view.getUint16(entry, isLittle);
    if (!LOOKED_AT.includes(tag)) continue;
    const value = view.getUint32(entry + 8, isLittle);
    const isPointer = POINTER_TYPES.includes(view.getUint16(entry + 2, isLittle));
    if (tag === GPS_POINTER && isPointer && wipeGps(tiff, value)) gps = entry;
    if (tag === IPTC) removed = removePlaceFromDatasets(bytes, at + value) || removed;
    if (tag === MAKER_NOTE && textAt(bytes, at + value, PANASONIC)) {
      const note = tiffDirectory(tiff, value + 12);
      removed = (note !== null && wipeValues(tiff, note, PANASONIC_PLACES)) || removed;
    }
    // One that leads to itself is not followed twice: Exif's own directory is only looked for in those of the chain.
    if (tag === EXIF_POINTER && isPointer && at + value !== start) {
      const exif = tiffDirectory(tiff, value);
      const inner = exif?.entries.filter(one => view.getUint16(one, isLittle) !== EXIF_POINTER) ?? [];
      if (exif !== null && inner.length === exif.entries.length)
        removed = removeFromDirectory(tiff, exif, bytes) || removed;
    }
  }
  if (gps === null) return removed;
  new Uint8Array(view.buffer, view.byteOffset).copyWithin(gps, gps + 12, end + 4);
  wipe(view, end - 8, 12);
  view.setUint16(start, entries.length - 1, isLittle);
  return true;
}

/** Whether it holds a latitude (three fractions), and nothing that a GPS directory doesn't. */
const isGps = ({ view, isLittle }: Tiff, { entries }: TiffDirectory): boolean =>
  entries.every(entry => view.getUint16(entry, isLittle) <= LAST_GPS_TAG) &&
  entries.some(
    entry =>
      view.getUint16(entry, isLittle) === 2 &&
      view.getUint16(entry + 2, isLittle) === 5 &&
      view.getUint32(entry + 4, isLittle) === 3,
  );

/** False when this is no GPS directory: then nothing is touched. */
function wipeGps(tiff: Tiff, offset: number): boolean {
  const directory = tiffDirectory(tiff, offset);
  if (directory === null) return false;
  if (directory.entries.some(entry => tiff.view.getUint16(entry, tiff.isLittle) > LAST_GPS_TAG)) return false;
  wipeDirectory(tiff, directory);
  return true;
}

function wipeDirectory(tiff: Tiff, directory: TiffDirectory): void {
  wipeValues(tiff, directory, null);
  wipe(tiff.view, directory.start, directory.end + 4 - directory.start);
}

/** The values of these entries, or of all. True when there was something. */
function wipeValues(
  { view, at, isLittle }: Tiff,
  { entries }: TiffDirectory,
  tags: readonly number[] | null,
) {
  let removed = false;
  for (const entry of entries) {
    if (tags !== null && !tags.includes(view.getUint16(entry, isLittle))) continue;
    const bytes =
      (TYPE_BYTES[view.getUint16(entry + 2, isLittle)] ?? 0) * view.getUint32(entry + 4, isLittle);
    const start = bytes > 4 ? at + view.getUint32(entry + 8, isLittle) : entry + 8;
    if (bytes <= MAX_VALUE_BYTES) removed = wipe(view, start, bytes) || removed;
  }
  return removed;
}

/** True when there was something else. */
function wipe(view: DataView, start: number, length: number): boolean {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + start, length);
  const held = bytes.some(byte => byte !== 0);
  bytes.fill(0);
  return held;
}

const textAt = (bytes: Uint8Array, at: number, text: string): boolean =>
  at >= 0 && String.fromCharCode(...bytes.subarray(at, at + text.length)) === text;
