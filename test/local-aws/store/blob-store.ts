import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Blob } from './model';

/** A span of bytes, both ends included, as HTTP counts them. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The bytes of objects and parts: one file each under a random name, so no key ever becomes a path. A file that no
 * journal line speaks of is rubbish from an upload that did not get through, and is swept at the next start.
 */
export class BlobStore {
  readonly #directory: string;
  /** Files that an answer under way still needs; a doomed one is deleted when the last reader is done. */
  readonly #readers = new Map<string, { count: number; doomed: boolean }>();
  readonly #folders = new Set<string>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Writes what `fill` hands over into a new file. If `fill` throws, nothing is left. */
  async write<Result extends { readonly size: number }>(
    fill: (write: (bytes: Buffer) => Promise<void>) => Promise<Result>,
  ): Promise<{ readonly blob: Blob; readonly result: Result }> {
    const id = randomBytes(16).toString('hex');
    await this.#makeFolder(id);
    const file = await open(this.#path(id), 'wx', 0o600);
    try {
      const result = await fill(bytes => writeAll(file, bytes));
      return { blob: { id, size: result.size }, result };
    } catch (error) {
      await unlink(this.#path(id));
      throw error;
    } finally {
      await file.close();
    }
  }

  /** The bytes one after another. They stay readable to the end even if the object is deleted meanwhile. */
  read(blobs: readonly Blob[], range: ByteRange): Readable {
    const held = blobs.map(blob => blob.id);
    for (const id of held) {
      const readers = this.#readers.get(id) ?? { count: 0, doomed: false };
      this.#readers.set(id, { ...readers, count: readers.count + 1 });
    }
    const stream = Readable.from(this.#pieces(blobs, range), { objectMode: false });
    stream.once('close', () => this.#release(held)); // also when the client went away half-way
    return stream;
  }

  /** Deletes files, at once or when their last reader is done. */
  async remove(blobs: readonly Blob[]): Promise<void> {
    for (const { id } of blobs) {
      const readers = this.#readers.get(id);
      if (readers === undefined) await unlink(this.#path(id)).catch(ignoreMissing);
      else this.#readers.set(id, { ...readers, doomed: true });
    }
  }

  /** Deletes every file that is not among these. */
  async sweep(known: ReadonlySet<string>): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
    for (const folder of await readdir(this.#directory)) {
      for (const id of await readdir(join(this.#directory, folder))) {
        if (!known.has(id)) await unlink(join(this.#directory, folder, id));
      }
    }
  }

  async *#pieces(blobs: readonly Blob[], { start, end }: ByteRange): AsyncGenerator<Buffer> {
    let offset = 0;
    for (const { id, size } of blobs) {
      const from = Math.max(start - offset, 0);
      const to = Math.min(end - offset, size - 1);
      offset += size;
      if (from <= to)
        yield* createReadStream(this.#path(id), { start: from, end: to, highWaterMark: 256 * 1024 });
    }
  }

  #release(held: readonly string[]): void {
    for (const id of held) {
      const readers = this.#readers.get(id);
      if (readers === undefined) continue;
      if (readers.count > 1) this.#readers.set(id, { ...readers, count: readers.count - 1 });
      else {
        this.#readers.delete(id);
        if (readers.doomed) void unlink(this.#path(id)).catch(ignoreMissing);
      }
    }
  }

  /** 256 folders, so that none gets unwieldy. */
  #path(id: string): string {
    return join(this.#directory, id.slice(0, 2), id);
  }

  async #makeFolder(id: string): Promise<void> {
    const folder = id.slice(0, 2);
    if (this.#folders.has(folder)) return;
    await mkdir(join(this.#directory, folder), { recursive: true });
    this.#folders.add(folder);
  }
}

/** One write call may take fewer bytes than it is given. */
async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) {
    const { bytesWritten } = await file.write(rest);
    rest = rest.subarray(bytesWritten);
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
