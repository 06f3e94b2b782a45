import { ShoeboxError } from '../core/failure';

/**
 * Bytes that are being hashed at one time, unless one blob alone is larger: WebCrypto wants all bytes of a blob at once
 * and makes a copy of them, and memory is to stay within tens of MiB.
 */
const AT_ONCE_BYTES = 16 * 1024 * 1024;

let hashing = 0;
const waiting: { readonly size: number; readonly begin: () => void }[] = [];

/** In the order in which they came. */
function beginWaiting(): void {
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    if (hashing > 0 && hashing + next.size > AT_ONCE_BYTES) return;
    waiting.shift();
    hashing += next.size;
    next.begin();
  }
}

/**
 * SHA-256 in base64, as `x-amz-checksum-sha256` wants it, computed by WebCrypto (`npm run bench -- checksum`).
 * @throws ShoeboxError `bytes-changed` when the blob can't be read any more.
 */
export async function sha256(blob: Blob): Promise<string> {
  const { size } = blob;
  await new Promise<void>(begin => {
    waiting.push({ size, begin });
    beginWaiting();
  });
  try {
    return await digest(blob);
  } finally {
    hashing -= size;
    beginWaiting();
  }
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
