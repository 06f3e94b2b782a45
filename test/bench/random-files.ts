import { createCipheriv, createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file on the disk to be uploaded. */
export interface DiskFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
}

/** As much as is made at a time, unless somebody wants other pieces. */
const PIECE = 4 * 1024 ** 2;

/** Bytes that look random and are the same for a seed every time: AES in counter mode over zeros. */
export function* randomBytes(seed: string, size: number, piece = PIECE): Generator<Buffer, void, undefined> {
  const key = createHash('sha256').update(seed).digest();
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  for (let left = size; left > 0; left -= piece) yield cipher.update(Buffer.alloc(Math.min(piece, left)));
}

/** Writes one file of random bytes. */
export async function randomFile(folder: string, name: string, size: number): Promise<DiskFile> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await pipeline(randomBytes(name, size), createWriteStream(path));
  return { path, name, size };
}

/** Writes many small ones, each of other bytes, and nothing else into the folder. */
export async function randomFiles(folder: string, count: number, size: number): Promise<readonly DiskFile[]> {
  const names = Array.from({ length: count }, (_, index) => `picture-${String(index).padStart(4, '0')}.bin`);
  return Promise.all(names.map(name => randomFile(folder, name, size)));
}

/** Cuts a file into parts beside it, for tools that can't send a slice of a file. */
export async function cutIntoParts(
  folder: string,
  file: DiskFile,
  partSize: number,
): Promise<readonly DiskFile[]> {
  await mkdir(folder, { recursive: true });
  const parts: DiskFile[] = [];
  for (const piece of randomBytes(file.name, file.size, partSize)) {
    const name = `part-${String(parts.length + 1).padStart(5, '0')}`;
    const path = join(folder, name);
    await writeFile(path, piece);
    parts.push({ path, name, size: piece.length });
  }
  return parts;
}
