import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { mayHoldLocation, removeLocation } from '../../../src/capture/location/remove-location';

const FIXTURES = new URL('fixtures/', import.meta.url);

const fixture = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(name, FIXTURES)));

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** 35° 10' 46.4" as Exif's three rationals begin, in either byte order. */
const LATITUDE = ['\0\0\0\x23\0\0\0\x01\0\0\0\x0a\0\0\0\x01', '\x23\0\0\0\x01\0\0\0\x0a\0\0\0\x01\0\0\0'];

describe.each([
  ['located.jpg', 'image/jpeg'],
  ['located.png', 'image/png'],
  ['located.webp', 'image/webp'],
  ['located.avif', 'image/avif'],
])('%s', (name, type) => {
  test('loses the location, and nothing else', async () => {
    const before = await fixture(name);
    const after = before.slice();
    expect(LATITUDE.some(latitude => textOf(before).includes(latitude))).toBe(true);
    expect(removeLocation(after, type)).toBe(true);
    expect(after).toHaveLength(before.length);
    for (const place of [...LATITUDE, 'Busan', 'Haeundae', '2026:01:02\0', 'GPSL', '35,10'])
      expect(textOf(after)).not.toContain(place);
    for (const kept of ['Kodak', 'Sunset']) expect(textOf(after)).toContain(kept);
  });

  test('has no location left to remove a second time', async () => {
    const bytes = await fixture(name);
    removeLocation(bytes, type);
    const once = bytes.slice();
    expect(removeLocation(bytes, type)).toBe(false);
    expect(bytes).toEqual(once);
  });

  test('throws nothing and keeps its size, whatever is broken in it', async () => {
    const whole = await fixture(name);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(whole.length),
        (changes, length) => {
          const bytes = whole.slice(0, length);
          for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
          removeLocation(bytes, type);
          expect(bytes).toHaveLength(length);
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('a PNG has right checksums after its location is removed', async () => {
  const bytes = await fixture('located.png');
  const sums = checksums(bytes);
  removeLocation(bytes, 'image/png');
  const changed = checksums(bytes).filter(({ written }, index) => written !== sums[index]?.written);
  expect(changed.map(({ type }) => type).sort()).toEqual(['eXIf', 'iTXt']);
  for (const { written, computed } of checksums(bytes)) expect(written).toBe(computed);
});

test('compressed PNG text, in which a location can’t be seen, is emptied', () => {
  const content = 'Raw profile type exif\0\0compressed';
  const png = pngOf([
    ['IHDR', '\0'.repeat(13)],
    ['zTXt', content],
    ['tEXt', 'Title\0Sunset'],
    ['IEND', ''],
  ]);
  expect(removeLocation(png, 'image/png')).toBe(true);
  expect(textOf(png)).not.toContain('compressed');
  expect(textOf(png)).toContain('Sunset');
  for (const { written, computed } of checksums(png)) expect(written).toBe(computed);
});

it('removing the location finds nothing in a file without one', () => {
  const noise = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 2_654_435_761) >>> 13);
  expect(removeLocation(noise.slice(), 'image/jpeg')).toBe(false);
  expect(
    removeLocation(Uint8Array.from(Buffer.from('II*\0\xff\xff\xff\xff MM\0*', 'latin1')), 'image/tiff'),
  ).toBe(false);
  expect(mayHoldLocation('image/gif')).toBe(false);
});

describe('a file made to keep the location remover busy', () => {
  const lots = (unit: string, around: readonly [string, string] = ['', '']): Uint8Array =>
    new Uint8Array(
      Buffer.from(around[0] + unit.repeat(Math.ceil(4_000_000 / unit.length)) + around[1], 'latin1'),
    );
  const packet = ['<x:xmpmeta>', '</x:xmpmeta>'] as const;

  test.each([
    ['packets without end', lots('<x:xmpmeta ')],
    ['elements without end', lots('<photoshop:City>', packet)],
    [
      'elements within each other',
      lots('<photoshop:City>', ['<x:xmpmeta>', '</photoshop:City></x:xmpmeta>']),
    ],
    ['tags without end', lots('<photoshop:City ', packet)],
    ['attributes without end', lots(' photoshop:City="', packet)],
    ['IPTC, again and again', lots('8BIM\x04\x04\0\0\0\0\0\0\x1c\x02\x01\0\x0c')],
    ['IPTC within IPTC', lots('\x1c\x02\x01\0\x0c8BIM\x04\x04\0\0\0\0\0\0')],
    ['Exif, again and again', lots('II*\0\x08\0\0\0\xff\xff')],
    ['Exif with the longest directories', lots('II*\0\x08\0\0\0\0\x02')],
  ])('%s', (_, bytes) => {
    const before = performance.now();
    removeLocation(bytes, 'image/jpeg');
    // Before, minutes to hours.
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

interface Checksum {
  readonly type: string;
  readonly written: number;
  readonly computed: number;
}

function checksums(png: Uint8Array): Checksum[] {
  const found: Checksum[] = [];
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
    const end = at + 8 + view.getUint32(at);
    const type = textOf(png.subarray(at + 4, at + 8));
    found.push({ type, written: view.getUint32(end), computed: crc32(png.subarray(at + 4, end)) });
  }
  return found;
}

function pngOf(chunks: readonly (readonly [type: string, content: string])[]): Uint8Array {
  const parts = chunks.map(([type, content]) => {
    const body = Buffer.from(`${type}${content}`, 'latin1');
    const around = Buffer.alloc(8);
    around.writeUInt32BE(content.length, 0);
    around.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
  });
  return new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]));
}
