import { base64OfBytes } from '../core/encoding';
import { ShoeboxError } from '../core/failure';
import { releaseBuffer } from './release-buffer';

/**
 * Bytes that are being hashed at one time, unless one blob alone is larger: WebCrypto wants all bytes of a blob at
 * once and makes a copy of them, and memory is to stay within tens of MiB. That is one part, or many small pictures;
 * with two parts (16 MiB) 256 MiB arrive no sooner, and an upload of 1 GiB took 28 MiB instead of 22.
 */
const MAX_CONCURRENT_BYTES = 8 * 1024 * 1024;

let hashing = 0;
const waiting: { readonly size: number; readonly begin: () => void }[] = [];

/** In the order in which they came. */
function beginWaiting(): void {
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    if (hashing > 0 && hashing + next.size > MAX_CONCURRENT_BYTES) return;
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
    const bytes = await allBytesOf(blob);
    const hash = await crypto.subtle.digest('SHA-256', bytes);
    releaseBuffer(bytes);
    return base64OfBytes(new Uint8Array(hash));
  } finally {
    hashing -= size;
    beginWaiting();
  }
}

async function allBytesOf(blob: Blob): Promise<ArrayBuffer> {
  try {
    const bytes = await blob.arrayBuffer();
    if (bytes.byteLength !== blob.size) throw new Error(`${bytes.byteLength} of ${blob.size} bytes`);
    return bytes;
  } catch (cause) {
    throw new ShoeboxError('bytes-changed', {}, { cause });
  }
}
