import type { Extent } from './av1-sequence';
import { avifExtents } from './avif-extents';
import { SNIFF_BYTES, sniffMediaType } from './sniff-media-type';

/** What decoding a picture costs at most. */
export interface ImageSize {
  readonly type: string;
  /** In pixels, not turned yet; of several frames or images in one file, of the widest and of the highest. */
  readonly width: number;
  readonly height: number;
}

/** A file with a view of it; reading past its end throws a RangeError. */
interface ImageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
}

/** By type. What a reader is not sure of, it tells nothing of: an empty list. */
const READERS: Readonly<Record<string, (file: ImageFile) => readonly Extent[]>> = {
  'image/jpeg': jpegExtents,
  'image/png': pngExtents,
  'image/gif': gifExtents,
  'image/webp': webpExtents,
  'image/bmp': bmpExtents,
  'image/avif': avifExtents,
};

/** Whether these are the first bytes of a kind whose size {@link imageSize} may tell: what is decoded is of one. */
export const isSized = (head: Uint8Array): boolean => (sniffMediaType(head) ?? '') in READERS;

/**
 * How large the browser's decoder will make a picture: not what its first header claims, but the largest of all that a
 * decoder allocates for, read from the whole file. A file of 270 KB may say of itself that it is one pixel, and be
 * decoded to 1.6 GB. Null for a type that is not read here, a damaged file, and whatever else leaves it open.
 */
export function imageSize(bytes: Uint8Array<ArrayBuffer>): ImageSize | null {
  const type = sniffMediaType(bytes.subarray(0, SNIFF_BYTES)) ?? '';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const extents = READERS[type]?.({ bytes, view }) ?? [];
    const width = Math.max(0, ...extents.map(extent => extent[0]));
    const height = Math.max(0, ...extents.map(extent => extent[1]));
    return width === 0 || height === 0 ? null : { type, width, height };
  } catch (error) {
    if (error instanceof RangeError) return null; // it points outside of itself
    throw error;
  }
}

/** Of every frame header (ITU-T T.81, B.2.2), also of a second image behind the first: it may be a gain map. */
function jpegExtents({ bytes, view }: ImageFile): readonly Extent[] {
  const extents = new Map<string, Extent>();
  for (let at = bytes.indexOf(0xff, 2); at >= 0 && at + 4 <= bytes.length; at = bytes.indexOf(0xff, at)) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++; // a fill byte
      continue;
    }
    // A stuffed byte of the data, TEM, RST, SOI and EOI stand alone.
    if (marker < 2 || (marker >= 0xd0 && marker <= 0xd9)) {
      at += 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    // Bytes behind the end are anything: decoders take no frame header of another length either.
    if (isFrame && length === 8 + 3 * view.getUint8(at + 9)) {
      const extent: Extent = [view.getUint16(at + 7), view.getUint16(at + 5)];
      if (extent.includes(0)) return []; // its height comes behind the data (DNL)
      extents.set(extent.join(), extent);
    }
    at += 2 + length;
  }
  return [...extents.values()];
}

/** Frames of an animation lie inside of the picture (PNG, third edition, 11.3.6.2). */
function pngExtents({ view }: ImageFile): readonly Extent[] {
  return view.getUint32(12) === 0x49484452 ? [[view.getUint32(16), view.getUint32(20)]] : [];
}

/** The logical screen and all frames: browsers make the screen as large as the first one (GIF89a, 18 to 26). */
function gifExtents({ bytes, view }: ImageFile): readonly Extent[] {
  const colorTableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  let hasFrame = false;
  let at = 13 + colorTableBytes(view.getUint8(10));
  for (; bytes[at] === 0x2c || bytes[at] === 0x21; at++) {
    if (bytes[at] === 0x2c) {
      hasFrame = true;
      width = Math.max(width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
      height = Math.max(height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
      at += 11 + colorTableBytes(view.getUint8(at + 9));
    } else at += 2;
    for (let block = bytes[at] ?? 0; block > 0; block = bytes[at] ?? 0) at += 1 + block;
  }
  return hasFrame ? [[width, height]] : [];
}

/** Of the canvas, and of all bitstreams and frames (RFC 9649, 2.5 to 2.7). */
function webpExtents({ view }: ImageFile): readonly Extent[] {
  const uint24 = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 2 ** 16;
  let [width, height] = [0, 0];
  const add = (...extent: Extent): void => {
    [width, height] = [Math.max(width, extent[0]), Math.max(height, extent[1])];
  };
  for (let at = 12; at + 8 < view.byteLength; ) {
    const [type, size] = [view.getUint32(at), view.getUint32(at + 4, true)];
    at += 8;
    if (type === VP8) add(view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff);
    if (type === VP8L) {
      const bits = view.getUint32(at + 1, true);
      add((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }
    if (type === VP8X) add(uint24(at + 4) + 1, uint24(at + 7) + 1);
    if (type === ANMF) add(uint24(at + 6) + 1, uint24(at + 9) + 1);
    // What a frame of an animation holds is read as well.
    at += type === ANMF ? 16 : size + (size % 2);
  }
  return [[width, height]];
}

const VP8 = 0x56503820;
const VP8L = 0x5650384c;
const VP8X = 0x56503858;
const ANMF = 0x414e4d46;

/** Rows may be told to run downwards. Only the oldest header has two bytes for each. */
function bmpExtents({ view }: ImageFile): readonly Extent[] {
  if (view.getUint32(14, true) === 12) return [[view.getUint16(18, true), view.getUint16(20, true)]];
  return [[Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))]];
}
