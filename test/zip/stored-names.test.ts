import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { storedName } from '../../src/zip/stored-names';

const gzip = new Blob([gzipSync('<svg/>')]);

test.each([
  ['A/drawing.svg', gzip, 'A/drawing.svg.gz'],
  ['A/notes.txt', gzip, 'A/notes.txt.gz'],
  ['A/drawing.svg', new Blob(['<svg/>']), 'A/drawing.svg'],
  ['A/empty.svg', new Blob([]), 'A/empty.svg'],
  ['A/drawing.svgz', gzip, 'A/drawing.svgz'],
  ['A/archive.tar.gz', gzip, 'A/archive.tar.gz'],
  ['A/no extension', gzip, 'A/no extension'],
])('a file with the key %s is called after what its bytes are', async (key, blob, name) => {
  expect(await storedName(key, [blob])).toBe(name);
});

test('a file of which nothing is there keeps its name', async () => {
  expect(await storedName('A/a.svg', [])).toBe('A/a.svg');
});
