import { createHash } from 'node:crypto';

const BLOCK_BYTES = 64 * 1024;

/**
 * 64 KiB of a file's content: the same for the same seed and place, unlike any other. Runs in pages too, so it may
 * name nothing but what it is given.
 */
export function contentBlock(seed: number, index: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(16 * 1024);
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) | 1;
  for (let at = 0; at < words.length; at++) {
    // Marsaglia's xorshift32.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return new Uint8Array(words.buffer);
}

/** SHA-256, in hexadecimal, of a file with this seed and length. */
export function contentSha256(seed: number, bytes: number): string {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes; at += BLOCK_BYTES) {
    hash.update(contentBlock(seed, at / BLOCK_BYTES).subarray(0, bytes - at));
  }
  return hash.digest('hex');
}
