import { describe, expect, test } from 'vitest';
import { embeddedThumbnail } from '../../src/blobs/embedded-thumbnail';
import { exifSegment } from '../e2e/photograph';

const THUMBNAIL = Uint8Array.of(0xff, 0xd8, 1, 2, 3, 0xff, 0xd9);
const SOI = Uint8Array.of(0xff, 0xd8);
const JFIF = Uint8Array.of(0xff, 0xe0, 0, 4, 1, 1);
const REST = Uint8Array.of(0xff, 0xda, 0, 2, 9, 9);

const photo = (...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(pieces));

describe('the embedded thumbnail of a photograph', () => {
  test('is found, with the way it is turned', () => {
    const found = embeddedThumbnail(photo(SOI, exifSegment(6, THUMBNAIL), REST));
    expect(found?.orientation).toBe(6);
    expect([...(found?.jpeg ?? [])]).toEqual([...THUMBNAIL]);
  });

  test('is found behind other segments', () => {
    expect(embeddedThumbnail(photo(SOI, JFIF, exifSegment(1, THUMBNAIL), REST))).not.toBeNull();
  });

  test('is not turned in ways that there are not', () => {
    expect(embeddedThumbnail(photo(SOI, exifSegment(99, THUMBNAIL), REST))?.orientation).toBe(1);
  });

  test.each([
    ['nothing', photo()],
    ['no JPEG', photo(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))],
    ['a JPEG without Exif', photo(SOI, JFIF, REST)],
    ['a segment that never ends', photo(SOI, Uint8Array.of(0xff, 0xe0, 0, 0))],
  ])('is not in %s', (_what, bytes) => {
    expect(embeddedThumbnail(bytes)).toBeNull();
  });

  test('breaks nothing, wherever its file breaks off and whatever is wrong in it', () => {
    const whole = photo(SOI, exifSegment(6, THUMBNAIL), REST);
    for (let length = 0; length < whole.length; length++) {
      expect(() => embeddedThumbnail(whole.slice(0, length))).not.toThrow();
    }
    for (let at = 0; at < whole.length; at++) {
      for (const wrong of [0, 1, 0x7f, 0xff]) {
        const bent = whole.slice();
        bent[at] = wrong;
        expect(() => embeddedThumbnail(bent)).not.toThrow();
      }
    }
  });
});
