import { ShoeboxError } from '../core/failure';
import { giveBack } from './give-back';

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
 * Memory that was read into before, and is read into again: fresh memory of some MiB for every part took longer than
 * reading and hashing it (256 MiB in parts of 7: 0.57 s into the same memory, 0.97 s with `arrayBuffer`).
 */
let spare: Uint8Array<ArrayBuffer>[] = [];

/** In the order in which they came. */
function beginWaiting(): void {
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    if (hashing > 0 && hashing + next.size > AT_ONCE_BYTES) return;
    waiting.shift();
    hashing += next.size;
    next.begin();
  }
  if (hashing > 0) return;
  for (const { buffer } of spare) giveBack(buffer);
  spare = []; // memory is not kept for an idle worker
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
  const memory = takeSpare(blob.size);
  const bytes = await readable(readInto(memory, blob));
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  spare.push(memory);
  return hash;
}

/** A piece of memory that is large enough; smaller ones are given back. */
function takeSpare(size: number): Uint8Array<ArrayBuffer> {
  const fitting = spare.find(({ byteLength }) => byteLength >= size);
  spare = spare.filter(memory => memory !== fitting && memory.byteLength >= size);
  return fitting ?? new Uint8Array(size);
}

/**
 * The bytes of the blob, at the beginning of the memory. Not read right into it, with a BYOB reader: of that, Chromium
 * 156 once in a thousand parts answers a read never.
 */
async function readInto(memory: Uint8Array<ArrayBuffer>, blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  let filled = 0;
  for await (const chunk of blob.stream()) {
    memory.set(chunk, filled);
    filled += chunk.byteLength;
    giveBack(chunk.buffer);
  }
  if (filled !== blob.size) throw new Error(`${filled} of ${blob.size} bytes`);
  return memory.subarray(0, filled);
}

async function readable<Bytes>(reading: Promise<Bytes>): Promise<Bytes> {
  try {
    return await reading;
  } catch (cause) {
    throw new ShoeboxError('bytes-changed', {}, { cause });
  }
}
