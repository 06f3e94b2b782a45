import { ShoeboxError } from '../core/failure';
import { MAX_STRUCTURES, type Tiff, type TiffDirectory, tiffDirectory, tiffsIn } from '../core/tiff';
import { type Budget, spend } from './budget';
import { removePlaceFromDatasets } from './iptc';

/**
 * Entries that lead to the GPS directory, to Exif's own, and to its maker note (Exif 2.32, 4.6.3 and 4.6.5), to IPTC's, and
 * to the directories below one (TIFF/EP, 5.2.6).
 */
const GPS_POINTER = 0x8825;
const EXIF_POINTER = 0x8769;
const MAKER_NOTE = 0x927c;
const IPTC = 0x83bb;
const SUB_DIRECTORIES = 0x14a;
const LOOKED_AT: readonly number[] = [GPS_POINTER, EXIF_POINTER, MAKER_NOTE, IPTC, SUB_DIRECTORIES];

/** The types that a pointer may have. */
const POINTER_TYPES = [4, 13];

/** The GPS directory's own entries end at 0x1f (section 4.6.6); anything else there is no GPS directory. */
const LAST_GPS_TAG = 0x1f;

/** Windows leaves room for later changes in any directory, also in that of GPS (Padding and OffsetSchema in ExifTool's table). */
const PADDING: readonly number[] = [0xea1c, 0xea1d];

/** Bytes for one value of each type (TIFF 6.0, page 15; the last is UTF-8 of Exif 3.0, 4.6.2); type 0 is none. */
const TYPE_BYTES: Readonly<Record<number, number>> = {
  ...[0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4],
  129: 1,
};

/** Nothing that Exif puts there is longer; a hostile length must not wipe out the picture. */
const MAX_VALUE_BYTES = 4096;

/** A RAW file has a handful below a directory. */
const MAX_SUB_DIRECTORIES = 512;

/** Panasonic's country, state, city and landmark, and Nikon's place (ExifTool's tables, as the cameras don't tell). */
const PANASONIC = 'Panasonic';
const PANASONIC_PLACES = [0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x80];
const NIKON = 'Nikon\0';
const NIKON_PLACE = 0x39;

/**
 * Empties the GPS directories of all Exif data in a file of any kind, and what is known of places in maker notes, in
 * place: nothing moves, so that no offset and no length of the file around it changes. True when there was one.
 * @throws ShoeboxError `location-not-removed` where there is one that can’t be emptied, or more than a file has
 */
export function removeGpsDirectories(bytes: Uint8Array, budget: Budget): boolean {
  let removed = false;
  const structures = [...headOf(bytes), ...tiffsIn(bytes)];
  for (const tiff of structures) removed = removeFrom(tiff, bytes, budget) || removed;
  if (structures.length >= MAX_STRUCTURES) throw new ShoeboxError('location-not-removed');
  return removed;
}

/** Some cameras' own variants of TIFF have another number in the place of 42: ORF, RW2. */
function headOf(bytes: Uint8Array): readonly Tiff[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = bytes.length < 8 ? 0 : view.getUint16(0);
  return order === 0x4949 || order === 0x4d4d ? [{ view, at: 0, isLittle: order === 0x4949 }] : [];
}

/** What points outside the file leads to nothing: it must not keep the rest of the structure from being looked at. */
function removeFrom(tiff: Tiff, bytes: Uint8Array, budget: Budget): boolean {
  const isNikon = textAt(bytes, tiff.at - 10, NIKON);
  let removed = false;
  const seen = new Set([0]);
  const offsets = [uint32(tiff, tiff.at + 4)];
  for (const offset of offsets) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    const directory = directoryAt(tiff, offset);
    if (directory === null) continue;
    spend(budget, 'directories', 1);
    offsets.push(uint32(tiff, directory.end));
    // Canon's CR3 keeps it in a structure of its own (CMT4).
    if (isGps(tiff, directory)) {
      wipeDirectory(tiff, directory);
      removed = true;
      continue;
    }
    if (isNikon) removed = wipeValues(tiff, directory, [NIKON_PLACE]) || removed;
    const entries = lookedAt(tiff, directory);
    // Before the GPS entry is taken out, as others move up then.
    offsets.push(...directoriesBelow(tiff, entries));
    removed = removeFromEntries(tiff, entries, bytes, budget) || removed;
    const gps = entries.get(GPS_POINTER);
    if (gps !== undefined && isPointer(tiff, gps) && uint32(tiff, gps + 8) !== 0) {
      wipeGps(tiff, uint32(tiff, gps + 8));
      removeEntry(tiff, directory, gps);
      removed = true;
    }
  }
  return removed;
}

/** Where the entries are that lead to a place, by their tags. A directory with two of one is none of a camera's. */
function lookedAt({ view, isLittle }: Tiff, { entries }: TiffDirectory): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const entry of entries) {
    const tag = view.getUint16(entry, isLittle);
    if (!LOOKED_AT.includes(tag)) continue;
    if (found.has(tag)) throw new ShoeboxError('location-not-removed');
    found.set(tag, entry);
  }
  return found;
}

function directoriesBelow(tiff: Tiff, entries: ReadonlyMap<number, number>): readonly number[] {
  const exif = entries.get(EXIF_POINTER);
  const below = exif !== undefined && isPointer(tiff, exif) ? [uint32(tiff, exif + 8)] : [];
  const sub = entries.get(SUB_DIRECTORIES);
  if (sub === undefined || !isPointer(tiff, sub)) return below;
  const count = uint32(tiff, sub + 4);
  if (count > MAX_SUB_DIRECTORIES) throw new ShoeboxError('location-not-removed');
  const first = count === 1 ? sub + 8 : tiff.at + uint32(tiff, sub + 8);
  return [...below, ...Array.from({ length: count }, (_, index) => uint32(tiff, first + 4 * index))];
}

function removeFromEntries(
  tiff: Tiff,
  entries: ReadonlyMap<number, number>,
  bytes: Uint8Array,
  budget: Budget,
): boolean {
  let removed = false;
  const iptc = entries.get(IPTC);
  if (iptc !== undefined)
    removed = removePlaceFromDatasets(bytes, tiff.at + uint32(tiff, iptc + 8), budget) || removed;
  const note = entries.get(MAKER_NOTE);
  if (note !== undefined && textAt(bytes, tiff.at + uint32(tiff, note + 8), PANASONIC)) {
    const directory = directoryAt(tiff, uint32(tiff, note + 8) + 12);
    removed = (directory !== null && wipeValues(tiff, directory, PANASONIC_PLACES)) || removed;
  }
  return removed;
}

/** The directory there as far as it lies in the file; null where there is none. */
function directoryAt(tiff: Tiff, offset: number): TiffDirectory | null {
  const { byteLength } = tiff.view;
  const directory = tiff.at + offset + 2 > byteLength ? null : tiffDirectory(tiff, offset);
  return directory && { ...directory, entries: directory.entries.filter(entry => entry + 12 <= byteLength) };
}

/** 0 outside the file. */
const uint32 = ({ view, isLittle }: Tiff, at: number): number =>
  at + 4 > view.byteLength ? 0 : view.getUint32(at, isLittle);

const isPointer = ({ view, isLittle }: Tiff, entry: number): boolean =>
  POINTER_TYPES.includes(view.getUint16(entry + 2, isLittle));

const holdsGpsOnly = ({ view, isLittle }: Tiff, { entries }: TiffDirectory): boolean =>
  entries.every(entry => {
    const tag = view.getUint16(entry, isLittle);
    return tag <= LAST_GPS_TAG || PADDING.includes(tag);
  });

/** Whether it holds a latitude (three fractions), and nothing that a GPS directory doesn't. */
const isGps = (tiff: Tiff, directory: TiffDirectory): boolean =>
  holdsGpsOnly(tiff, directory) &&
  directory.entries.some(
    entry =>
      tiff.view.getUint16(entry, tiff.isLittle) === 2 &&
      tiff.view.getUint16(entry + 2, tiff.isLittle) === 5 &&
      tiff.view.getUint32(entry + 4, tiff.isLittle) === 3,
  );

function wipeGps(tiff: Tiff, offset: number): void {
  const directory = directoryAt(tiff, offset);
  // Nobody knows what else there is, but whoever wrote the pointer meant a place.
  if (directory === null || !holdsGpsOnly(tiff, directory)) throw new ShoeboxError('location-not-removed');
  wipeDirectory(tiff, directory);
}

function wipeDirectory(tiff: Tiff, directory: TiffDirectory): void {
  wipeValues(tiff, directory, null);
  wipe(tiff.view, directory.start, directory.end + 4);
}

function removeEntry({ view, isLittle }: Tiff, { start, end }: TiffDirectory, entry: number): void {
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength).copyWithin(entry, entry + 12, end + 4);
  wipe(view, end - 8, end + 4);
  view.setUint16(start, view.getUint16(start, isLittle) - 1, isLittle);
}

/**
 * The values of these entries, or of all. True when there was something.
 * @throws ShoeboxError `location-not-removed` for one that is not in the file, or so long that it is something else
 */
function wipeValues(tiff: Tiff, { entries }: TiffDirectory, tags: readonly number[] | null): boolean {
  const { view, at, isLittle } = tiff;
  let removed = false;
  for (const entry of entries) {
    const tag = view.getUint16(entry, isLittle);
    if (tags === null ? PADDING.includes(tag) : !tags.includes(tag)) continue;
    const length = (TYPE_BYTES[view.getUint16(entry + 2, isLittle)] ?? Number.NaN) * uint32(tiff, entry + 4);
    const start = length > 4 ? at + uint32(tiff, entry + 8) : entry + 8;
    if (!(length <= MAX_VALUE_BYTES && start + length <= view.byteLength))
      throw new ShoeboxError('location-not-removed');
    removed = wipe(view, start, start + length) || removed;
  }
  return removed;
}

/** True when there was something else. */
function wipe(view: DataView, start: number, end: number): boolean {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).subarray(start, end);
  const held = bytes.some(byte => byte !== 0);
  bytes.fill(0);
  return held;
}

const textAt = (bytes: Uint8Array, at: number, text: string): boolean =>
  at >= 0 && String.fromCharCode(...bytes.subarray(at, at + text.length)) === text;
