import type { StreamName, StreamReply, Streams } from '../../../src/messaging/protocol';
import type { UnattachedPage } from '../../browser/launch-unattached';
import { run } from './in-page';

/** What a stream tells first: of those that watch, all there is. */
export const firstOf = <Name extends Extract<StreamName, 'transfers.watch' | 'jobs.watch'>>(
  page: UnattachedPage,
  name: Name,
): Promise<Streams[Name]['value']> =>
  run(
    page,
    stream =>
      new Promise<Streams[Name]['value']>((resolve, reject) => {
        const port = chrome.runtime.connect({ name: stream });
        port.onMessage.addListener((reply: StreamReply<Streams[Name]['value']>) => {
          if (reply.kind === 'value') resolve(reply.value);
          else reject(new Error(JSON.stringify(reply)));
          port.disconnect();
        });
        port.onDisconnect.addListener(() => reject(new Error('The worker ended.')));
        port.postMessage({});
      }),
    name,
  );

/** Makes all bytes that wait for a transfer as old as they would be some time from now. */
export const ageBlobs = (page: UnattachedPage, byMs: number): Promise<void> =>
  run(
    page,
    async ms => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('shoebox-blobs');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction('blobs', 'readwrite');
      const cursors = transaction.objectStore('blobs').openCursor();
      cursors.onsuccess = () => {
        const { result: cursor } = cursors;
        if (cursor === null) return;
        cursor.update({ ...cursor.value, storedAt: cursor.value.storedAt - ms });
        cursor.continue();
      };
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      database.close();
    },
    byMs,
  );

/** Records in all databases of the extension, by `DATABASE/STORE`; of empty stores none. */
export const keptRecords = (page: UnattachedPage): Promise<Readonly<Record<string, number>>> =>
  run(
    page,
    async () => {
      const answer = <Value>(request: IDBRequest<Value>): Promise<Value> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const kept: Record<string, number> = {};
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await answer(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          const count = await answer(database.transaction(store).objectStore(store).count());
          if (count > 0) kept[`${name}/${store}`] = count;
        }
        database.close();
      }
      return kept;
    },
    null,
  );
