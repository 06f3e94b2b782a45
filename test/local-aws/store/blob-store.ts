import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Blob } from './model';

/** A span of bytes, both ends included, as HTTP counts them. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What one read from a socket brings. */
const MAX_SMALL_BYTES = 64 * 1024;

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
    this.#makeFolder(id);
    const path = this.#path(id);
    const small = new SmallBody();
    let file: FileHandle | undefined;
    try {
      const result = await fill(async bytes => {
        if (file === undefined && small.add(bytes)) return;
        file ??= await open(path, 'wx', 0o600);
        for (const held of small.take()) await writeAll(file, held);
        await writeAll(file, bytes);
      });
      if (file === undefined) writeFileSync(path, Buffer.concat(small.take()), { flag: 'wx', mode: 0o600 });
      return { blob: { id, size: result.size }, result };
    } catch (error) {
      if (file !== undefined) await unlink(path);
      throw error;
    } finally {
      await file?.close();
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

  #makeFolder(id: string): void {
    const folder = id.slice(0, 2);
    if (this.#folders.has(folder)) return;
    mkdirSync(join(this.#directory, folder), { recursive: true });
    this.#folders.add(folder);
  }
}

/**
 * Holds a small body until it is whole, so that it is written in one synchronous step: handing open, write and close to
 * the thread pool one by one took longer than the work itself, and seeding an album is thousands of these.
 */
class SmallBody {
  #held: Buffer[] = [];
  #size = 0;

  /** False if this is no small body: then what was held is to be taken, and nothing added any more. */
  add(bytes: Buffer): boolean {
    this.#size += bytes.length;
    if (this.#size > MAX_SMALL_BYTES) return false;
    this.#held.push(bytes);
    return true;
  }

  take(): readonly Buffer[] {
    const held = this.#held;
    this.#held = [];
    return held;
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
