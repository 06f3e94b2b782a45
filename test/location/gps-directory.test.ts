import { describe, expect, test } from 'vitest';
import { withoutLocation } from '../../src/location/remove-location';
import { GPS_VALUES, ifd, jpegOf, littleEndian } from './crafted-files';

type Entry = readonly [tag: number, type: number, value: string | number];

const OUTSIDE = 0x7fffffff;
const GPS: readonly Entry[] = [[2, 5, GPS_VALUES]];
const notRemoved = { code: 'location-not-removed' };

/** A structure whose first directory is followed by `below`, whose offset the first's entries are given. */
function tiff(entries: (below: number) => readonly Entry[], below: (at: number) => string, next = 0): string {
  const at = 8 + ifd(entries(0), 8).length;
  return `II*\0\x08\0\0\0${ifd(entries(at), 8, next)}${below(at)}`;
}

const gpsAt = (at: number): string => ifd(GPS, at);

async function cleaned(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<string> {
  const after = await withoutLocation(new Blob([bytes]), type);
  expect(after.size).toBe(bytes.length);
  return Buffer.from(await after.arrayBuffer()).toString('latin1');
}

const exif = (structure: string): Promise<string> =>
  cleaned(jpegOf([[0xe1, `Exif\0\0${structure}`]]), 'image/jpeg');

const file = (structure: string): Promise<string> =>
  cleaned(Uint8Array.from(Buffer.from(`${structure}pixels`, 'latin1')), 'image/tiff');

describe('a GPS directory is emptied', () => {
  test.each([
    ['where the thumbnail’s directory is outside the file', tiff(at => [[0x8825, 4, at]], gpsAt, OUTSIDE)],
    [
      'where Exif’s own directory is outside the file',
      tiff(
        at => [
          [0x8769, 4, OUTSIDE],
          [0x8825, 4, at],
        ],
        gpsAt,
      ),
    ],
    [
      'where the maker note’s directory ends outside the file',
      tiff(
        at => [
          [0x8769, 4, at + gpsAt(at).length],
          [0x8825, 4, at],
        ],
        at => gpsAt(at) + ifd([[0x927c, 7, 'Panasonic\0\0\0\xff\x01']], at + gpsAt(at).length),
      ),
    ],
    [
      'where Windows left room for changes in it',
      tiff(
        at => [[0x8825, 4, at]],
        at => ifd([...GPS, [0xea1c, 7, `\x1c\xea\0\0\0\x08${'\0'.repeat(5000)}`], [0xea1d, 9, 12]], at),
      ),
    ],
    [
      'where it is that of Exif’s own directory, which leads to another',
      tiff(
        at => [[0x8769, 4, at]],
        at =>
          ifd(
            [
              [0x8769, 4, 8],
              [0x8825, 4, at + 30],
            ],
            at,
          ) + ifd(GPS, at + 30),
      ),
    ],
  ])('%s', async (_, structure) => {
    expect(await exif(structure)).not.toContain(GPS_VALUES);
  });

  test('on each of a hundred pages', async () => {
    let at = 8;
    const pages = Array.from({ length: 100 }, (_, index) => {
      const gps = at + ifd([[0x8825, 4, 0]], at).length;
      const end = gps + gpsAt(gps).length;
      const page = ifd([[0x8825, 4, gps]], at, index === 99 ? 0 : end) + gpsAt(gps);
      at = end;
      return page;
    });
    expect(await file(`II*\0\x08\0\0\0${pages.join('')}`)).not.toContain(GPS_VALUES);
  });

  test.each([1, 2])('of the last of %i directories below the first', async count => {
    const empty = (at: number): string => ifd([[0x10f, 2, 'Camera\0']], at);
    const structure = tiff(
      at => [[0x14a, 4, count === 1 ? at : littleEndian(8, 4) + littleEndian(at, 4)]],
      at =>
        ifd([[0x8825, 4, at + 18 + empty(0).length]], at) + empty(at + 18) + gpsAt(at + 18 + empty(0).length),
    );
    expect(await file(structure)).not.toContain(GPS_VALUES);
  });
});

describe('a place that can’t be taken out of Exif is not stored without asking:', () => {
  const latitudeOutside: readonly Entry[] = [
    [2, 5, OUTSIDE],
    [4, 5, GPS_VALUES],
  ];

  test.each([
    [
      'a value outside the file',
      tiff(
        at => [[0x8825, 4, at]],
        at => ifd(latitudeOutside, at),
      ),
    ],
    [
      'a value of no known type',
      tiff(
        at => [[0x8825, 4, at]],
        at => ifd([[2, 99, GPS_VALUES]], at),
      ),
    ],
    [
      'a value too long for one',
      tiff(
        at => [[0x8825, 4, at]],
        at => ifd([[27, 7, 'x'.repeat(5000)]], at),
      ),
    ],
    [
      'something else where the GPS directory should be',
      tiff(
        at => [[0x8825, 4, at]],
        at => ifd([...GPS, [0x10f, 2, 'Camera\0']], at),
      ),
    ],
    [
      'a GPS directory outside the file',
      tiff(
        () => [[0x8825, 4, OUTSIDE]],
        () => '',
      ),
    ],
    [
      'two GPS directories of one picture',
      tiff(
        at => [
          [0x8825, 4, at],
          [0x8825, 4, at],
        ],
        gpsAt,
      ),
    ],
  ])('%s', async (_, structure) => {
    await expect(exif(structure)).rejects.toMatchObject(notRemoved);
  });

  test('more structures than a file has', async () => {
    const many = 'II*\0\0\0\0\0'.repeat(512) + tiff(at => [[0x8825, 4, at]], gpsAt);
    await expect(file(many)).rejects.toMatchObject(notRemoved);
  });
});
