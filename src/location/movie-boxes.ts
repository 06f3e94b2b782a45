import { ShoeboxError } from '../core/failure';

// Films (ISO/IEC 14496-12; QuickTime File Format): boxes within boxes. What tells of the place becomes free space.

/** Where players look for nothing else than other boxes. */
const CONTAINERS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'udta', 'mpvd']);

/** A position as QuickTime and 3GPP write it, GoPro's global one, and metadata of JPEG XL that are compressed. */
const PLACES: ReadonlySet<string> = new Set(['\xa9xyz', 'loci', 'GPMF', 'brob']);

/** Tracks that tell the place all along: GoPro, Android’s camera motion, DJI, Sony; and where dash cameras keep it. */
const TRACKS: ReadonlySet<string> = new Set(['gpmd', 'camm', 'djmd', 'dbgi', 'rtmd', 'gps ']);

/** Apple’s metadata tracks name in their description what they tell. */
const APPLE_TRACK = 'mebx';
const APPLE_PLACE = /location/i;

/** From a film’s `moov` to what tells of one track’s samples are six; a box for each level would use up the stack. */
const MAX_DEPTH = 16;

interface Box {
  readonly type: string;
  /** Where it begins; its content; where it ends. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

/** The box whose head is there; null where it ends outside of `end`, or is none. */
export function boxAt(bytes: Uint8Array, at: number, end: number): Box | null {
  if (at + 8 > Math.min(end, bytes.length)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint32(at);
  const head = size === 1 ? 16 : 8;
  if (at + head > bytes.length) return null;
  const length = size === 1 ? Number(view.getBigUint64(at + 8)) : size || end - at;
  const box = { type: ascii(bytes, at + 4, at + 8), at, start: at + head, end: at + length };
  return length < head || box.end > end ? null : box;
}

/**
 * Makes free space of the boxes that tell of the place, in place. True when there was one.
 * @throws ShoeboxError `location-not-removed` where a track tells it all along, or boxes are deeper than a film’s
 */
export function removePlaceFromBoxes(bytes: Uint8Array, from: number, end: number, depth = 0): boolean {
  if (depth > MAX_DEPTH) throw new ShoeboxError('location-not-removed');
  let removed = false;
  let names: readonly string[] = [];
  for (let box = boxAt(bytes, from, end); box !== null; box = boxAt(bytes, box.end, end)) {
    const { type, start } = box;
    if (PLACES.has(type)) removed = free(bytes, box) || removed;
    if (TRACKS.has(type)) throw new ShoeboxError('location-not-removed');
    if (type === 'stsd') checkTrack(bytes, box);
    if (type === 'keys') names = keysIn(bytes, box);
    if (type === 'ilst') removed = removeItems(bytes, box, names) || removed;
    if (CONTAINERS.has(type)) removed = removePlaceFromBoxes(bytes, start, box.end, depth + 1) || removed;
    // QuickTime’s has no version in front.
    if (type === 'meta')
      removed =
        removePlaceFromBoxes(
          bytes,
          start + (ascii(bytes, start + 4, start + 8) === 'hdlr' ? 0 : 4),
          box.end,
          depth + 1,
        ) || removed;
  }
  return removed;
}

function free(bytes: Uint8Array, { at, start, end }: Box): boolean {
  bytes.fill(0, start, end);
  bytes.set([0x66, 0x72, 0x65, 0x65], at + 4);
  return true;
}

/** What a track’s samples are (ISO/IEC 14496-12, 8.5.2): after a version and a count. */
function checkTrack(bytes: Uint8Array, { start, end }: Box): void {
  const { type = '', ...entry } = boxAt(bytes, start + 8, end) ?? {};
  const isApple = type === APPLE_TRACK && APPLE_PLACE.test(ascii(bytes, start, Math.min(end, start + 4096)));
  if (TRACKS.has(type) || isApple) throw new ShoeboxError('location-not-removed', {}, { cause: entry });
}

/** By which numbers items call them, from 1. */
function keysIn(bytes: Uint8Array, { start, end }: Box): readonly string[] {
  const names = [''];
  for (let key = boxAt(bytes, start + 8, end); key !== null; key = boxAt(bytes, key.end, end))
    names.push(ascii(bytes, key.start, Math.min(key.end, key.start + 256)));
  return names;
}

function removeItems(bytes: Uint8Array, { start, end }: Box, names: readonly string[]): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let removed = false;
  for (let item = boxAt(bytes, start, end); item !== null; item = boxAt(bytes, item.end, end)) {
    const name = names[view.getUint32(item.at + 4)] ?? '';
    if (APPLE_PLACE.test(name) || PLACES.has(item.type)) removed = free(bytes, item) || removed;
  }
  return removed;
}
