import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { findPreviews, readPreview, uprightJpeg } from '../../src/core/embedded-preview';
import { box, u32 } from '../location/crafted-files';
import { directory, LONG, placed, psdWith, rawFiles } from './crafted-raws';

const SMALL = `\xff\xd8${'s'.repeat(9_000)}\xff\xd9`;
const LARGE = `\xff\xd8${'L'.repeat(200_000)}\xff\xd9`;
const MB = 1_000_000;

const textOf = async (blob: Blob | null): Promise<string> =>
  blob === null ? '' : Buffer.from(await blob.arrayBuffer()).toString('latin1');

/** Reads a file in ranges, and counts what that costs. */
function opened(bytes: Uint8Array<ArrayBuffer>) {
  let read = 0;
  let requests = 0;
  const range = async (start: number, end: number): Promise<Uint8Array<ArrayBuffer>> => {
    requests++;
    read += end - start;
    return bytes.slice(start, end);
  };
  const head = bytes.slice(0, 32 * 1024);
  const preview = (wanted: 'tile' | 'whole'): Promise<Blob | null> =>
    readPreview(wanted, bytes.length, head, range);
  return { preview, cost: () => ({ read, requests }), range, head };
}

describe.each(rawFiles(SMALL, LARGE, 2 * MB))('$name', ({ name, size, pieces, orientation }) => {
  const bytes = placed(size, pieces);
  const hasTwo = !/RW2|RAF|ORF/.test(name);

  test('shows its largest preview, turned as the camera was held', async () => {
    const shown = await textOf(await opened(bytes).preview('whole'));
    const expected = name.endsWith('ORF') ? 's' : 'L';
    expect(shown.replace(/^\xff\xd8\xff\xe1[\s\S]{34}/, '')).toMatch(
      new RegExp(`^(?:\xff\xd8)?${expected}{9000}`),
    );
    expect(shown.includes('Exif\0\0MM')).toBe(orientation > 1);
  });

  test('has its tile made of some kilobytes', async () => {
    const file = opened(bytes);
    const tile = await file.preview('tile');
    if (hasTwo) {
      expect(await textOf(tile)).toContain('sss');
      expect(file.cost().read).toBeLessThan(64 * 1024);
    }
    expect(tile).not.toBeNull();
    expect(file.cost().requests).toBeLessThan(6);
  });

  test('breaks nothing, whatever is wrong in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 12 }),
        fc.integer({ min: 0, max: 100_000 }),
        async (changes, length) => {
          const bent = bytes.slice(0, length);
          for (const [at, byte] of changes) if (at < length) bent[at] = byte;
          const file = opened(bent);
          await file.preview('whole');
          expect(file.cost().requests).toBeLessThan(12);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('the small JPEG in the Exif of an RW2’s and a RAF’s own JPEG is their tile', async () => {
  const exif =
    `Exif\0\0II*\0\x08\0\0\0${directory([], 14)}${directory(
      [
        [0x201, LONG, 1, 60],
        [0x202, LONG, 1, SMALL.length],
      ],
      0,
    )}`.padEnd(66, '\0') + SMALL;
  const inside = `\xff\xd8\xff\xe1${u32(exif.length + 2).slice(2)}${exif}${LARGE}`;
  for (const { name, size, pieces } of rawFiles(SMALL, inside, 2 * MB).filter(file =>
    /RW2|RAF/.test(file.name),
  )) {
    const file = opened(placed(size, pieces));
    expect(await textOf(await file.preview('tile')), name).toContain('sss');
    expect(file.cost().read).toBeLessThan(64 * 1024);
  }
});

test('a PSD shows Photoshop’s thumbnail', async () => {
  expect(await textOf(await opened(psdWith(SMALL)).preview('whole'))).toBe(SMALL);
});

test('a HEIC shows the small JPEG in its Exif, if there is one', async () => {
  const exif =
    `Exif\0\0II*\0\x08\0\0\0${directory([], 14)}${directory(
      [
        [0x201, LONG, 1, 60],
        [0x202, LONG, 1, SMALL.length],
      ],
      0,
    )}`.padEnd(66, '\0') + SMALL;
  const heic = (item: string) =>
    placed(100_000, { 0: box('ftyp', 'heic\0\0\0\0mif1heic') + box('meta', '') + box('mdat', item) });
  expect(await textOf(await opened(heic(exif)).preview('tile'))).toBe(SMALL);
  expect(await opened(heic('hevc')).preview('tile')).toBeNull();
});

test.each([
  ['a text', 'just a text, no picture at all'],
  ['an empty file', ''],
  [
    'directories that lead to each other',
    `II*\0\x08\0\0\0${directory(
      [
        [0x8769, LONG, 1, 8],
        [0x14a, LONG, 1, 8],
      ],
      8,
    )}`,
  ],
  [
    'a JPEG that is none',
    `II*\0\x08\0\0\0${directory(
      [
        [0x201, LONG, 1, 40],
        [0x202, LONG, 1, 20],
      ],
      0,
    )}${'x'.repeat(40)}`,
  ],
])('%s has no preview', async (_, text) => {
  expect(await opened(Uint8Array.from(Buffer.from(text, 'latin1'))).preview('whole')).toBeNull();
});

test('a preview that says itself how it is turned is not turned twice', async () => {
  const told = Uint8Array.from(Buffer.from('\xff\xd8\xff\xe1\0\x22Exif\0\0MM', 'latin1'));
  expect((await textOf(uprightJpeg(told, 6))).match(/Exif/g)).toHaveLength(1);
  expect(await textOf(uprightJpeg(Uint8Array.of(0xff, 0xd8, 1), 1))).toBe('\xff\xd8\x01');
});

test('directories without end are looked at a few times', async () => {
  const size = 50 * MB;
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from('II*\0\x08\0\0\0', 'latin1'));
  for (let at = 8; at + MB < size; at += MB) bytes.set(Buffer.from(directory([], at + MB), 'latin1'), at);
  const { range, head, cost } = opened(bytes);
  expect(await findPreviews(size, head, range)).toEqual([]);
  expect(cost().requests).toBeLessThanOrEqual(8);
});

test.each([
  [
    'boxes of which each reaches beyond the one around it',
    box('ftyp', 'crx ') + `${u32(16)}moov${u32(1000)}moov`.repeat(14) + 'x'.repeat(1000),
  ],
  [
    'boxes within boxes',
    box('ftyp', 'crx ') +
      Array.from({ length: 4000 }, (_, index) => `${u32(8 * (4000 - index))}moov`).join(''),
  ],
  [
    'a JPEG of segments alone',
    `FUJIFILMCCD-RAW`.padEnd(84) + u32(92) + u32(30_000) + '\xff\xd8' + '\xff\x01\0\x02'.repeat(7_500),
  ],
])('%s is looked at a few times', async (_, text) => {
  const { range, head } = opened(Uint8Array.from(Buffer.from(text, 'latin1')));
  const looks = [vi.spyOn(DataView.prototype, 'getUint32'), vi.spyOn(DataView.prototype, 'getUint16')];
  await findPreviews(text.length, head, range);
  const count = looks.reduce((sum, look) => sum + look.mock.calls.length, 0);
  for (const look of looks) look.mockRestore();
  expect(count).toBeLessThan(1_000);
});
