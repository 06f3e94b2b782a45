import { describe, expect, test, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({
  default: { i18n: { getUILanguage: () => 'en', getMessage: () => 'en' } },
}));

const { formatBytes } = await import('../../src/i18n/format');

describe('formatBytes', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1449, '1.4 kB'],
    [112_525, '113 kB'],
    [999_499, '999 kB'],
    [999_950, '1 MB'],
    [1_400_000, '1.4 MB'],
    [4_900_000_000, '4.9 GB'],
    [5_000_000_000_000, '5 TB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
