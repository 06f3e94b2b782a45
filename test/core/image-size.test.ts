import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { imageSize } from '../../src/core/image-size';
import { bombPng } from '../site/pictures/bomb';
import {
  anmf,
  av1Sequence,
  avif,
  type Bytes,
  bmp,
  box,
  frameHeader,
  gif,
  grid,
  joined,
  jpeg,
  oldBmp,
  png,
  segment,
  vp8,
  vp8l,
  vp8x,
  webp,
} from './crafted-images';

const sizeOf = (bytes: Bytes): string | null => {
  const found = imageSize(bytes);
  return found === null ? null : `${found.type} ${found.width}x${found.height}`;
};

const file = (name: string): Bytes => new Uint8Array(readFileSync(`test/site/photos/${name}`));
const av01 = (...obus: readonly Uint8Array[]) => ({ type: 'av01', data: joined(...obus) });
const scan = new Uint8Array();

describe('imageSize of a picture that is what it claims tells its size:', () => {
  test.each<[name: string, bytes: Bytes, size: string]>([
    ['a photograph', file('fig-in-a-bowl-640.jpg'), 'image/jpeg 640x433'],
    ['an AVIF of libavif', file('forest-stream.avif'), 'image/avif 800x533'],
    ['an animated GIF', file('rocket-approach.gif'), 'image/gif 200x133'],
    ['a PNG', png(300, 200), 'image/png 300x200'],
    ['a PNG of 16,000 pixels', new Uint8Array(bombPng()), 'image/png 16000x16000'],
    [
      'a JPEG with a small one in its Exif',
      jpeg(segment(0xe1, jpeg(frameHeader(160, 120))), frameHeader(60, 40)),
      'image/jpeg 60x40',
    ],
    [
      'a JPEG with fill bytes and junk before its frame',
      jpeg(joined([0xff, 0xff, 0xfe, 0, 2, 1, 2, 0xff, 0xff], frameHeader(60, 40, 0xc2))),
      'image/jpeg 60x40',
    ],
    ['a JPEG cut off in its data', jpeg(frameHeader(60, 40)).subarray(0, 30), 'image/jpeg 60x40'],
    [
      'a JPEG with anything behind it',
      joined(jpeg(frameHeader(60, 40)), [0xff, 0xc0, 0, 9, 8, 0xff, 0xff, 0xff, 0xff, 9], scan),
      'image/jpeg 60x40',
    ],
    ['a lossy WebP', webp(vp8(300, 200)), 'image/webp 300x200'],
    ['a lossless WebP', webp(vp8l(300, 16_000)), 'image/webp 300x16000'],
    [
      'an animated WebP',
      webp(vp8x(300, 200), anmf(10, 20, vp8(10, 20)), anmf(300, 200, vp8l(300, 200))),
      'image/webp 300x200',
    ],
    ['a BMP', bmp(300, 200), 'image/bmp 300x200'],
    ['a BMP with rows that run downwards', bmp(300, -200), 'image/bmp 300x200'],
    ['a BMP of OS/2', oldBmp(300, 200), 'image/bmp 300x200'],
    ['an AVIF', avif([300, 200], av01(av1Sequence(300, 200))), 'image/avif 300x200'],
    [
      'an AVIF with Exif',
      avif([300, 200], av01(av1Sequence(300, 200)), { type: 'Exif', data: joined('Exif') }),
      'image/avif 300x200',
    ],
  ])('%s', (_, bytes, size) => {
    expect(sizeOf(bytes)).toBe(size);
  });
});

describe('imageSize of a picture that lies tells what a decoder will allocate:', () => {
  test.each<[name: string, bytes: Bytes, size: string]>([
    [
      'a GIF with a first frame beyond its screen',
      gif([1, 1], { width: 20_000, height: 20_000 }),
      'image/gif 20000x20000',
    ],
    [
      'a GIF with a frame far to the right and down',
      gif([1, 1], { at: 60_000, width: 10, height: 5 }),
      'image/gif 60010x60005',
    ],
    [
      'a GIF with a later frame beyond its screen',
      gif([9, 9], { width: 9, height: 9 }, { width: 9000, height: 9 }),
      'image/gif 9000x9',
    ],
    ['a GIF with a large screen', gif([30_000, 30_000], { width: 1, height: 1 }), 'image/gif 30000x30000'],
    [
      'a JPEG with a second frame header',
      jpeg(frameHeader(1, 1), frameHeader(30_000, 20_000, 0xc2)),
      'image/jpeg 30000x20000',
    ],
    [
      'a JPEG with a second image behind it',
      joined(jpeg(frameHeader(1, 1)), jpeg(frameHeader(30_000, 20_000))),
      'image/jpeg 30000x20000',
    ],
    [
      'a WebP with a bitstream beyond its canvas',
      webp(vp8x(1, 1), vp8(16_000, 16_000)),
      'image/webp 16000x16000',
    ],
    [
      'a WebP with a canvas beyond its bitstream',
      webp(vp8x(90_000, 90_000), vp8(1, 1)),
      'image/webp 90000x90000',
    ],
    [
      'a WebP with a frame beyond its canvas',
      webp(vp8x(1, 1), anmf(1, 1, vp8l(1, 1)), anmf(9000, 9000, vp8l(1, 1))),
      'image/webp 9000x9000',
    ],
    [
      'a WebP with a bitstream beyond its frame',
      webp(vp8x(1, 1), anmf(1, 1, vp8l(9000, 9000))),
      'image/webp 9000x9000',
    ],
    [
      'an AVIF with a bitstream beyond its claim',
      avif([1, 1], av01(av1Sequence(20_000, 20_000))),
      'image/avif 20000x20000',
    ],
    [
      'an AVIF with a second sequence header',
      avif([1, 1], av01(av1Sequence(1, 1), av1Sequence(20_000, 20_000))),
      'image/avif 20000x20000',
    ],
    [
      'an AVIF whose frames may have a size of their own',
      avif([1, 1], av01(av1Sequence(1, 1, false))),
      'image/avif 65536x65536',
    ],
    [
      'an AVIF with a large second item',
      avif([1, 1], av01(av1Sequence(1, 1)), av01(av1Sequence(9000, 9000))),
      'image/avif 9000x9000',
    ],
    [
      'an AVIF grid beyond its claim',
      avif([1, 1], grid(20_000, 20_000), av01(av1Sequence(512, 512))),
      'image/avif 20000x20000',
    ],
    [
      'an AVIF that claims more than it has',
      avif([90_000, 90_000], av01(av1Sequence(1, 1))),
      'image/avif 90000x90000',
    ],
  ])('%s', (_, bytes, size) => {
    expect(sizeOf(bytes)).toBe(size);
  });
});

describe('imageSize is null where it is not sure:', () => {
  const still = avif([3, 2], av01(av1Sequence(3, 2)));
  test.each<[name: string, bytes: Bytes]>([
    ['nothing', new Uint8Array()],
    ['text', joined('GIF is a format of pictures.')],
    ['a GIF without a frame', gif([10, 10])],
    [
      'a GIF with something else before its first frame',
      joined(gif([10, 10]).subarray(0, -1), [7], gif([1, 1], { width: 9, height: 9 })),
    ],
    ['a GIF cut off in a frame header', gif([1, 1], { width: 9, height: 9 }).subarray(0, 32)],
    ['a JPEG without a frame header', jpeg(segment(0xfe, 'words'))],
    ['a JPEG that tells its height behind its data', jpeg(frameHeader(10, 0))],
    [
      'a PNG that does not begin with its header',
      joined(png(1, 1).subarray(0, 8), [0, 0, 0, 0], 'gAMA', png(1, 1)),
    ],
    ['a PNG without pixels', png(0, 10)],
    ['an AVIF sequence', joined(still, box('moov'))],
    ['an AVIF with two lists of items', joined(still, still.subarray(32))],
    ['an AVIF item outside of the file', still.subarray(0, -4)],
    ['an AVIF item without a sequence header', avif([3, 2], av01([0x12, 0] as never))],
    ['an AVIF item of another codec', avif([3, 2], { type: 'hvc1', data: av1Sequence(3, 2) })],
    [
      'an AVIF item in thousands of parts',
      avif([3, 2], av01(av1Sequence(3, 2)), { type: 'Exif', data: joined('Exif'), emptyExtents: 5000 }),
    ],
    ['an icon', joined([0, 0, 1, 0, 1, 0, 16, 16, 0, 0])],
    ['a drawing', joined('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
  ])('%s', (_, bytes) => {
    expect(sizeOf(bytes)).toBeNull();
  });
});

test('imageSize of pictures that are cut off anywhere never throws', () => {
  const whole = [
    file('forest-stream.avif').subarray(0, 600),
    jpeg(segment(0xe1, jpeg(frameHeader(16, 12))), frameHeader(60, 40)),
    gif([1, 1], { width: 9, height: 9 }, { width: 9, height: 9 }),
    webp(vp8x(1, 1), anmf(1, 1, vp8l(9, 9))),
    avif([1, 1], grid(2, 2), av01(av1Sequence(1, 1, false))),
    bmp(3, 2),
    png(3, 2),
  ];
  for (const bytes of whole)
    for (let end = 0; end < bytes.length; end++) expect(() => imageSize(bytes.slice(0, end))).not.toThrow();
});

test('imageSize reads a photograph of 20 MB in no time', () => {
  const data = new Uint8Array(20_000_000)
    .map((_, index) => (index * 2654435761) >>> 24)
    .map(byte => (byte === 0xff ? 0 : byte));
  const bytes = joined(jpeg(frameHeader(60, 40)).subarray(0, -2), data, [0xff, 0xd9]);
  const startedAt = performance.now();
  expect(sizeOf(bytes)).toBe('image/jpeg 60x40');
  expect(performance.now() - startedAt).toBeLessThan(1000);
});
