import { crc32, deflateSync } from 'node:zlib';

/** What a PNG begins with. */
export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PNG of true colour; `rows` are lines of RGB, each after a byte that names its filter: 0, none. */
export const encodePng = (width: number, height: number, rows: Buffer): Buffer =>
  pngOf(width, height, [8, 2], rows);

/** A PNG of one bit a pixel, black and white; `rows` as above. */
export const encodeBitmapPng = (width: number, height: number, rows: Buffer): Buffer =>
  pngOf(width, height, [1, 0], rows);

/** `depth`: bits a sample, and the colour type (PNG 3rd edition, 11.2.1). */
function pngOf(width: number, height: number, depth: readonly [number, number], rows: Buffer): Buffer {
  const header = Buffer.alloc(13); // the one compression and filter, no interlace: 0 each
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(depth, 8);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}
