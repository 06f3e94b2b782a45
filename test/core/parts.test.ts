import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CONNECTIONS_PER_HOST,
  connectionLimit,
  MAX_PARTS,
  MULTIPART_THRESHOLD_BYTES,
  type PartRange,
  partBytesFor,
  partRanges,
  planPart,
  type SentPart,
  type StoredPart,
} from '../../src/core/parts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const TIB = 1024 ** 4;

/** Sizes of every magnitude: taken evenly, almost all would be terabytes. */
const size = fc
  .tuple(fc.integer({ min: 0, max: 46 }), fc.double({ min: 1, max: 2, noNaN: true }))
  .map(([power, factor]) => Math.floor(2 ** power * factor));

describe('partBytesFor', () => {
  test.each([
    [MULTIPART_THRESHOLD_BYTES + 1, 5 * MIB],
    [48 * MIB, 8 * MIB],
    [256 * MIB, Math.ceil((256 * MIB) / 36)],
    [1 * GIB, Math.ceil(GIB / 132)],
    [5 * TIB, Math.ceil((5 * TIB) / 10_000)],
  ])('a file of %d bytes goes up in parts of %d', (bytes, expected) => {
    expect(partBytesFor(bytes, MAX_PARTS)).toBe(expected);
  });

  test('keeps to the limits of S3: at least 5 MiB, at most 5 GiB and 10,000 parts, up to S3’s largest object', () => {
    fc.assert(
      fc.property(fc.oneof(size, fc.constantFrom(0, 1, 10_000 * 5 * GIB)), bytes => {
        const partBytes = partBytesFor(bytes, MAX_PARTS);
        expect(Number.isSafeInteger(partBytes)).toBe(true);
        expect(partBytes).toBeGreaterThanOrEqual(5 * MIB);
        expect(Math.ceil(bytes / partBytes)).toBeLessThanOrEqual(10_000);
        if (bytes <= 10_000 * 5 * GIB) expect(partBytes).toBeLessThanOrEqual(5 * GIB);
      }),
      { numRuns: 2_000 },
    );
  });

  test('keeps to what other stores take: 1,000 parts', () => {
    fc.assert(
      fc.property(size, bytes => {
        expect(Math.ceil(bytes / partBytesFor(bytes, 1000))).toBeLessThanOrEqual(1000);
      }),
    );
  });

  test('gives every connection the same to do: no last round for a few of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30 * MIB, max: 60 * GIB }), bytes => {
        const parts = Math.ceil(bytes / partBytesFor(bytes, MAX_PARTS));
        expect(parts % CONNECTIONS_PER_HOST).toBe(0);
      }),
    );
  });
});

test('one connection is kept for an open page where a part takes long, and none where it does not', () => {
  expect(connectionLimit(50_000, true)).toBe(CONNECTIONS_PER_HOST - 1);
  expect(connectionLimit(50_000, false)).toBe(CONNECTIONS_PER_HOST);
  expect(connectionLimit(2_500_000, true)).toBe(CONNECTIONS_PER_HOST);
  expect(connectionLimit(null, true)).toBe(CONNECTIONS_PER_HOST);
});

describe('partRanges', () => {
  test('covers a file exactly, in order, without a gap or an overlap', () => {
    const partBytes = fc.integer({ min: 1, max: 5 * MIB });
    const parts = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(partBytes, parts, fc.double({ min: 0, max: 1, noNaN: true }), (each, whole, rest) => {
        const bytes = each * whole + Math.floor(rest * (each - 1));
        const ranges = partRanges(bytes, each);
        let end = 0;
        for (const [index, range] of ranges.entries()) {
          expect(range.partNumber).toBe(index + 1);
          expect(range.start).toBe(end);
          expect(range.end).toBeGreaterThan(range.start);
          if (index < ranges.length - 1) expect(range.end - range.start).toBe(each);
          end = range.end;
        }
        expect(end).toBe(bytes);
      }),
    );
  });

  test('of the largest files are exact', () => {
    for (const bytes of [5 * TIB, 5 * TIB - 1, 10_000 * 5 * GIB]) {
      const ranges = partRanges(bytes, partBytesFor(bytes, MAX_PARTS));
      expect(ranges.length).toBeLessThanOrEqual(10_000);
      expect(ranges.at(-1)).toMatchObject({ partNumber: ranges.length, end: bytes });
    }
  });

  test('of an empty file are none', () => {
    expect(partRanges(0, partBytesFor(0, MAX_PARTS))).toEqual([]);
  });
});

describe('judgePart', () => {
  const RANGE: PartRange = { partNumber: 2, start: 10, end: 20 };
  const SENT: SentPart = { partNumber: 2, size: 10, etag: 'e', checksum: 'c' };
  const LISTED: StoredPart = SENT;
  const SILENT: StoredPart = { ...LISTED, checksum: null };

  test.each<[string, StoredPart | undefined, SentPart | undefined, object]>([
    ['neither knows it', undefined, undefined, { kind: 'send' }],
    ['sent, but the store has lost it', undefined, SENT, { kind: 'send' }],
    ['both know it', LISTED, SENT, { kind: 'done', part: SENT }],
    ['both know it, the store tells no checksum', SILENT, SENT, { kind: 'done', part: SENT }],
    [
      'its entity tag was bent on its way',
      { ...LISTED, etag: 'x' },
      SENT,
      { kind: 'done', part: { ...SENT, etag: 'x' } },
    ],
    ['another entity tag, and no checksum', { ...SILENT, etag: 'x' }, SENT, { kind: 'send' }],
    ['the same entity tag, but another checksum', { ...LISTED, checksum: 'x' }, SENT, { kind: 'send' }],
    ['the wrong size', { ...LISTED, size: 9 }, SENT, { kind: 'send' }],
    ['the wrong size in both', { ...LISTED, size: 9 }, { ...SENT, size: 9 }, { kind: 'send' }],
    ['another size in the journal', LISTED, { ...SENT, size: 9 }, { kind: 'compare', part: LISTED }],
    ['stored, but not noted', LISTED, undefined, { kind: 'compare', part: LISTED }],
    ['stored, not noted, and no checksum', SILENT, undefined, { kind: 'send' }],
    ['stored in the wrong size, not noted', { ...LISTED, size: 11 }, undefined, { kind: 'send' }],
  ])('%s', (_, listed, sent, verdict) => {
    expect(planPart(RANGE, listed, sent)).toEqual(verdict);
  });
});
