/** A TIFF structure, as Exif is one: little- or big-endian, its offsets counted from where it begins. */
export interface Tiff {
  readonly view: DataView;
  /** Where it begins in {@link view}. */
  readonly at: number;
  readonly isLittle: boolean;
}

/** Positions are those in the structure's view. */
export interface TiffDirectory {
  readonly start: number;
  /** Where each entry begins, 12 bytes long: tag (2), type (2), count (4), value or its offset (4). */
  readonly entries: readonly number[];
  /** Behind the last entry: there stands the offset of the next directory, 0 in the last one (4). */
  readonly end: number;
}

/** Cameras write a few dozen entries; a directory that claims more is none, or is meant to keep us busy. */
const MAX_ENTRIES = 512;

/**
 * The directory at an offset of the structure (TIFF 6.0, section 2); null when it claims too many entries.
 * @throws RangeError when it does not lie in the view
 */
export function tiffDirectory({ view, at, isLittle }: Tiff, offset: number): TiffDirectory | null {
  const start = at + offset;
  const count = view.getUint16(start, isLittle);
  if (count > MAX_ENTRIES) return null;
  const entries = Array.from({ length: count }, (_, index) => start + 2 + 12 * index);
  return { start, entries, end: start + 2 + 12 * count };
}

/** Cameras write a handful of Exif structures. What pretends to have more is meant to keep us busy. */
export const MAX_STRUCTURES = 512;

/**
 * The structures in a file of any kind: wherever `II*\0` or `MM\0*` stands. Whether it really begins one shows when it
 * is read.
 */
export function* tiffsIn(bytes: Uint8Array): Generator<Tiff, void, undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let structures = 0;
  for (let star = bytes.indexOf(0x2a); star !== -1; star = bytes.indexOf(0x2a, star + 1)) {
    const isLittle = bytes[star - 2] === 0x49 && bytes[star - 1] === 0x49 && bytes[star + 1] === 0;
    const isBig = bytes[star - 3] === 0x4d && bytes[star - 2] === 0x4d && bytes[star - 1] === 0;
    if ((isLittle || isBig) && ++structures > MAX_STRUCTURES) return;
    if (isLittle) yield { view, at: star - 2, isLittle: true };
    if (isBig) yield { view, at: star - 3, isLittle: false };
  }
}
