import { describe, expect, test } from 'vitest';
import {
  addDate,
  addTable,
  type DateMap,
  datesPrefix,
  firstStored,
  tableOf,
} from '../../src/core/photo-dates';

const STORED = Date.UTC(2020, 4, 1, 12, 0, 0);
const COPIED = Date.UTC(2026, 10, 30, 9, 30, 15);
const copy = { key: 'Cats/사진 😀.jpg', etag: 'abc', lastModified: COPIED };

/** Numbers of 32 bits, as they lie in a table. */
function tableWith(...numbers: readonly number[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(numbers.length * 4));
  numbers.forEach((number, index) => {
    view.setUint32(index * 4, number, true);
  });
  return view.buffer;
}

function datesIn(...tables: readonly ArrayBuffer[]): DateMap {
  const dates: DateMap = new Map();
  for (const table of tables) addTable(dates, table);
  return dates;
}

const written = (storedAt: number): ArrayBuffer => {
  const dates: DateMap = new Map();
  addDate(dates, copy, storedAt);
  return tableOf(dates);
};

describe('the date of a photo', () => {
  test('is when its picture was first stored, for a copy, also once it was written down and read', () => {
    const table = written(STORED);
    expect(table.byteLength).toBe(12);
    expect(firstStored(datesIn(table), copy)).toBe(STORED);
    // Lists of some S3s tell milliseconds, and their HEAD does not.
    expect(firstStored(datesIn(table), { ...copy, lastModified: COPIED + 999 })).toBe(STORED);
  });

  test.each([
    ['under another key', { key: 'Cats/other.jpg' }],
    ['with other bytes', { etag: 'abd' }],
    ['that was stored again, with the same bytes', { lastModified: COPIED + 1000 }],
  ])('is its own, for a photo %s', (_, facts) => {
    const photo = { ...copy, ...facts };
    expect(firstStored(datesIn(written(STORED)), photo)).toBe(photo.lastModified);
  });

  test('is the earlier one of two, whichever is read first', () => {
    for (const tables of [
      [written(STORED), written(STORED - 5000)],
      [written(STORED - 5000), written(STORED)],
    ])
      expect(firstStored(datesIn(...tables), copy)).toBe(STORED - 5000);
  });
});

describe('a table that somebody else wrote', () => {
  const [fingerprint = 0, copiedAt = 0] = new Uint32Array(written(STORED));

  test.each([
    ['before S3 began', 0],
    ['in 1999', Date.UTC(1999, 0, 1) / 1000],
    ['later than the copy', copiedAt + 1],
    ['as late as can be', 0xffff_ffff],
  ])('changes nothing where it says that a photo was stored %s', (_, storedAt) => {
    const dates = datesIn(tableWith(fingerprint, copiedAt, storedAt));
    expect(dates.size).toBe(0);
    expect(firstStored(dates, copy)).toBe(COPIED);
  });

  test('is read as far as it goes, whatever its bytes', () => {
    const good = new Uint8Array(written(STORED));
    const torn = new Uint8Array([...good, 1, 2, 3, 4, 5, 6, 7]);
    expect(firstStored(datesIn(torn.buffer), copy)).toBe(STORED);
    for (const bytes of [0, 1, 11]) expect(datesIn(new ArrayBuffer(bytes)).size).toBe(0);
    const noise = Uint8Array.from({ length: 12_000 }, (_, index) => (index * 7919) % 256);
    expect(firstStored(datesIn(noise.buffer), copy)).toBe(COPIED);
  });
});

test('tables of an album lie below the folder, among what no list shows, and tell nothing of its name', () => {
  expect(datesPrefix('team/a b/', 'team/a b/Cats/')).toMatch(/^team\/a b\/\.shoebox\/dates\/[0-9a-f]{8}\/$/);
  expect(datesPrefix('', '../x//')).toMatch(/^\.shoebox\/dates\/[0-9a-f]{8}\/$/);
  expect(datesPrefix('', 'Cats/')).not.toBe(datesPrefix('', 'Dogs/'));
});
