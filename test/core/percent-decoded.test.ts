import { expect, test } from 'vitest';
import { percentDecoded } from '../../src/core/percent-decoded';

test.each([
  ['%ED%95%9C', '한'],
  ['50% off', null],
  ['%FF', null],
  ['plain', 'plain'],
  ['', ''],
])('%s is decoded as %s', (text, decoded) => {
  expect(percentDecoded(text)).toBe(decoded);
});
