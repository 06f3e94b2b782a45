import { expect, test } from 'vitest';
import { tiffDirectory } from '../../src/core/tiff';

function tiffWith(count: number, isLittle: boolean, bytes = 40) {
  const view = new DataView(new ArrayBuffer(bytes));
  view.setUint16(2 + 8, count, isLittle);
  return { view, at: 2, isLittle };
}

test.each([true, false])('a directory tells where its entries are (little-endian: %s)', isLittle => {
  expect(tiffDirectory(tiffWith(2, isLittle), 8)).toEqual({ start: 10, entries: [12, 24], end: 36 });
});

test('a directory that claims more than 512 entries is none', () => {
  expect(tiffDirectory(tiffWith(513, true), 8)).toBeNull();
  expect(tiffDirectory(tiffWith(512, true), 8)?.entries).toHaveLength(512);
});

test('a directory outside of the file is a RangeError', () => {
  expect(() => tiffDirectory(tiffWith(1, true), 1000)).toThrow(RangeError);
});
