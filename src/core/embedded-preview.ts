import { ifThere, parseSparsely, type ReadRange, type ViewAt } from './sparse-file';

// The JPEGs that cameras and Photoshop put into files that browsers can't draw: RAW in structures of TIFF (CR2, NEF, ARW,
// DNG, ORF, RW2, PEF), in boxes (CR3), in Fujifilm's own (RAF); TIFF, PSD; Exif's small one in a HEIC.

/** A JPEG within a file. */
export interface EmbeddedPreview {
  readonly start: number;
  readonly end: number;
  /** How it is to be turned, 1 to 8, unless it says so itself (Exif 2.32, 4.6.4). */
  readonly orientation: number;
}

/** TIFF 6.0, its technical notes 1 and 2; Exif 2.32; Panasonic's JPEG in an RW2; Nikon's and Olympus's preview in their notes. */
const TAG = {
  ...{ bitsPerSample: 0x102, orientation: 0x112, strips: 0x111, stripBytes: 0x117 },
  ...{ subDirectories: 0x14a, jpeg: 0x201, jpegBytes: 0x202, exif: 0x8769, makerNote: 0x927c },
  ...{ photoshop: 0x8649, panasonicJpeg: 0x2e, nikonPreview: 0x11 },
  ...{ olympusSettings: 0x2020, olympusPreview: 0x101, olympusBytes: 0x102 },
} as const;

/** Directories that are looked at; RAW files have up to ten, with some dozens of entries. */
const MAX_DIRECTORIES = 24;
const MAX_ENTRIES = 512;
/** In a list of Photoshop's resources, or of a JPEG's segments; and in all of a CR3, which has some dozens. */
const MAX_LISTED = 64;
const MAX_BOXES = 256;

/** Photoshop's own thumbnail, behind 28 bytes of what it is (Photoshop File Formats, resource 1036). */
const PHOTOSHOP_THUMBNAIL = 0x40c;
const PHOTOSHOP_HEAD_BYTES = 28;

/** Exif stands behind a few kilobytes of boxes in a HEIC. */
const HEIC_HEAD_BYTES = 16 * 1024;

interface Entry {
  readonly count: number;
  readonly value: number;
}

interface Directory {
  readonly entries: ReadonlyMap<number, Entry>;
  /** Offset of the next one; 0 in the last one. */
  readonly next: number;
}

/** All previews in a file, as it tells of them; none for a kind that has none, or is not known. Its bytes are hostile. */
export async function findPreviews(
  size: number,
  head: Uint8Array<ArrayBuffer>,
  read: ReadRange,
): Promise<readonly EmbeddedPreview[]> {
  return (await parseSparsely(size, head, read, viewAt => previewsIn(size, viewAt))) ?? [];
}

function previewsIn(size: number, viewAt: ViewAt): readonly EmbeddedPreview[] {
  const found: { start: number; end: number }[] = [];
  const seen = new Set<number>();
  let orientation = 0;
  let boxCount = 0;

  const u32 = (at: number): number => viewAt(at, 4).getUint32(0);
  const text = (at: number, length: number): string => {
    const view = viewAt(at, length);
    return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset, length));
  };
  const add = (start: number, length: number): void => {
    if (length > 0 && start > 0 && start + length <= size) found.push({ start, end: start + length });
  };
  const isLittleAt = (at: number): boolean => viewAt(at, 2).getUint16(0) === 0x4949;

  /** Offsets in it are counted from `base`. */
  function readDirectory(base: number, isLittle: boolean, offset: number): Directory {
    const start = base + offset;
    const count = viewAt(start, 2).getUint16(0, isLittle);
    if (seen.size === MAX_DIRECTORIES || seen.has(start) || count > MAX_ENTRIES)
      throw new RangeError('no directory');
    seen.add(start);
    const entries = new Map<number, Entry>();
    for (let index = 0; index < count; index++) {
      const view = viewAt(start + 2 + 12 * index, 12);
      const value =
        view.getUint16(2, isLittle) === 3 ? view.getUint16(8, isLittle) : view.getUint32(8, isLittle);
      entries.set(view.getUint16(0, isLittle), { count: view.getUint32(4, isLittle), value });
    }
    return { entries, next: viewAt(start + 2 + 12 * count, 4).getUint32(0, isLittle) };
  }

  function tiff(base: number): void {
    const isLittle = isLittleAt(base);
    const long = (at: number): number => viewAt(at, 4).getUint32(0, isLittle);

    function directory(offset: number): void {
      const { entries, next } = readDirectory(base, isLittle, offset);
      const value = (tag: number): number => entries.get(tag)?.value ?? 0;
      const count = (tag: number): number => entries.get(tag)?.count ?? 0;
      orientation ||= value(TAG.orientation);
      add(base + value(TAG.jpeg), value(TAG.jpegBytes));
      // One strip, of three colours: a JPEG, or no preview. Raw data have one colour.
      if (count(TAG.bitsPerSample) === 3 && count(TAG.strips) === 1)
        add(base + value(TAG.strips), value(TAG.stripBytes));
      add(base + value(TAG.panasonicJpeg), count(TAG.panasonicJpeg));
      if (entries.has(TAG.photoshop))
        ifThere(() => resources(base + value(TAG.photoshop), count(TAG.photoshop)));
      for (let index = 0; index < Math.min(count(TAG.subDirectories), 8); index++)
        ifThere(() => {
          const list = value(TAG.subDirectories);
          directory(count(TAG.subDirectories) === 1 ? list : long(base + list + 4 * index));
        });
      if (entries.has(TAG.exif)) ifThere(() => directory(value(TAG.exif)));
      if (entries.has(TAG.makerNote)) ifThere(() => note(base + value(TAG.makerNote), isLittle));
      if (next !== 0) ifThere(() => directory(next));
    }

    directory(long(base + 4));
  }

  /** What Nikon and Olympus keep in notes of their own. */
  function note(at: number, isLittle: boolean): void {
    const name = text(at, 12);
    if (name.startsWith('Nikon\0')) {
      const base = at + 10;
      const little = isLittleAt(base);
      const first = viewAt(base + 4, 4).getUint32(0, little);
      within(base, little, first, [TAG.nikonPreview, TAG.jpeg, TAG.jpegBytes]);
    }
    const head = name.startsWith('OLYMPUS\0') ? 12 : name.startsWith('OM SYSTEM') ? 16 : 0;
    if (head !== 0) within(at, isLittle, head, [TAG.olympusSettings, TAG.olympusPreview, TAG.olympusBytes]);
  }

  type Tags = readonly [pointer: number, start: number, length: number];

  function within(base: number, isLittle: boolean, first: number, [pointer, start, length]: Tags): void {
    const inner = readDirectory(base, isLittle, first).entries.get(pointer)?.value ?? 0;
    const { entries } = readDirectory(base, isLittle, inner);
    add(base + (entries.get(start)?.value ?? 0), entries.get(length)?.value ?? 0);
  }

  /** Photoshop's resources: a mark, a number, a name, a length, and what it is, each of an even length. */
  function resources(from: number, length: number): void {
    for (let at = from, left = MAX_LISTED; at + 12 <= from + length && left > 0; left--) {
      if (text(at, 4) !== '8BIM') return;
      const name = (viewAt(at + 6, 1).getUint8(0) + 2) & ~1;
      const bytes = u32(at + 6 + name);
      const start = at + 10 + name;
      if (viewAt(at + 4, 2).getUint16(0) === PHOTOSHOP_THUMBNAIL)
        add(start + PHOTOSHOP_HEAD_BYTES, bytes - PHOTOSHOP_HEAD_BYTES);
      at = start + bytes + (bytes % 2);
    }
  }

  /** Canon's: one small JPEG beside the metadata, a larger one behind them. */
  function boxes(from: number, end: number): void {
    for (let at = from; at + 8 <= end; ) {
      if (++boxCount > MAX_BOXES) throw new RangeError('too many boxes');
      const length = u32(at) || end - at;
      const type = text(at + 4, 4);
      // Boxes that reach beyond the one around them would be read again and again: twice as often with every pair.
      if (length < 8 || at + length > end || type === 'mdat') return;
      if (type === 'moov') boxes(at + 8, at + length);
      // The name is 16 bytes; the one with the large JPEG has 8 more.
      if (type === 'uuid') boxes(at + (text(at + 36, 4) === 'PRVW' ? 32 : 24), at + length);
      if (type === 'CMT1') ifThere(() => tiff(at + 8));
      if (type === 'THMB' || type === 'PRVW') {
        const start = text(at + 8, 24).indexOf('\xff\xd8');
        if (start !== -1) add(at + 8 + start, length - 8 - start);
      }
      at += length;
    }
  }

  /** The small one in a JPEG's own Exif. */
  function exifOfJpeg(start: number): void {
    for (let at = start + 2, left = MAX_LISTED; left > 0 && viewAt(at, 1).getUint8(0) === 0xff; left--) {
      const marker = viewAt(at + 1, 1).getUint8(0);
      if (marker === 0xda) return;
      if (marker === 0xe1 && text(at + 4, 6) === 'Exif\0\0') {
        tiff(at + 10);
        return;
      }
      at += 2 + viewAt(at + 2, 2).getUint16(0);
    }
  }

  const magic = text(0, 16);
  ifThere(() => {
    if (/^(?:II[^+]|MM[^+]\W)/.test(magic)) tiff(0);
    else if (magic.startsWith('FUJIFILMCCD-RAW')) add(u32(84), u32(88));
    else if (magic.startsWith('8BPS')) resources(34 + u32(26), u32(30 + u32(26)));
    else if (magic.slice(4, 12) === 'ftypcrx ') boxes(0, size);
    else if (magic.slice(4, 8) === 'ftyp') {
      const at = text(0, Math.min(size, HEIC_HEAD_BYTES)).search(/Exif\0\0(?:II|MM)/);
      if (at !== -1) tiff(at + 6);
    }
    const [only, more] = found;
    if (only !== undefined && more === undefined) exifOfJpeg(only.start);
  });
  return found.map(preview => ({ ...preview, orientation }));
}

/** What a tile needs not be larger than; and, where there is nothing smaller, what it may cost once. */
const ENOUGH_BYTES = 128 * 1024;
const MAX_BYTES = { tile: 4_000_000, whole: 40_000_000 } as const;

/**
 * The preview in a file that browsers can't draw: for a tile the best one of some kilobytes, else the largest one. Upright.
 * Null where there is none. It is as hostile as its file: whoever decodes it looks first how large it is.
 */
export async function readPreview(
  wanted: keyof typeof MAX_BYTES,
  size: number,
  head: Uint8Array<ArrayBuffer>,
  read: ReadRange,
): Promise<Blob | null> {
  const lengthOf = ({ start, end }: EmbeddedPreview): number => end - start;
  const previews = (await findPreviews(size, head, read))
    .filter(preview => lengthOf(preview) <= MAX_BYTES[wanted])
    .sort((a, b) => lengthOf(b) - lengthOf(a));
  const small = previews.filter(preview => lengthOf(preview) <= ENOUGH_BYTES);
  const inOrder = wanted === 'whole' ? previews : [...small, ...previews.toReversed()];
  // What claims to be one may be none; two are tried, not all of a hostile list.
  for (const { start, end, orientation } of inOrder.slice(0, 2)) {
    const jpeg = end <= head.length ? head.slice(start, end) : await read(start, end);
    if (jpeg[0] === 0xff && jpeg[1] === 0xd8) return uprightJpeg(jpeg, orientation);
  }
  return null;
}

/** A JPEG that tells how it is to be turned, if it does not do so already (Exif 2.32, 4.6.4). */
export function uprightJpeg(jpeg: Uint8Array<ArrayBuffer>, orientation: number): Blob {
  const isTold = String.fromCharCode(...jpeg.subarray(0, 64)).includes('Exif\0\0');
  const isTurned = orientation > 1 && orientation <= 8 && !isTold;
  const exif = `\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`;
  const segment = Uint8Array.from(exif, character => character.charCodeAt(0));
  if (!isTurned) return new Blob([jpeg], { type: 'image/jpeg' });
  // Firefox decodes no part of a Blob that was put together of several.
  const bytes = new Uint8Array(jpeg.length + segment.length);
  bytes.set(jpeg.subarray(0, 2));
  bytes.set(segment, 2);
  bytes.set(jpeg.subarray(2), 2 + segment.length);
  return new Blob([bytes], { type: 'image/jpeg' });
}
