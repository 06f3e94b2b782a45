import { describe, expect, test } from 'vitest';
import { takenAtIn } from '../../src/core/exif-date';
import { jpegTakenAt, tiffWith } from './tiff-with';

const TAKEN = '2019:07:04 08:09:10';

describe('when a photograph was taken', () => {
  test.each([true, false])(
    'is what its camera has noted, with the offset from UTC (little-endian: %s)',
    isLittle => {
      expect(takenAtIn(jpegTakenAt(TAKEN, '+09:00', isLittle))).toBe('2019-07-04T08:09:10+09:00');
    },
  );

  test('has no offset where the camera noted none, or none that can be read', () => {
    for (const offset of ['', '   :  ', 'Z', '+9'])
      expect(takenAtIn(jpegTakenAt(TAKEN, offset))).toBe('2019-07-04T08:09:10');
  });

  test.each([
    ['a clock that was never set', '0000:00:00 00:00:00'],
    ['spaces', '    :  :     :  :  '],
    ['a day that is none', '2019:02:30 08:09:10'],
    ['an hour that is none', '2019:07:04 25:09:10'],
    ['a text that is no time', 'yesterday'],
    ['a text that does not end', `${TAKEN}${'0'.repeat(500)}`],
  ])('is not known for %s', (_, date) => {
    expect(takenAtIn(jpegTakenAt(date))).toBeNull();
  });

  test('is found behind what only looks like Exif, and in a file that is cut off not at all', () => {
    const photo = jpegTakenAt(TAKEN);
    const decoy = [0x49, 0x49, 0x2a, 0, 0xff, 0xff, 0xff, 0x7f];
    expect(takenAtIn(new Uint8Array([...decoy, ...photo]))).toBe('2019-07-04T08:09:10');
    for (let length = 0; length < photo.length - 1; length++)
      expect(takenAtIn(photo.slice(0, length))).toBeNull();
  });

  test('is not known for a picture whose directory leads to itself, nor for one without any', () => {
    expect(takenAtIn(tiffWith({ 271: 'Camera' }))).toBeNull();
    const loop = tiffWith({ 34665: {} });
    new DataView(loop.buffer).setUint32(8 + 2 + 8, 8, true);
    expect(takenAtIn(loop)).toBeNull();
    expect(takenAtIn(new Uint8Array(1000))).toBeNull();
  });
});
