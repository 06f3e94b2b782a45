import { type DBSchema, openDB } from 'idb';
import { lazyConnection } from '../core/lazy-connection';

/**
 * Small pictures of what is being transferred, by the transfer's id: they outlive the bytes, which are deleted once
 * S3 has them. Who can't read or write one goes on without.
 */

/** As bytes, not as a Blob: those lie in the database itself, where a Blob of two kilobytes is a file of its own. */
interface StoredThumbnail {
  readonly bytes: ArrayBuffer;
  readonly mediaType: string;
}

interface ThumbnailDatabase extends DBSchema {
  thumbnails: { key: string; value: StoredThumbnail };
}

const open = lazyConnection(terminated =>
  openDB<ThumbnailDatabase>('shoebox-thumbnails', 1, {
    upgrade: db => void db.createObjectStore('thumbnails'),
    terminated,
  }),
);

/** In place of the one that is there, if any. */
export async function putThumbnail(transferId: string, thumbnail: Blob): Promise<void> {
  const stored = { bytes: await thumbnail.arrayBuffer(), mediaType: thumbnail.type };
  await (await open()).put('thumbnails', stored, transferId);
}

/** Null when there is none. */
export async function getThumbnail(transferId: string): Promise<Blob | null> {
  const stored = await (await open()).get('thumbnails', transferId);
  return stored === undefined ? null : new Blob([stored.bytes], { type: stored.mediaType });
}

/** Deletes those of transfers that are forgotten. */
export async function deleteThumbnailsExcept(transferIds: ReadonlySet<string>): Promise<void> {
  const transaction = (await open()).transaction('thumbnails', 'readwrite');
  const forgotten = (await transaction.store.getAllKeys()).filter(id => !transferIds.has(id));
  await Promise.all([...forgotten.map(id => transaction.store.delete(id)), transaction.done]);
}
