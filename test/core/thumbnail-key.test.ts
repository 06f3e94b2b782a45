import { describe, expect, test } from 'vitest';
import {
  isInternalKey,
  thumbnailCopyOf,
  thumbnailIdOf,
  thumbnailKeyOf,
  thumbnailKeysOf,
} from '../../src/core/thumbnail-key';

const cat = { etag: '9b2cf535f27731c974343645a3985328', size: 2_000_000 };

describe('the name of a thumbnail', () => {
  test('is the photo’s entity tag and size, below the bucket’s folder', () => {
    expect(thumbnailKeyOf('photos/', cat)).toBe(
      'photos/.shoebox/thumbnails/9b2cf535f27731c974343645a3985328-2000000.webp',
    );
  });

  test('is the same for a tag that a proxy has marked as weak', () => {
    expect(thumbnailIdOf({ ...cat, etag: `W/${cat.etag}` })).toBe(thumbnailIdOf(cat));
  });

  test('is another one for other bytes', () => {
    expect(thumbnailIdOf({ ...cat, size: 1_000_000 })).not.toBe(thumbnailIdOf(cat));
    expect(thumbnailIdOf({ ...cat, etag: '0' })).not.toBe(thumbnailIdOf(cat));
  });

  test.each([
    ['', 40_000],
    [cat.etag, 0],
    [cat.etag, 29_999],
    ['x'.repeat(300), 40_000],
  ])('there is none for the tag %j and %d bytes', (etag, size) => {
    expect(thumbnailKeyOf('', { etag, size })).toBeNull();
  });

  test('leads nowhere else, whatever a server calls a tag', () => {
    expect(thumbnailKeyOf('', { etag: '../../a/b?c', size: 40_000 })).toBe(
      '.shoebox/thumbnails/..%2F..%2Fa%2Fb%3Fc-40000.webp',
    );
  });
});

test('Shoebox’s internal keys are hidden in its own prefix only', () => {
  expect(isInternalKey('photos/', thumbnailKeyOf('photos/', cat) ?? '')).toBe(true);
  expect(isInternalKey('photos/', 'photos/.shoebox')).toBe(false);
  expect(isInternalKey('', 'photos/.shoebox/a')).toBe(false);
});

test('photos of the same bytes have one thumbnail', () => {
  expect(thumbnailKeysOf('', [cat, cat, { etag: '', size: 1 }])).toEqual([thumbnailKeyOf('', cat)]);
});

test('a copy has its thumbnail already, unless S3 gave it another tag', () => {
  expect(thumbnailCopyOf('', cat, cat)).toBeNull();
  expect(thumbnailCopyOf('', { etag: 'a-2', size: 40_000 }, { etag: 'b', size: 40_000 })).toEqual({
    from: '.shoebox/thumbnails/a-2-40000.webp',
    to: '.shoebox/thumbnails/b-40000.webp',
  });
  expect(thumbnailCopyOf('', cat, { etag: '', size: 40_000 })).toBeNull();
});
