import { crc32 } from '../../core/crc32';

const SIGNATURE_BYTES = 8;

/** Chunks that can hold Exif or XMP in a form that is not looked into: compressed, or in hexadecimal digits. */
const OPAQUE_TEXT = /^(?:XML:com\.adobe\.xmp|Raw profile type (?:exif|app1|xmp|iptc))\0/i;

/** An ancillary, private chunk that is safe to copy (PNG, 5.4): every decoder skips it. */
const NOTHING = 'shBx';

interface Chunk {
  readonly type: string;
  /** Of its content. */
  readonly start: number;
  readonly end: number;
}

/**
 * PNG's own part of removing what tells of the place: text chunks in which that can't be seen are emptied whole, and
 * every checksum is made right again. `remove` does the rest, in place; true when one of the two found something.
 */
export function removeFromPng(bytes: Uint8Array, remove: (bytes: Uint8Array) => boolean): boolean {
  let removed = false;
  for (const { type, start, end } of chunksOf(bytes)) {
    const content = bytes.subarray(start, end);
    const isOpaque = /^[iz]TXt$|^tEXt$/.test(type) && OPAQUE_TEXT.test(ascii(content.subarray(0, 40)));
    const isReadable = type === 'eXIf' || (type === 'iTXt' && isUncompressed(content));
    if (!isOpaque && type !== 'eXIf') continue;
    if (isReadable && !remove(content)) continue;
    if (!isReadable) {
      content.fill(0);
      bytes.set(new TextEncoder().encode(NOTHING), start - 4);
    }
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(end, crc32(bytes.subarray(start - 4, end)));
    removed = true;
  }
  return removed;
}

function* chunksOf(bytes: Uint8Array): Generator<Chunk, void, undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length; ) {
    const start = at + 8;
    const end = start + view.getUint32(at);
    if (end + 4 > bytes.length) return;
    yield { type: ascii(bytes.subarray(at + 4, start)), start, end };
    at = end + 4;
  }
}

/** An iTXt chunk's keyword ends with a zero byte; after it stands whether the text is compressed. */
const isUncompressed = (content: Uint8Array): boolean => content[content.indexOf(0) + 1] === 0;

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
