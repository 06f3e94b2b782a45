import { ShoeboxError } from '../core/failure';

/** Larger ones are read one at a time: WebCrypto wants all bytes at once, and memory is not to hold many of them. */
const ALONE_FROM_BYTES = 2 * 1024 * 1024;

let last: Promise<unknown> = Promise.resolve();

/**
 * SHA-256 in base64, as `x-amz-checksum-sha256` wants it. WebCrypto computes it outside of this thread, at some
 * hundred MiB/s and more (`npm run bench -- checksum`).
 * @throws ShoeboxError `bytes-changed` when the blob can't be read any more.
 */
export function sha256(blob: Blob): Promise<string> {
  if (blob.size < ALONE_FROM_BYTES) return digest(blob);
  const turn = last.then(() => digest(blob));
  last = turn.catch(() => {}); // whoever asked for it hears of it
  return turn;
}

async function digest(blob: Blob): Promise<string> {
  let bytes: ArrayBuffer;
  try {
    bytes = await blob.arrayBuffer();
  } catch (cause) {
    throw new ShoeboxError('bytes-changed', {}, { cause });
  }
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  // Given back now: the garbage collector does not see how large it is.
  bytes.transfer(0);
  return btoa(String.fromCharCode(...hash));
}
