import { randomUUID } from 'node:crypto';
import type { StreamReply, TransferChanges, TransferView } from '../../../src/messaging/protocol';
import type { UnattachedPage } from '../../browser/launch-unattached';
import { contentBlock } from './content';

// What the fault bench does inside a page of the extension. This file alone knows how bytes are laid where the worker
// finds them (`src/blobs/blob-store.ts`), where it notes parts (`src/transfers/journal.ts`), and how messages are put
// (`src/messaging`).

/** A file to be handed over; its bytes are made up in the page. */
export interface NewFile {
  readonly name: string;
  readonly bytes: number;
  /** What its bytes are: files of one seed and length are the same. */
  readonly seed: number;
}

/** A file that was given an id, which is its blob's and its transfer's. */
export interface StagedFile extends NewFile {
  readonly id: string;
}

/** Runs a function in the page. It may name nothing but its arguments and what a page has. */
export async function run<Args, Value>(
  page: UnattachedPage,
  work: (args: Args, block: typeof contentBlock) => Promise<Value>,
  args: Args,
): Promise<Value> {
  const value = await page.evaluate(`(${work})(${JSON.stringify(args)}, ${contentBlock})`);
  return value as Value; // what `work` says it gives
}

/** Makes the bytes and puts them into the blob store, all or none. */
export const stageFiles = (page: UnattachedPage, files: readonly StagedFile[]): Promise<void> =>
  run(
    page,
    async (staged, block) => {
      // As a stream, of which Chromium puts what is long into a file: of a GiB of Blobs in memory it loses some.
      const blobOf = ({ bytes, seed }: StagedFile): Promise<Blob> => {
        let at = 0;
        const content = new ReadableStream<Uint8Array>({
          pull(controller) {
            if (at >= bytes) return controller.close();
            controller.enqueue(block(seed, at / 65_536).subarray(0, bytes - at));
            at += 65_536;
          },
        });
        return new Response(content, { headers: { 'content-type': 'application/octet-stream' } }).blob();
      };
      const blobs: { readonly id: string; readonly blob: Blob }[] = [];
      for (const file of staged) blobs.push({ id: file.id, blob: await blobOf(file) });
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('shoebox-blobs', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('blobs');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction('blobs', 'readwrite', { durability: 'strict' });
      for (const { id, blob } of blobs)
        transaction.objectStore('blobs').put({ blob, storedAt: Date.now() }, id);
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      database.close();
    },
    files,
  );

/** Asks the worker for transfers of files that were staged; rejects with its failure as JSON. */
export const addFiles = (page: UnattachedPage, album: string, files: readonly StagedFile[]): Promise<void> =>
  call(page, 'photos.add', {
    album,
    files: files.map(({ id, name, bytes }) => ({
      blobId: id,
      name,
      size: bytes,
      mediaType: 'application/octet-stream',
    })),
  });

/** How many parts of a transfer the worker has written down. */
export const journaledParts = (page: UnattachedPage, id: string): Promise<number> =>
  run(
    page,
    async transferId => {
      const request = indexedDB.open('shoebox-transfers');
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const parts = database.transaction('parts').objectStore('parts');
      const counting = parts.count(IDBKeyRange.bound([transferId], [transferId, []]));
      const count = await new Promise<number>((resolve, reject) => {
        counting.onsuccess = () => resolve(counting.result);
        counting.onerror = () => reject(counting.error);
      });
      database.close();
      return count;
    },
    id,
  );

/** One message to the worker. */
export const call = <Value>(page: UnattachedPage, type: string, args?: unknown): Promise<Value> =>
  run(
    page,
    async message => {
      const reply = await chrome.runtime.sendMessage(message);
      if (reply?.ok !== true) throw new Error(JSON.stringify(reply));
      return reply.value as Value; // what the protocol says
    },
    { type, args },
  );

/** Takes everything off the worker's list: what is under way is cancelled. */
export const forgetTransfers = (page: UnattachedPage): Promise<void> =>
  run(
    page,
    async () => {
      const transfers = await new Promise<readonly TransferView[]>((resolve, reject) => {
        const port = chrome.runtime.connect({ name: 'transfers.watch' });
        port.onMessage.addListener((reply: StreamReply<TransferChanges>) => {
          if (reply.kind === 'value')
            resolve(reply.value.changed); // the first time these are all
          else reject(new Error(JSON.stringify(reply)));
          port.disconnect();
        });
        port.postMessage({});
      });
      for (const { id, state } of transfers) {
        const hasEnded = state === 'saved' || state === 'failed';
        const type = hasEnded ? 'transfers.dismiss' : 'transfers.cancel';
        await chrome.runtime.sendMessage({ type, args: { id } });
      }
    },
    null,
  );

/**
 * The transfers of these ids, once none of them has anything to do any more, through deaths of the worker; as they are
 * then after `timeoutMs`. Those that the worker does not know are missing.
 */
export async function endedTransfers(
  page: UnattachedPage,
  ids: readonly string[],
  timeoutMs: number,
): Promise<readonly TransferView[]> {
  const stopIt = `stop ${randomUUID()}`;
  const watching = watchUntilEnded(page, ids, stopIt);
  // Here and not in the page: a hidden one may see its timers only once a minute.
  const timer = setTimeout(() => {
    void page.evaluate(`globalThis[${JSON.stringify(stopIt)}]()`);
  }, timeoutMs);
  try {
    return await watching;
  } finally {
    clearTimeout(timer);
  }
}

const watchUntilEnded = (
  page: UnattachedPage,
  ids: readonly string[],
  stopIt: string,
): Promise<readonly TransferView[]> =>
  run(
    page,
    ({ wanted, stop }) =>
      new Promise((resolve, reject) => {
        const known = new Map<string, TransferView>();
        let isTold = false;
        let isStopped = false;
        let port: chrome.runtime.Port | null = null;
        const ours = (): TransferView[] => [...known.values()].filter(({ id }) => wanted.includes(id));
        const look = (): void => {
          const isOpen = ours().some(({ state }) => state === 'under-way');
          if (port === null || !isTold || (isOpen && !isStopped)) return;
          port.disconnect();
          port = null;
          resolve(ours());
        };
        Object.assign(globalThis, {
          [stop]: () => {
            isStopped = true;
            look();
          },
        });
        const watch = (): void => {
          known.clear();
          isTold = false;
          port = chrome.runtime.connect({ name: 'transfers.watch' });
          port.onMessage.addListener((reply: StreamReply<TransferChanges>) => {
            if (reply.kind !== 'value') return reject(new Error(JSON.stringify(reply)));
            for (const transfer of reply.value.changed) known.set(transfer.id, transfer);
            for (const id of reply.value.removed) known.delete(id);
            isTold = true;
            look();
          });
          // The worker died: the next one tells all again.
          port.onDisconnect.addListener(() => {
            if (port !== null) watch();
          });
          port.postMessage({});
        };
        watch();
      }),
    { wanted: ids, stop: stopIt },
  );
