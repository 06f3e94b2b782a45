import { describe, expect, test } from 'vitest';
import { batchesOf, filesWithoutSpace } from '../../../src/popup/adding/batches';

const MB = 1_000_000;
const item = (size: number, album = 'Album/') => ({ album, file: { size } as Blob }); // of a file's facts only its size is looked at
const sizes = (batches: { file: Blob }[][]) => batches.map(batch => batch.map(({ file }) => file.size / MB));

describe('batchesOf', () => {
  test('500 files of 200 KB go in eight batches', () => {
    const batches = batchesOf(Array.from({ length: 500 }, () => item(200_000)));
    expect(batches.map(({ length }) => length)).toEqual([64, 64, 64, 64, 64, 64, 64, 52]);
  });

  test('a large file goes by itself, in its place', () => {
    expect(
      sizes(batchesOf([item(1 * MB), item(1000 * MB), item(20 * MB), item(12 * MB), item(1 * MB)])),
    ).toEqual([[1], [1000], [20, 12], [1]]);
  });

  test('each batch is for one album', () => {
    const albums = [item(1, 'A/'), item(1, 'A/'), item(1, 'B/'), item(1, 'A/')];
    expect(batchesOf(albums).map(batch => batch.map(({ album }) => album))).toEqual([
      ['A/', 'A/'],
      ['B/'],
      ['A/'],
    ]);
  });

  test('of nothing there are none', () => {
    expect(batchesOf([])).toEqual([]);
  });
});

describe('filesWithoutSpace', () => {
  const [large, small, medium] = [item(90), item(10), item(50)];

  test('each file is judged after those before it', () => {
    expect(filesWithoutSpace([medium, large, small], { quota: 100, usage: 30 })).toEqual(new Set([large]));
  });

  test('without an estimate everything has room', () => {
    expect(filesWithoutSpace([large], {}).size).toBe(0);
  });
});
