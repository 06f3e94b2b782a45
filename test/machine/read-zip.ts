import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** A file in a ZIP, as its directory tells of it. */
export interface ZippedFile {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970, of Info-ZIP's time. */
  readonly lastModified: number;
  /** Its bytes, once they are as its checksum says. */
  read(): Promise<Buffer>;
}

/** The files of a ZIP in the order of its directory; they must be stored as they are. Knows Zip64. */
export async function readZip(path: string): Promise<readonly ZippedFile[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { count, start, length } = await findDirectory(file, size);
    const directory = await bytesOf(file, start, length);
    const files: ZippedFile[] = [];
    let at = 0;
    for (let index = 0; index < count; index++) {
      const nameLength = directory.readUInt16LE(at + 28);
      const extraLength = directory.readUInt16LE(at + 30);
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
      const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
      files.push(entryOf(path, name, directory.subarray(at, at + 46), extra));
      at += 46 + nameLength + extraLength;
    }
    if (at !== length) throw new Error(`The directory has ${length} bytes, its entries ${at}`);
    return files;
  } finally {
    await file.close();
  }
}

const MAX_32 = 0xffffffff;

async function findDirectory(
  file: FileHandle,
  size: number,
): Promise<{ readonly count: number; readonly start: number; readonly length: number }> {
  const end = await bytesOf(file, size - 22, 22);
  expectSignature(end, 0x06054b50);
  const plain = { count: end.readUInt16LE(10), length: end.readUInt32LE(12), start: end.readUInt32LE(16) };
  if (plain.count < 0xffff && plain.length < MAX_32 && plain.start < MAX_32) return plain;
  const locator = await bytesOf(file, size - 22 - 20, 20);
  expectSignature(locator, 0x07064b50);
  const end64 = await bytesOf(file, Number(locator.readBigUInt64LE(8)), 56);
  expectSignature(end64, 0x06064b50);
  return {
    count: Number(end64.readBigUInt64LE(32)),
    length: Number(end64.readBigUInt64LE(40)),
    start: Number(end64.readBigUInt64LE(48)),
  };
}

function entryOf(zipPath: string, path: string, header: Buffer, extra: Buffer): ZippedFile {
  expectSignature(header, 0x02014b50);
  const fields = extraFields(extra);
  const large = fields.get(0x0001) ?? Buffer.alloc(0);
  let taken = 0;
  const sized = (value: number): number =>
    value === MAX_32 ? Number(large.readBigUInt64LE(8 * taken++)) : value;
  const size = sized(header.readUInt32LE(24));
  sized(header.readUInt32LE(20));
  const offset = sized(header.readUInt32LE(42));
  return {
    path,
    size,
    lastModified: (fields.get(0x5455)?.readUInt32LE(1) ?? 0) * 1000,
    async read() {
      const file = await open(zipPath);
      try {
        const local = await bytesOf(file, offset, 30);
        expectSignature(local, 0x04034b50);
        const start = offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
        const bytes = await bytesOf(file, start, size);
        if (crc32(bytes) !== header.readUInt32LE(16)) throw new Error(`${path} is damaged`);
        return bytes;
      } finally {
        await file.close();
      }
    },
  };
}

function extraFields(extra: Buffer): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>();
  for (let at = 0; at < extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    fields.set(extra.readUInt16LE(at), extra.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

async function bytesOf(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read({ buffer, position });
  if (bytesRead !== length) throw new Error(`Cut off at ${position + bytesRead}`);
  return buffer;
}

function expectSignature(record: Buffer, signature: number): void {
  if (record.readUInt32LE(0) !== signature) throw new Error('No such record of a ZIP here');
}
