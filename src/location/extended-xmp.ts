import { findText } from './find-text';
import { md5 } from './md5';
import { removePlaceFromXmp } from './xmp';

/** How such a segment of a JPEG begins (XMP part 3, 1.1.3.1); then a GUID, the length of all, and where this part belongs. */
const HEADER = 'http://ns.adobe.com/xmp/extension/\0';
const GUID_BYTES = 32;
const GUID = /^[\dA-F]{32}$/i;

/** A file has some dozens; of 64 KB each. */
const MAX_PARTS = 4096;

interface Part {
  readonly content: Uint8Array;
  /** Of the first byte, in all of it. */
  readonly offset: number;
}

/**
 * XMP that was too long for one segment is in several: a property may begin in one and end in the next. Its GUID is the
 * MD5 of all of it, by which the first packet names it: both are made right again. True when there was a place.
 */
export function removePlaceFromExtendedXmp(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packets = new Map<string, Part[]>();
  let found = 0;
  for (let at = findText(bytes, HEADER); at >= 2; at = findText(bytes, HEADER, at + 1)) {
    if (++found > MAX_PARTS) break;
    const guidAt = at + HEADER.length;
    const start = guidAt + GUID_BYTES + 8;
    if (start > bytes.length) break;
    const guid = String.fromCharCode(...bytes.subarray(guidAt, guidAt + GUID_BYTES));
    const content = bytes.subarray(start, Math.max(start, at - 2 + view.getUint16(at - 2)));
    if (!GUID.test(guid)) continue;
    const parts = packets.get(guid) ?? [];
    parts.push({ content, offset: view.getUint32(start - 4) });
    packets.set(guid, parts);
  }
  let removed = false;
  for (const [guid, parts] of packets) {
    parts.sort((a, b) => a.offset - b.offset);
    const total = parts.reduce((sum, { content }) => sum + content.length, 0);
    // Parts that overlap could make this take as much memory as there are parts.
    if (total > bytes.length) continue;
    const whole = new Uint8Array(total);
    eachPart(parts, ({ content }, at) => whole.set(content, at));
    if (!removePlaceFromXmp(whole)) continue;
    eachPart(parts, ({ content }, at) => content.set(whole.subarray(at, at + content.length)));
    const renamed = new TextEncoder().encode(md5(whole).toUpperCase());
    for (let at = findText(bytes, guid); at !== -1; at = findText(bytes, guid, at + GUID_BYTES))
      bytes.set(renamed, at);
    removed = true;
  }
  return removed;
}

function eachPart(parts: readonly Part[], visit: (part: Part, at: number) => void): void {
  let at = 0;
  for (const part of parts) {
    visit(part, at);
    at += part.content.length;
  }
}
