// Pictures made by hand, of a few bytes each: what of them a decoder reads before it allocates, and nothing to decode.

export type Bytes = Uint8Array<ArrayBuffer>;

type Part = Uint8Array | readonly number[] | string;

/** Parts one after the other; text as Latin-1. */
export const joined = (...parts: readonly Part[]): Bytes =>
  new Uint8Array(
    Buffer.concat(
      parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from([...part]))),
    ),
  );

/** A number in so many bytes. */
const big = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** (bytes - 1 - index)) % 256);
const little = (value: number, bytes: number): number[] => big(value, bytes).reverse();

export const segment = (marker: number, payload: Part): Bytes =>
  joined([0xff, marker], big(joined(payload).length + 2, 2), payload);

/** A frame header of one component; SOF0 unless said otherwise. */
export const frameHeader = (width: number, height: number, marker = 0xc0): Bytes =>
  segment(marker, [8, ...big(height, 2), ...big(width, 2), 1, 1, 0x11, 0]);

const SCAN = joined(segment(0xda, [1, 1, 0, 0, 63, 0]), [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);

/** A JPEG of these segments, with data behind each frame header. */
export const jpeg = (...segments: readonly Uint8Array[]): Bytes =>
  joined([0xff, 0xd8], ...segments.flatMap(one => [one, SCAN]), [0xff, 0xd9]);

export const png = (width: number, height: number): Bytes =>
  joined(
    [0x89],
    'PNG\r\n\x1a\n',
    big(13, 4),
    'IHDR',
    big(width, 4),
    big(height, 4),
    [8, 2, 0, 0, 0],
    big(0, 4),
  );

/** One frame after the other; `at` is where its upper left corner is. */
export const gif = (
  [width, height]: readonly [number, number],
  ...frames: readonly { readonly at?: number; readonly width: number; readonly height: number }[]
): Bytes =>
  joined(
    'GIF89a',
    little(width, 2),
    little(height, 2),
    [0x80, 0, 0, 255, 0, 0, 0, 0, 255],
    ...frames.flatMap(frame => [
      [0x21, 0xf9, 4, 0, 0, 0, 0, 0],
      [0x2c, ...little(frame.at ?? 0, 2), ...little(frame.at ?? 0, 2)],
      [...little(frame.width, 2), ...little(frame.height, 2), 0],
      [2, 2, 0x4c, 1, 0],
    ]),
    [0x3b],
  );

export const chunk = (type: string, content: Part): Bytes =>
  joined(type, little(joined(content).length, 4), content, joined(content).length % 2 === 1 ? [0] : []);

export const webp = (...chunks: readonly Uint8Array[]): Bytes =>
  joined('RIFF', [0, 0, 0, 0], 'WEBP', ...chunks);

export const vp8 = (width: number, height: number): Bytes =>
  chunk('VP8 ', [0x10, 0, 0, 0x9d, 1, 0x2a, ...little(width, 2), ...little(height, 2), 0]);

export const vp8l = (width: number, height: number): Bytes =>
  chunk('VP8L', [0x2f, ...little(width - 1 + (height - 1) * 2 ** 14, 4), 0]);

export const vp8x = (width: number, height: number): Bytes =>
  chunk('VP8X', [0, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)]);

export const anmf = (width: number, height: number, ...chunks: readonly Uint8Array[]): Bytes =>
  chunk(
    'ANMF',
    joined([0, 0, 0, 0, 0, 0], little(width - 1, 3), little(height - 1, 3), [0, 0, 0, 0], ...chunks),
  );

export const bmp = (width: number, height: number): Bytes =>
  joined(
    'BM',
    little(0, 12),
    little(40, 4),
    little(width, 4),
    little(height < 0 ? 2 ** 32 + height : height, 4),
  );

/** With the header of OS/2. */
export const oldBmp = (width: number, height: number): Bytes =>
  joined('BM', little(0, 12), little(12, 4), little(width, 2), little(height, 2), [1, 0, 24, 0]);

export const box = (type: string, ...content: readonly Part[]): Bytes => {
  const all = joined(...content);
  return joined(big(all.length + 8, 4), type, all);
};

/** A row of bits as bytes. */
const packed = (bits: string): number[] =>
  (bits.match(/.{1,8}/g) ?? []).map(byte => Number.parseInt(byte.padEnd(8, '0'), 2));
const bits = (value: number, count: number): string => value.toString(2).padStart(count, '0');

/**
 * A sequence header of AV1, as an OBU with its size. `isReduced`: of a still picture, in which no frame may have a size of
 * its own.
 */
export function av1Sequence(width: number, height: number, isReduced = true): Bytes {
  const head = isReduced ? '00011' + bits(4, 5) : `00000${'0'}0${bits(0, 5)}${bits(0, 12)}${bits(4, 5)}`;
  const count = 16;
  const header = packed(
    head + bits(count - 1, 4).repeat(2) + bits(width - 1, count) + bits(height - 1, count) + bits(0, 20),
  );
  return joined([0x0a, header.length], header);
}

interface AvifItem {
  readonly type: string;
  readonly data: Uint8Array;
  /** Behind the one with its data. */
  readonly emptyExtents?: number;
}

/** An AVIF of items, of which the properties claim this size. */
export function avif(claims: readonly [number, number], ...items: readonly AvifItem[]): Bytes {
  const ftyp = box('ftyp', 'avif', [0, 0, 0, 0], 'avifmif1miaf');
  const full = [0, 0, 0, 0];
  const meta = (dataAt: number): Bytes => {
    let at = dataAt;
    const places = items.map(({ data, emptyExtents = 0 }, index) => {
      const extents = [...big(at, 4), ...big(data.length, 4), ...new Uint8Array(8 * emptyExtents)];
      at += data.length;
      return [...big(index + 1, 2), 0, 0, ...big(1 + emptyExtents, 2), ...extents];
    });
    return box(
      'meta',
      full,
      box('pitm', full, big(1, 2)),
      box('iloc', full, [0x44, 0], big(items.length, 2), ...places),
      box(
        'iinf',
        full,
        big(items.length, 2),
        ...items.map(({ type }, index) => box('infe', [2, 0, 0, 0], big(index + 1, 2), [0, 0], type, [0])),
      ),
      box('iprp', box('ipco', box('ispe', full, big(claims[0], 4), big(claims[1], 4)))),
    );
  };
  const head = joined(ftyp, meta(0));
  return joined(ftyp, meta(head.length + 8), box('mdat', ...items.map(({ data }) => data)));
}

export const grid = (width: number, height: number): AvifItem => ({
  type: 'grid',
  data: joined([0, 0, 0, 1], big(width, 2), big(height, 2)),
});
