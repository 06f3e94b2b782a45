import { callFrom, type FirefoxFixture } from './fixture';

/**
 * Hands a file, these bytes so many times, to the event page as the popup does (its bytes on the disk first, then the message), and closes the
 * page again. Returns the transfer's id.
 */
export async function addFile(
  fixture: FirefoxFixture,
  album: string,
  name: string,
  bytes: Uint8Array,
  repeats = 1,
): Promise<string> {
  const blobId = crypto.randomUUID();
  const page = await fixture.firefox.extensionPage('src/options/index.html');
  await page.evaluate(storeBlob, blobId, Buffer.from(bytes).toString('base64'), repeats);
  await callFrom(page, 'photos.add', {
    album,
    files: [{ blobId, name, size: bytes.length * repeats, mediaType: '' }],
  });
  await page.close();
  return blobId;
}

/** Runs in a page of the extension; what `src/blobs` does. */
async function storeBlob(id: string, base64: string, repeats: number): Promise<void> {
  const once = await (await fetch(`data:application/octet-stream;base64,${base64}`)).blob();
  const blob = new Blob(Array.from({ length: repeats }, () => once));
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('shoebox-blobs', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('blobs');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = database.transaction('blobs', 'readwrite');
  transaction.objectStore('blobs').put({ blob, storedAt: Date.now() }, id);
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  database.close();
}
