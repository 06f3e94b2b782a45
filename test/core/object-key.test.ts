import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byteLength,
  fileNameOfKey,
  MAX_KEY_BYTES,
  objectKey,
  splitExtension,
  truncateToBytes,
} from '../../src/core/object-key';
import { anyText } from './any-text';

const graphemes = (text: string): string[] =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

const longText = fc.string({
  unit: fc.constantFrom('a', 'é', '한', '👩‍👩‍👧‍👦', '🇰🇷', 'e\u0301\u0327'),
  minLength: 1,
  maxLength: 1200,
});

describe('truncateToBytes', () => {
  it('keeps whole characters only', () => {
    expect(truncateToBytes('a👩‍👩‍👧‍👦b', 5)).toBe('a');
    expect(truncateToBytes('한글', 5)).toBe('한');
    expect(truncateToBytes('abc', 3)).toBe('abc');
    expect(truncateToBytes('abc', -1)).toBe('');
  });

  it('is the longest beginning of whole characters that fits', () => {
    fc.assert(
      fc.property(longText, fc.nat(2000), (whole, room) => {
        const kept = truncateToBytes(whole, room);
        const all = graphemes(whole);
        const count = graphemes(kept).length;
        expect(all.slice(0, count).join('')).toBe(kept);
        expect(byteLength(kept)).toBeLessThanOrEqual(room);
        const next = all[count];
        if (next !== undefined) expect(byteLength(kept + next)).toBeGreaterThan(room);
      }),
    );
  });
});

describe('objectKey', () => {
  it('numbers attempts before the extension', () => {
    expect(objectKey('a/', 'cat.jpg', 1)).toBe('a/cat.jpg');
    expect(objectKey('a/', 'cat.jpg', 2)).toBe('a/cat (2).jpg');
    expect(objectKey('', 'README', 12)).toBe('README (12)');
  });

  it('throws when the prefix leaves no room', () => {
    expect(() => objectKey(`${'a'.repeat(1019)}/`, 'cat.jpg', 1)).toThrow(
      expect.objectContaining({ code: 'key-too-long' }),
    );
    expect(objectKey(`${'a'.repeat(1018)}/`, 'cat.jpg', 1)).toHaveLength(MAX_KEY_BYTES);
  });

  it('cuts a single character that is larger than any name', () => {
    const key = objectKey('a/', `${'ᄀ'.repeat(2000)}.jpg`, 1);
    expect(byteLength(key)).toBeLessThanOrEqual(MAX_KEY_BYTES);
    expect(key).toMatch(/^a\/ᄀ+\.jpg$/);
  });

  it('is at most 1024 bytes, cuts no character and keeps prefix, number and extension', () => {
    const prefixes = longText.map(long => `${truncateToBytes(long, 700)}/`);
    fc.assert(
      fc.property(
        prefixes,
        longText,
        fc.constantFrom('', '.jpg', '.jpeg'),
        fc.integer({ min: 1, max: 999 }),
        (prefix, stem, extension, attempt) => {
          const key = objectKey(prefix, `${stem}${extension}`, attempt);
          const end = `${attempt === 1 ? '' : ` (${attempt})`}${extension}`;
          expect(byteLength(key)).toBeLessThanOrEqual(MAX_KEY_BYTES);
          expect(key.startsWith(prefix) && key.endsWith(end)).toBe(true);
          const kept = key.slice(prefix.length, key.length - end.length);
          expect(graphemes(stem).slice(0, graphemes(kept).length).join('')).toBe(kept);
          expect(kept).not.toBe('');
        },
      ),
    );
  });
});

it('fileNameOfKey gives the last segment', () => {
  expect(fileNameOfKey('a/b/cat.jpg')).toBe('cat.jpg');
  expect(fileNameOfKey('cat.jpg')).toBe('cat.jpg');
  expect(fileNameOfKey('a/')).toBe('');
});

describe('splitExtension', () => {
  it.each([
    ['cat.jpg', 'cat', '.jpg'],
    ['a.tar.gz', 'a.tar', '.gz'],
    ['README', 'README', ''],
    ['.hidden', '.hidden', ''],
    ['dot.', 'dot.', ''],
    ['v1.2 final', 'v1.2 final', ''],
    ['사진.사진', '사진', '.사진'],
    ['a.abcdefghijk', 'a.abcdefghijk', ''],
  ])('%s', (name, stem, extension) => expect(splitExtension(name)).toEqual({ stem, extension }));

  it('loses nothing', () => {
    fc.assert(
      fc.property(anyText(), name => {
        const { stem, extension } = splitExtension(name);
        expect(stem + extension).toBe(name);
      }),
    );
  });
});
