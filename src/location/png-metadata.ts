import { crc32 } from '../core/crc32';
import type { Budget } from './budget';

const SIGNATURE_BYTES = 8;

/** Text chunks that can hold Exif, XMP or IPTC: as they are, compressed, or in hexadecimal digits (ImageMagick). */
const METADATA = /^(?:XML:com\.adobe\.xmp|Raw profile type (?:exif|app1|xmp|iptc|8bim))\0/i;

/** What a text costs beside its bytes: unpacking thousands of short ones takes as long as a long one. */
const TEXT_COST_BYTES = 64_000;

/** ImageMagick’s head of a hexadecimal text: a line break, the profile’s name and its length; then the digits, in lines. */
const HEX_HEAD = /^\s*\S+\s+\d+\s*/;
const HEX_HEAD_BYTES = 256;

/** An ancillary, private chunk that is safe to copy (PNG, 5.4): every decoder skips it. */
const NOTHING = 'shBx';

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const encode = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, character => character.charCodeAt(0));

/**
 * PNG's own part of removing what tells of the place: compressed and hexadecimal texts are looked into, and every checksum
 * is made right again. A chunk that was compressed may get another length, which nothing in a PNG depends on.
 * `remove` does the rest, in place. Null when nothing was found. Texts that the budget isn’t enough for are not looked into,
 * but taken out.
 */
export async function removeFromPng(
  bytes: Uint8Array<ArrayBuffer>,
  remove: (bytes: Uint8Array<ArrayBuffer>) => boolean,
  budget: Budget,
): Promise<readonly Uint8Array<ArrayBuffer>[] | null> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let done = 0;
  for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) break;
    const type = ascii(bytes.subarray(at + 4, at + 8));
    const cleaned = await cleanedChunk(type, bytes.slice(at + 8, end), remove, budget);
    if (cleaned !== null) {
      parts.push(bytes.subarray(done, at), written(cleaned));
      done = end + 4;
    }
    at = end + 4;
  }
  return done === 0 ? null : [...parts, bytes.subarray(done)];
}

type Chunk = readonly [type: string, content: Uint8Array<ArrayBuffer>];

/** Null for one that tells nothing of it. `content` may be changed. */
async function cleanedChunk(
  type: string,
  content: Uint8Array<ArrayBuffer>,
  remove: (bytes: Uint8Array<ArrayBuffer>) => boolean,
  budget: Budget,
): Promise<Chunk | null> {
  if (type === 'eXIf') return remove(content) ? [type, content] : null;
  const start = textStart(type, content);
  if (start === null || !METADATA.test(ascii(content.subarray(0, 40)))) return null;
  const isPacked = type === 'zTXt' || (type === 'iTXt' && content[content.indexOf(0) + 1] === 1);
  const held = content.subarray(start);
  const nothing = [NOTHING, new Uint8Array(content.length)] as const;
  budget.textBytes -= TEXT_COST_BYTES + (isPacked ? 0 : held.length);
  if (budget.textBytes < 0) return nothing;
  const text = isPacked ? await piped(held, new DecompressionStream('deflate'), budget) : held;
  if (text === null) return nothing;
  const isHex = ascii(content.subarray(0, 3)) === 'Raw';
  if (!(isHex ? removeFromHex(text, remove) : remove(text))) return null;
  const written = isPacked ? await piped(text, new CompressionStream('deflate'), null) : text;
  return [type, joined([content.subarray(0, start), written ?? new Uint8Array(0)])];
}

/** Behind the keyword, and what an iTXt chunk says then: how it is compressed, a language, the keyword in that. */
function textStart(type: string, content: Uint8Array): number | null {
  const keyword = content.indexOf(0) + 1;
  if (type === 'tEXt') return keyword;
  if (type === 'zTXt') return keyword + 1;
  return type === 'iTXt' ? content.indexOf(0, content.indexOf(0, keyword + 2) + 1) + 1 : null;
}

/** Null for what is damaged, or longer than the budget’s texts may be. */
async function piped(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
  budget: Budget | null,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  // biome-ignore lint/plugin/no-silent-catch: damaged, it tells nobody anything; the chunk is taken out.
  try {
    const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (budget !== null) budget.textBytes -= next.value.length;
      if (budget !== null && budget.textBytes < 0) return null;
      chunks.push(next.value);
    }
    return joined(chunks);
  } catch {
    return null;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function written([type, content]: Chunk): Uint8Array<ArrayBuffer> {
  const bytes = joined([new Uint8Array(4), encode(type), content, new Uint8Array(4)]);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

function removeFromHex(text: Uint8Array, remove: (bytes: Uint8Array<ArrayBuffer>) => boolean): boolean {
  const start = HEX_HEAD.exec(ascii(text.subarray(0, HEX_HEAD_BYTES)))?.[0].length ?? 0;
  // Where the digits stand.
  const digits = new Uint32Array(text.length);
  let count = 0;
  for (let at = start; at < text.length; at++) if (digitAt(text, at) !== -1) digits[count++] = at;
  const before = new Uint8Array(count >> 1);
  for (let index = 0; index < before.length; index++) {
    before[index] = 16 * digitAt(text, digits[2 * index] ?? 0) + digitAt(text, digits[2 * index + 1] ?? 0);
  }
  const bytes = before.slice();
  if (!remove(bytes)) return false;
  for (const [index, byte] of bytes.entries()) {
    if (byte === before[index]) continue;
    const [high = 0, low = 0] = encode(byte.toString(16).padStart(2, '0'));
    text[digits[2 * index] ?? 0] = high;
    text[digits[2 * index + 1] ?? 0] = low;
  }
  return true;
}

/** -1 for what is no hexadecimal digit. */
function digitAt(text: Uint8Array, at: number): number {
  const code = text[at] ?? 0;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  // Capitals differ from small letters in this bit.
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
