import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

// Files as small as they can be, as texts of one character a byte.

/** Four bytes, the highest first. */
export const u32 = (value: number): string =>
  String.fromCharCode(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);

/** A box of an MP4 (ISO/IEC 14496-12, 4.2). */
export const box = (type: string, content: string): string => `${u32(8 + content.length)}${type}${content}`;

/** A JPEG with these segments, and one byte of a scan. */
export function jpegOf(
  segments: readonly (readonly [marker: number, content: string])[],
): Uint8Array<ArrayBuffer> {
  const text = segments.map(
    ([marker, content]) => `\xff${String.fromCharCode(marker)}${u32(content.length + 2).slice(2)}${content}`,
  );
  return Uint8Array.from(Buffer.from(`\xff\xd8${text.join('')}\xff\xda\0\x02p\xff\xd9`, 'latin1'));
}

/** An XMP packet; `properties` goes on where its description's tag ends with them. */
export const xmpOf = (properties: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`;

/** As XMP writes it. */
export const md5Of = (text: string): string =>
  createHash('md5').update(text, 'latin1').digest('hex').toUpperCase();

/** Where that is not one. */
const VALUE_BYTES: Readonly<Record<number, number>> = { 4: 4, 5: 8 };

export const littleEndian = (value: number, bytes: number): string =>
  Array.from({ length: bytes }, (_, index) => String.fromCharCode((value >>> (8 * index)) & 255)).join('');

/** A little-endian TIFF directory that begins at `start` of its structure, with its values behind it; `next` is where the next one is. */
export function ifd(
  entries: readonly (readonly [tag: number, type: number, value: string | number])[],
  start: number,
  next = 0,
): string {
  let free = start + 2 + 12 * entries.length + 4;
  let values = '';
  const written = entries.map(([tag, type, value]) => {
    const count = typeof value === 'number' ? 1 : value.length / (VALUE_BYTES[type] ?? 1);
    const offset = typeof value === 'number' ? value : free;
    if (typeof value === 'string') {
      values += value;
      free += value.length;
    }
    return littleEndian(tag, 2) + littleEndian(type, 2) + littleEndian(count, 4) + littleEndian(offset, 4);
  });
  return littleEndian(entries.length, 2) + written.join('') + littleEndian(next, 4) + values;
}

/** Three fractions: degrees, minutes, seconds. */
export const GPS_VALUES = '\x23\0\0\0\x01\0\0\0\x0a\0\0\0\x01\0\0\0\x2e\0\0\0\x01\0\0\0';

/** A structure whose first directory is a GPS directory. */
export const gpsTiff = (): string => `II*\0\x08\0\0\0${ifd([[2, 5, GPS_VALUES]], 8)}`;

/** One whose first directory leads to a GPS directory. */
export const gpsPointerTiff = (magic: string): string =>
  `${magic}\x08\0\0\0${ifd(
    [
      [0x10f, 2, 'Camera\0'],
      [0x8825, 4, 45],
    ],
    8,
  )}${ifd([[2, 5, GPS_VALUES]], 45)}`;

/** With right checksums. */
export function pngOf(
  chunks: readonly (readonly [type: string, content: string])[],
): Uint8Array<ArrayBuffer> {
  const parts = chunks.map(([type, content]) => {
    const body = Buffer.from(`${type}${content}`, 'latin1');
    const around = Buffer.alloc(8);
    around.writeUInt32BE(content.length, 0);
    around.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
  });
  return Uint8Array.from(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]));
}
