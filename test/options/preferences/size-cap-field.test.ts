import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_BYTES_RANGE } from '../../../src/core/preferences';
import { bytesOf, inUnit } from '../../../src/options/preferences/size-cap-field';

it.each([
  [1024 ** 2, '1', 'MiB'],
  [1023 * 1024 ** 2, '1023', 'MiB'],
  [2048 * 1024 ** 2, '2', 'GiB'],
  [1.5 * 1024 ** 3, '1.5', 'GiB'],
  [5 * 1024 ** 4, '5', 'TiB'],
] as const)('a size cap of %d bytes is shown as %s %s', (bytes, amount, unit) => {
  expect(inUnit(bytes)).toEqual({ amount, unit });
  expect(bytesOf({ amount, unit })).toBe(bytes);
});

it.each(['', ' ', 'many', '-1', '0', '0.5', 'Infinity', '6e6', '1e999'])(
  '%j MiB is no valid size cap',
  amount => {
    expect(bytesOf({ amount, unit: 'MiB' })).toBeUndefined();
  },
);

it('a size cap may have a decimal comma', () => {
  expect(bytesOf({ amount: '1,5', unit: 'MiB' })).toBe(1.5 * 1024 ** 2);
});

it('a size cap shown in units is read back nearly unchanged', () => {
  fc.assert(
    fc.property(fc.integer({ min: MAX_BYTES_RANGE.least, max: MAX_BYTES_RANGE.most }), bytes => {
      const again = bytesOf(inUnit(bytes)) ?? Number.NaN;
      expect(Math.abs(again / bytes - 1)).toBeLessThan(0.006);
    }),
  );
});
