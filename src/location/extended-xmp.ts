import { ShoeboxError } from '../core/failure';
import type { Budget } from './budget';
import { findText } from './find-text';
import { md5 } from './md5';
import { positionsOf, removePlaceFromXmp } from './xmp';

/** How such a segment of a JPEG begins (XMP part 3, 1.1.3.1); then a GUID, the length of all, and where this part belongs. */
const HEADER = 'http://ns.adobe.com/xmp/extension/\0';
const GUID_BYTES = 32;
const GUID = /^[\dA-F]{32}$/i;

/** A file has some dozens; of 64 KB each. */
const MAX_PARTS = 4096;

/** A file has one; what is made of several pictures, a few. */
const MAX_PACKETS = 16;

/** The property of the first packet that names it, within some bytes as attribute or element. */
const NAMED_BY = 'HasExtendedXMP';
const NAMING_BYTES = 128;

interface Part {
  /** Where its GUID stands. */
  readonly guidAt: number;
  readonly content: Uint8Array;
  /** Of the first byte, in all of it. */
  readonly offset: number;
}

/**
 * XMP that was too long for one segment is in several: a property may begin in one and end in the next. Its GUID is the
 * MD5 of all of it, by which the first packet names it: both are made right again. True when there was a place.
 * @throws ShoeboxError `location-not-removed` where there are more, or longer ones, than a file has
 */
export function removePlaceFromExtendedXmp(bytes: Uint8Array, budget: Budget): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packets = new Map<string, Part[]>();
  let found = 0;
  for (let at = findText(bytes, HEADER); at >= 2; at = findText(bytes, HEADER, at + 1)) {
    if (++found > MAX_PARTS) throw new ShoeboxError('location-not-removed');
    const guidAt = at + HEADER.length;
    const start = guidAt + GUID_BYTES + 8;
    if (start > bytes.length) break;
    const guid = String.fromCharCode(...bytes.subarray(guidAt, guidAt + GUID_BYTES));
    const content = bytes.subarray(start, Math.max(start, at - 2 + view.getUint16(at - 2)));
    if (!GUID.test(guid)) continue;
    const parts = packets.get(guid) ?? [];
    parts.push({ guidAt, content, offset: view.getUint32(start - 4) });
    packets.set(guid, parts);
  }
  // Parts that overlap could make this take as much memory and time as there are parts.
  if (packets.size > MAX_PACKETS || lengthOf([...packets.values()].flat()) > bytes.length)
    throw new ShoeboxError('location-not-removed');
  let removed = false;
  for (const [guid, parts] of packets) {
    parts.sort((a, b) => a.offset - b.offset);
    const whole = new Uint8Array(lengthOf(parts));
    eachPart(parts, ({ content }, at) => whole.set(content, at));
    if (!removePlaceFromXmp(whole, budget)) continue;
    eachPart(parts, ({ content }, at) => content.set(whole.subarray(at, at + content.length)));
    const renamed = new TextEncoder().encode(md5(whole).toUpperCase());
    for (const { guidAt } of parts) bytes.set(renamed, guidAt);
    for (const at of positionsOf(bytes, NAMED_BY)) {
      const naming = bytes.subarray(at, at + NAMING_BYTES);
      const guidAt = findText(naming, guid);
      if (guidAt !== -1) naming.set(renamed, guidAt);
    }
    removed = true;
  }
  return removed;
}

const lengthOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, { content }) => sum + content.length, 0);

function eachPart(parts: readonly Part[], visit: (part: Part, at: number) => void): void {
  let at = 0;
  for (const part of parts) {
    visit(part, at);
    at += part.content.length;
  }
}
