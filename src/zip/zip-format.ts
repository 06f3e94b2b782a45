import { clamp } from '../core/clamp';
// The ZIP format (PKWARE's APPNOTE.TXT 6.3.10), as much of it as files need that are stored as they are.

/** A file in a ZIP. */
export interface ZipEntry {
  /** With slashes; as it is to be called after unpacking. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly crc32: number;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
}

/** Where its header begins. */
export interface PlacedEntry extends ZipEntry {
  readonly offset: number;
}

/** What the old fields can't hold says so in them, and stands in a field of Zip64. */
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;

/** Version 4.5, which knows Zip64, and 2.0. */
const ZIP64_VERSION = 45;
const PLAIN_VERSION = 20;

/** Made on Unix: the upper half of the attributes is a file's mode. */
const MADE_ON_UNIX = 3 << 8;
const FILE_MODE = 0o100644 * 0x10000;

/** Bit 11: the name is in UTF-8. */
const UTF_8 = 0x0800;

type Field = readonly [bytes: 1 | 2 | 4 | 8, value: number];

/** Numbers one after another, the least byte of each first. */
function fields(...list: readonly Field[]): Uint8Array<ArrayBuffer> {
  const record = new DataView(new ArrayBuffer(list.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of list) {
    if (bytes === 1) record.setUint8(at, value);
    else if (bytes === 2) record.setUint16(at, value, true);
    else if (bytes === 4) record.setUint32(at, value, true);
    else record.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  return new Uint8Array(record.buffer);
}

/** In one piece: a Blob of very many is slow. */
function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const encoder = new TextEncoder();

const capped = (value: number): number => Math.min(value, MAX_32);

/** Date and time of MS-DOS, in local time; it begins in 1980, and ends in 2107. */
function dosTime(lastModified: number): readonly [time: Field, date: Field] {
  const date = new Date(lastModified);
  const years = clamp(date.getFullYear() - 1980, 0, 127);
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return [
    [2, time],
    [2, (years << 9) | ((date.getMonth() + 1) << 5) | date.getDate()],
  ];
}

/** Info-ZIP's time: in seconds since 1970, wherever it is unpacked. */
const unixTime = (lastModified: number): readonly Field[] => [
  [2, 0x5455],
  [2, 5],
  [1, 1],
  [4, clamp(Math.floor(lastModified / 1000), 0, 0x7fffffff)],
];

const zip64Extra = (values: readonly number[]): readonly Field[] =>
  values.length === 0
    ? []
    : [[2, 0x0001], [2, values.length * 8], ...values.map((value): Field => [8, value])];

/** What both headers of a file have in common, from the version on. */
function described(entry: ZipEntry, extra: Uint8Array, isZip64: boolean): readonly Field[] {
  const { path, size, crc32, lastModified } = entry;
  return [
    [2, isZip64 ? ZIP64_VERSION : PLAIN_VERSION],
    [2, UTF_8],
    [2, 0], // stored
    ...dosTime(lastModified),
    [4, crc32],
    [4, capped(size)],
    [4, capped(size)],
    [2, encoder.encode(path).length],
    [2, extra.length],
  ];
}

/** What stands before the bytes of a file. */
export function localHeader(entry: ZipEntry): Uint8Array<ArrayBuffer> {
  const { path, size, lastModified } = entry;
  const isZip64 = size >= MAX_32;
  const extra = fields(...zip64Extra(isZip64 ? [size, size] : []), ...unixTime(lastModified));
  const header = fields([4, 0x04034b50], ...described(entry, extra, isZip64));
  return joined([header, encoder.encode(path), extra]);
}

function centralHeader(entry: PlacedEntry): Uint8Array<ArrayBuffer> {
  const { path, size, lastModified, offset } = entry;
  const large = [...(size >= MAX_32 ? [size, size] : []), ...(offset >= MAX_32 ? [offset] : [])];
  const extra = fields(...zip64Extra(large), ...unixTime(lastModified));
  const header = fields(
    [4, 0x02014b50],
    [2, MADE_ON_UNIX | ZIP64_VERSION],
    ...described(entry, extra, large.length > 0),
    [2, 0], // no comment
    [2, 0], // on the first disk
    [2, 0], // not known to be text
    [4, FILE_MODE],
    [4, capped(offset)],
  );
  return joined([header, encoder.encode(path), extra]);
}

/** What stands after all files: the directory, which begins at `start`, and where it is. */
export function directory(entries: readonly PlacedEntry[], start: number): Uint8Array<ArrayBuffer> {
  const headers = joined(entries.map(centralHeader));
  const size = headers.length;
  const count = entries.length;
  const isZip64 = count >= MAX_16 || size >= MAX_32 || start >= MAX_32;
  const end64 = fields(
    [4, 0x06064b50],
    [8, 44],
    [2, MADE_ON_UNIX | ZIP64_VERSION],
    [2, ZIP64_VERSION],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, size],
    [8, start],
  );
  const locator = fields([4, 0x07064b50], [4, 0], [8, start + size], [4, 1]);
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, Math.min(count, MAX_16)],
    [2, Math.min(count, MAX_16)],
    [4, capped(size)],
    [4, capped(start)],
    [2, 0],
  );
  return joined([headers, ...(isZip64 ? [end64, locator] : []), end]);
}
