import { ShoeboxError } from '../core/failure';

/**
 * Bytes that are being hashed at one time, unless one blob alone is larger: WebCrypto wants all bytes of a blob at
 * once and makes a copy of them, and memory is to stay within tens of MiB.
 */
const AT_ONCE_BYTES = 16 * 1024 * 1024;

/** Below this, memory comes quickly enough, and one call is quicker than a stream. */
const STREAMED_FROM_BYTES = 1024 * 1024;

let hashing = 0;
const waiting: { readonly size: number; readonly begin: () => void }[] = [];

/**
 * Memory that was read into before, and is read into again: fresh memory of some MiB for every part cost more time than
 * reading and hashing it (measured: 256 MiB in 120 ms into the same 4 MiB, in 240 to 370 ms into fresh ones).
 */
let spare: ArrayBuffer[] = [];

/** In the order in which they came. */
function beginWaiting(): void {
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    if (hashing > 0 && hashing + next.size > AT_ONCE_BYTES) return;
    waiting.shift();
    hashing += next.size;
    next.begin();
  }
  if (hashing === 0) spare = [];
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
    const hash = size < STREAMED_FROM_BYTES ? await hashOf(blob) : await hashOfStreamed(blob);
    return btoa(String.fromCharCode(...new Uint8Array(hash)));
  } finally {
    hashing -= size;
    beginWaiting();
  }
}

const hashOf = async (blob: Blob): Promise<ArrayBuffer> =>
  crypto.subtle.digest('SHA-256', await readable(blob.arrayBuffer()));

async function hashOfStreamed(blob: Blob): Promise<ArrayBuffer> {
  const bytes = await readable(readInto(takeSpare(blob.size), blob));
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  spare.push(bytes.buffer);
  return hash;
}

/** A piece of memory that is large enough; smaller ones are given back. */
function takeSpare(size: number): ArrayBuffer {
  const fitting = spare.find(({ byteLength }) => byteLength >= size);
  spare = spare.filter(buffer => buffer !== fitting && buffer.byteLength >= size);
  return fitting ?? new ArrayBuffer(size);
}

/** The bytes of the blob, at the beginning of the memory: which is moved on the way, and comes back with them. */
async function readInto(memory: ArrayBuffer, blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const reader = blob.stream().getReader({ mode: 'byob' });
  let buffer = memory;
  for (let filled = 0; filled < blob.size; ) {
    const { value, done } = await reader.read(new Uint8Array(buffer, filled, blob.size - filled));
    if (value === undefined || done) throw new Error(`${filled} of ${blob.size} bytes`);
    buffer = value.buffer;
    filled += value.byteLength;
  }
  await reader.cancel();
  return new Uint8Array(buffer, 0, blob.size);
}

async function readable<Bytes>(reading: Promise<Bytes>): Promise<Bytes> {
  try {
    return await reading;
  } catch (cause) {
    throw new ShoeboxError('bytes-changed', {}, { cause });
  }
}
