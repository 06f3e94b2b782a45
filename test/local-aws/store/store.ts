import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobStore } from './blob-store';
import { type FolderLock, lockFolder } from './folder-lock';
import { Journal } from './journal';
import type { Change } from './model';
import { type BucketState, State } from './state';

/**
 * Buckets, objects and unfinished uploads on disk.
 *
 * What it guarantees: a change is one line of the journal, written after the bytes it speaks of, so it happens whole or
 * not at all, and what `commit` resolved for is there after the process was killed at any instant. Changes take effect
 * in memory in the order of the calls of `commit`, synchronously: between a check and a `commit` in the same tick
 * nothing can intervene, which is what conditional writes rest on.
 */
export class Store {
  readonly blobs: BlobStore;
  readonly #state: State;
  readonly #journal: Journal<Change>;
  readonly #lock: FolderLock;

  private constructor(blobs: BlobStore, state: State, journal: Journal<Change>, lock: FolderLock) {
    this.blobs = blobs;
    this.#state = state;
    this.#journal = journal;
    this.#lock = lock;
  }

  /** Reads what is in the folder, shortens the journal, and sweeps the files of uploads that a crash cut off. */
  static async open(folder: string): Promise<Store> {
    await mkdir(folder, { recursive: true });
    const lock = await lockFolder(folder);
    const path = join(folder, 'objects.jsonl');
    const state = new State();
    for (const change of await Journal.read<Change>(path)) state.apply(change);
    const blobs = new BlobStore(join(folder, 'blobs'));
    await blobs.sweep(state.blobIds());
    return new Store(blobs, state, await Journal.create(path, state.changes()), lock);
  }

  /** In the order of their names. */
  buckets(): readonly BucketState[] {
    return [...this.#state.buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  bucket(name: string): BucketState | undefined {
    return this.#state.buckets.get(name);
  }

  /** Takes effect at once; resolves when it is written. */
  async commit(change: Change): Promise<void> {
    const freed = this.#state.apply(change);
    await this.#journal.append(change);
    await this.blobs.remove(freed);
  }

  async close(): Promise<void> {
    await this.#journal.close();
    await this.#lock.release();
  }
}
