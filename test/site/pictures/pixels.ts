import { inflateSync } from 'node:zlib';
import { encodePng, PNG_SIGNATURE } from '../../machine/png';

/** Pixels from left to right and from top to bottom, three bytes each: red, green, blue. */
export interface RgbPixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Bytes of a pixel by colour type (PNG 3rd edition, 11.2.1), at 8 bits a sample: RGB, and RGB with transparency. */
const BYTES_PER_PIXEL: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** As a PNG of 8 bits a sample, its rows unfiltered. */
export function pngOfPixels({ width, height, rgb }: RgbPixels): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) {
    rows.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  }
  return encodePng(width, height, rows);
}

/** The pixels of a PNG of 8 bits a sample that is not interlaced; transparency is left out. */
export function pixelsOfPng(file: Buffer): RgbPixels {
  const idat: Buffer[] = [];
  let ihdr: Buffer = Buffer.alloc(0);
  for (let at = PNG_SIGNATURE.length; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const data = file.subarray(at + 8, at + 8 + length);
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'IHDR') ihdr = data;
    if (type === 'IDAT') idat.push(data);
    at += length + 12;
  }
  const [width, height] = [ihdr.readUInt32BE(0), ihdr.readUInt32BE(4)];
  const pixelBytes = BYTES_PER_PIXEL[ihdr[9] ?? -1];
  if (pixelBytes === undefined || ihdr[8] !== 8 || ihdr[12] !== 0) {
    throw new Error('This PNG is of a kind that is not read here');
  }
  const samples = unfiltered(inflateSync(Buffer.concat(idat)), width * pixelBytes, height, pixelBytes);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgb.set(samples.subarray(pixel * pixelBytes, pixel * pixelBytes + 3), pixel * 3);
  }
  return { width, height, rgb };
}

/** PNG 3rd edition, 9: each row begins with the number of the filter that it went through. */
function unfiltered(rows: Buffer, rowBytes: number, height: number, pixelBytes: number): Uint8Array {
  const samples = new Uint8Array(rowBytes * height);
  const sample = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : (samples[y * rowBytes + x] ?? 0));
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (rowBytes + 1)] ?? 0;
    for (let x = 0; x < rowBytes; x++) {
      const left = sample(x - pixelBytes, y);
      const up = sample(x, y - 1);
      const corner = x < pixelBytes ? 0 : sample(x - pixelBytes, y - 1);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      samples[y * rowBytes + x] = (rows[y * (rowBytes + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return samples;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
