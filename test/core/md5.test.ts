import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64OfBytes } from '../../src/core/encoding';
import { md5 } from '../../src/core/md5';

test('md5 is that of RFC 1321, for any bytes', () => {
  expect(base64OfBytes(md5(new Uint8Array()))).toBe('1B2M2Y8AsgTpgAmY7PhCfg==');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      expect(base64OfBytes(md5(bytes))).toBe(createHash('md5').update(bytes).digest('base64'));
    }),
  );
});
