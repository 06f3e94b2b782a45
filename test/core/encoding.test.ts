import { expect, test } from 'vitest';
import { base64OfBytes, bytesOfBase64, hexOfBase64, percentDecoded } from '../../src/core/encoding';

test.each([
  ['%ED%95%9C', '한'],
  ['50% off', null],
  ['%FF', null],
  ['plain', 'plain'],
  ['', ''],
])('%s is decoded as %s', (text, decoded) => {
  expect(percentDecoded(text)).toBe(decoded);
});

test('bytes come back from base64 as they went in, whatever their number', () => {
  const bytes = Uint8Array.from({ length: 200_001 }, (_, index) => index % 256);
  expect(bytesOfBase64(base64OfBytes(bytes))).toEqual(bytes);
});

test('base64 is written as two hexadecimal digits for each byte', () => {
  expect(hexOfBase64('AAEPEP8=')).toBe('00010f10ff');
  expect(hexOfBase64('')).toBe('');
});
