import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CrcName, combineCrcs, createCrc } from '../body/crc';

const crcOf = (name: CrcName, ...pieces: readonly Uint8Array[]) => {
  const hash = createCrc(name);
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

/** The published check values: of the text `123456789`. */
const CHECK_VALUES = { CRC32: 'cbf43926', CRC32C: 'e3069283', CRC64NVME: 'ae8b14860a799888' } as const;

describe.each(Object.entries(CHECK_VALUES) as [CrcName, string][])('%s', (name, check) => {
  test('has the check value of the CRC catalogue', () => {
    expect(crcOf(name, Buffer.from('123456789')).toString('hex')).toBe(check);
  });

  test('is the same however the bytes are split, and can be combined', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), fc.uint8Array({ maxLength: 50 }), (first, second) => {
        const whole = crcOf(name, Buffer.concat([first, second]));
        expect(crcOf(name, first, second)).toEqual(whole);
        expect(combineCrcs(name, crcOf(name, first), crcOf(name, second), second.length)).toEqual(whole);
      }),
    );
  });
});

test('CRC32 equals that of zlib', () => {
  const bytes = Buffer.from('the same everywhere');
  expect(crcOf('CRC32', bytes).readUInt32BE()).toBe(crc32(bytes));
});
