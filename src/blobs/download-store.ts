import { type DBSchema, openDB } from 'idb';
import { ShoeboxError, storageFailure } from '../core/failure';
import { lazyConnection } from '../core/lazy-connection';

/** What downloads have fetched, in IndexedDB, until a page has made a file of it: by job, and there by the part's id. */

/** Some bytes of an object. */
export interface DownloadedPart {
  readonly blob: Blob;
  /** Of the object. Milliseconds since 1970. */
  readonly lastModified: number;
}

interface DownloadDatabase extends DBSchema {
  parts: { key: [jobId: string, partId: string]; value: DownloadedPart };
}

const open = lazyConnection(terminated =>
  openDB<DownloadDatabase>('shoebox-downloads', 1, {
    upgrade: db => void db.createObjectStore('parts'),
    terminated,
  }),
);

/** After every part of a job, and before every other job: arrays come after texts. */
const afterAll = (jobId: string): [string, string] => [jobId, [] as unknown as string]; // idb's types know parts only

const allOf = (jobId: string): IDBKeyRange => IDBKeyRange.bound([jobId], afterAll(jobId));

/** Resolves once it is on the disk. @throws ShoeboxError `browser-storage-full` */
export async function putPart(jobId: string, partId: string, part: DownloadedPart): Promise<void> {
  try {
    const transaction = (await open()).transaction('parts', 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.put(part, [jobId, partId]), transaction.done]);
  } catch (cause) {
    throw storageFailure(cause);
  }
}

/** Ids of the parts of a job that are there. */
export async function partIds(jobId: string): Promise<ReadonlySet<string>> {
  const keys = await (await open()).getAllKeys('parts', allOf(jobId));
  return new Set(keys.map(([, partId]) => partId));
}

/** In the order of the ids. @throws ShoeboxError `download-gone` when one is not there any more. */
export async function getParts(jobId: string, ids: readonly string[]): Promise<readonly DownloadedPart[]> {
  const { store } = (await open()).transaction('parts', 'readonly');
  const found = await Promise.all(ids.map(id => store.get([jobId, id])));
  return found.map(part => {
    if (part === undefined) throw new ShoeboxError('download-gone');
    return part;
  });
}

/** Deletes all that a job has fetched. */
export async function deleteParts(jobId: string): Promise<void> {
  await (await open()).delete('parts', allOf(jobId));
}

/** Deletes what was fetched for jobs that nobody knows any more. */
export async function deletePartsExcept(isKnown: (jobId: string) => boolean): Promise<void> {
  const transaction = (await open()).transaction('parts', 'readwrite');
  let cursor = await transaction.store.openKeyCursor();
  while (cursor !== null) {
    const [jobId] = cursor.key;
    if (!isKnown(jobId)) await transaction.store.delete(allOf(jobId));
    cursor = await cursor.continue(afterAll(jobId));
  }
  await transaction.done;
}

/** Bytes that the browser can still store. */
export async function freeStorageBytes(): Promise<number> {
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
  return Math.max(0, quota - usage);
}
