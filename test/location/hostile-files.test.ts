import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { withoutLocation } from '../../src/location/remove-location';
import { box, GPS_VALUES, ifd, jpegOf, littleEndian, pngOf, u32, xmpOf } from './crafted-files';

const notRemoved = { code: 'location-not-removed' };

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'latin1'));

const jpegWithXmp = (packets: string): Uint8Array<ArrayBuffer> =>
  jpegOf([[0xe1, `http://ns.adobe.com/xap/1.0/\0${packets}`]]);

async function cleaned(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<string> {
  const after = await withoutLocation(new Blob([bytes]), type);
  expect(after.size).toBe(bytes.length);
  return Buffer.from(await after.arrayBuffer()).toString('latin1');
}

describe('XMP', () => {
  const place = xmpOf(' exif:GPSLatitude="48,8.1372N">');

  test.each([
    ['behind a word like its own delimiter', `<!-- a:RDF -->${place}`],
    [
      'with such a word within',
      xmpOf('><dc:title>a:RDF</dc:title><exif:GPSAltitude>48,8.1372N</exif:GPSAltitude>'),
    ],
    [
      'under a prefix declared before such a word',
      xmpOf(
        ' xmlns:q="http://ns.adobe.com/photoshop/1.0/"><dc:title>a:RDF</dc:title><q:City>48,8.1372N</q:City>',
      ),
    ],
    ['behind a quotation mark without end', xmpOf(` z:City="><exif:Flash a:GPSLatitude='48,8.1372N'/>`)],
  ])('%s loses the place', async (_, packets) => {
    expect(await cleaned(jpegWithXmp(packets), 'image/jpeg')).not.toContain('8.1372');
  });

  test.each([
    ['far from the first packet', `${place}${'pixels '.repeat(20_000)}${place}`],
    [
      'in a packet as long as a picture',
      xmpOf(`><a:Data>${'pixels '.repeat(20_000)}</a:Data><a:GPS>8.1372</a:GPS>`),
    ],
  ])('%s loses the place', async (_, text) => {
    expect(await cleaned(bytesOf(`\xff\xd8\xff${text}`), 'image/jpeg')).not.toContain('8.1372');
  });

  test('whose place has no end is not stored without asking', async () => {
    const bytes = jpegWithXmp(xmpOf('><exif:GPSLatitude>48,8.1372N'));
    await expect(cleaned(bytes, 'image/jpeg')).rejects.toMatchObject(notRemoved);
  });

  test('of more packets than a file has is not stored without asking', async () => {
    const bytes = bytesOf(`\xff\xd8\xff${xmpOf('>').repeat(600)}${place}`);
    await expect(cleaned(bytes, 'image/jpeg')).rejects.toMatchObject(notRemoved);
  });
});

describe('a film of boxes deeper than a film’s is not stored without asking:', () => {
  const nested = (type: string, depth: number): string => {
    const size = (level: number): string => u32(8 * (depth - level));
    return Array.from({ length: depth }, (_, level) => `${size(level)}${type}`).join('');
  };

  test.each(['moov', 'udta', 'trak'])('%s', async type => {
    const boxes = box('moov', nested(type, 20_000));
    const film = bytesOf(box('ftyp', 'mp42\0\0\0\0mp42') + boxes);
    await expect(cleaned(film, 'video/mp4')).rejects.toMatchObject(notRemoved);
    const photo = bytesOf(`\xff\xd8\xff${box('ftyp', 'mp42\0\0\0\0mp42')}${boxes}`);
    await expect(cleaned(photo, 'image/jpeg')).rejects.toMatchObject(notRemoved);
  });
});

describe('a file made to keep the location remover busy in another way', () => {
  const BYTES = 4_000_000;
  const numbered = (unit: (index: number) => string, count: number): string =>
    Array.from({ length: count }, (_, index) => unit(index)).join('');
  const packet = (text: string): string => `<rdf:RDF>${text}</rdf:RDF>`;
  const parts = (guid: (index: number) => string, count: number): string =>
    numbered(
      index => `\xff\xe1\0\x60http://ns.adobe.com/xmp/extension/\0${guid(index)}12345678 :RDF a:GPS="1":RDF`,
      count,
    );
  const guidOf = (index: number): string => index.toString(16).padStart(32, 'A').toUpperCase();

  /** Directories that all lead to the same datasets. */
  const datasets = (): string => {
    const structures = numbered(
      index => `II*\0\x08\0\0\0${ifd([[0x83bb, 4, 400 * 26 - 26 * index]], 8)}`,
      400,
    );
    return structures + '\x1c\x02\x01\0\0'.repeat(BYTES / 5);
  };

  /** Each of many directories leads to all others. */
  const directories = (): string => {
    const count = 300;
    const each = 2 + 12 + 4 + 4 * count;
    const at = (index: number): number => 8 + index * each;
    const all = numbered(index => littleEndian(at(index), 4), count);
    const structure = numbered(index => ifd([[0x14a, 4, all]], at(index)), count);
    return `II*\0\x08\0\0\0${structure}`.repeat(10);
  };

  test.each([
    ['elements of different names without end', packet(numbered(index => `<a${index}:GPS>`, 300_000))],
    [
      'a prefix declared again and again',
      packet('<x xmlns:q="http://ns.adobe.com/photoshop/1.0/" q:Cities="1"/>'.repeat(40_000)),
    ],
    ['long texts between packets', `<rdf:RDF>${' a:b'.repeat(BYTES / 4)}</rdf:RDF>`.repeat(7)],
    ['extended XMP of many names', parts(guidOf, 4000) + 'A'.repeat(BYTES)],
    ['extended XMP in many parts', parts(() => guidOf(1), 20_000)],
    ['datasets that many directories lead to', datasets()],
    ['directories that lead to each other', directories()],
  ])('%s', async (_, text) => {
    const bytes = bytesOf(`\xff\xd8\xff${text}`);
    const before = performance.now();
    await withoutLocation(new Blob([bytes]), 'image/jpeg').catch(error => {
      expect(error).toMatchObject(notRemoved);
    });
    // Before, up to minutes.
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});

test('the GPS directory of a structure among many is still emptied', async () => {
  const decoys = 'II*\0\0\0\0\0'.repeat(100);
  const gps = `II*\0\x08\0\0\0${ifd([[0x8825, 4, 26]], 8)}${ifd([[2, 5, GPS_VALUES]], 26)}`;
  expect(await cleaned(bytesOf(`\xff\xd8\xff${decoys}${gps}`), 'image/jpeg')).not.toContain(GPS_VALUES);
});

describe('texts in a PNG that are more than a file has are taken out:', () => {
  const place = xmpOf(' exif:GPSLatitude="48,8.1372N">');
  const zipped = (text: string): string => deflateSync(Buffer.from(text, 'latin1')).toString('latin1');
  const hex = (text: string): string =>
    `\nxmp\n${text.length}\n${Buffer.from(text, 'latin1').toString('hex')}`;
  const packed = (text: string) => ['iTXt', `XML:com.adobe.xmp\0\x01\0\0\0${zipped(text)}`] as const;
  const long = ' '.repeat(9_000_000);

  test.each([
    ['together, each of which is not', 1, [packed(long), packed(long), packed(long)]],
    ['one, in hexadecimal digits', 0, [['tEXt', `Raw profile type xmp\0${hex(long)}`]] as const],
    ['thousands', 249, Array.from({ length: 20_000 }, () => packed(' '))],
  ])('%s', async (_, kept, texts) => {
    const ends = [['IEND', '']] as const;
    const png = pngOf([
      ['IHDR', '\0'.repeat(13)],
      ...texts,
      packed(place),
      ['tEXt', 'Title\0Sunset'],
      ...ends,
    ]);
    const before = performance.now();
    const after = await withoutLocation(new Blob([png]), 'image/png');
    expect(performance.now() - before).toBeLessThan(20_000);
    const text = Buffer.from(await after.arrayBuffer()).toString('latin1');
    expect(text.includes(zipped(place))).toBe(false);
    expect(text.split('XML:com.adobe.xmp')).toHaveLength(1 + kept);
    expect(text).toContain('Title\0Sunset');
  });
});
