import browser from 'webextension-polyfill';
import { sha256 } from './sha256';

/** So much of a picture tells it from all others, and takes no time to hash. */
const HEAD_BYTES = 64 * 1024;

/**
 * Decodes a picture, unless a worker died while it decoded the same one: then null, until the browser is closed. It is
 * noted where a death of the whole extension leaves it, and while it is decoded its name is locked, so that a note that
 * is found under the lock is a dead one's. Who decodes the same picture in another page waits for its turn; a page that is
 * closed meanwhile takes its note along.
 */
export async function guardDecoding<Result>(
  picture: Blob,
  decode: () => Promise<Result>,
): Promise<Result | null> {
  const id = `decoding ${picture.size} ${await sha256(picture.slice(0, HEAD_BYTES))}`;
  return navigator.locks.request(id, async () => {
    if (id in (await browser.storage.session.get(id))) return null;
    const forget = (): Promise<void> => browser.storage.session.remove(id);
    addEventListener('pagehide', forget);
    try {
      await browser.storage.session.set({ [id]: true });
      return await decode();
    } finally {
      removeEventListener('pagehide', forget);
      await forget();
    }
  });
}
