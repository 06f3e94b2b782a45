const SPACE = 0x20;

/** Properties of XMP that say where a picture was taken (XMP part 2; IPTC Photo Metadata Standard). */
const PROPERTY =
  'exif:GPS\\w+|photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)|Iptc4xmpExt:Location(?:Created|Shown)';

const BEGIN = '<x:xmpmeta';
const END = '</x:xmpmeta>';
const ATTRIBUTE = new RegExp(`\\s(?:${PROPERTY})\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'g');
const OPENING_TAG = new RegExp(`<(${PROPERTY})(?=[\\s/>])[^<>]*>`, 'g');

/** Puts spaces in the place of what XMP in a file of any kind tells of the place. True when there was something. */
export function removePlaceFromXmp(bytes: Uint8Array): boolean {
  const text = oneCharacterAByte(bytes);
  let removed = false;
  // The file is hostile: a packet without an end must not make the search start over for each beginning.
  for (let start = text.indexOf(BEGIN); start !== -1; ) {
    const end = text.indexOf(END, start);
    if (end === -1) break;
    for (const [from, to] of placesIn(text.slice(start, end))) {
      bytes.fill(SPACE, start + from, start + to);
      removed = true;
    }
    start = text.indexOf(BEGIN, end);
  }
  return removed;
}

/** Where attributes and elements begin and end that tell of the place. */
function* placesIn(packet: string): Generator<readonly [from: number, to: number], void, undefined> {
  for (const { 0: attribute, index } of packet.matchAll(ATTRIBUTE)) yield [index, index + attribute.length];
  let done = 0;
  const unclosed = new Set<string>();
  for (const { 0: tag, 1: name = '', index } of packet.matchAll(OPENING_TAG)) {
    if (index < done || unclosed.has(name)) continue;
    const closing = `</${name}>`;
    const closed = tag.endsWith('/>') ? index : packet.indexOf(closing, index);
    if (closed === -1) unclosed.add(name);
    else {
      done = closed === index ? index + tag.length : closed + closing.length;
      yield [index, done];
    }
  }
}

/** How the resource of Photoshop's begins that holds IPTC's datasets: number 0x0404, an empty name. */
const IPTC_RESOURCE = '8BIM\x04\x04\0\0';

/** Content location code and name, city, sublocation, province, country code and name (IPTC IIM 4.2, record 2). */
const PLACES = [26, 27, 90, 92, 95, 100, 101];

/** As {@link removePlaceFromXmp}, of IPTC's older form, which editors of press pictures write beside it. */
export function removePlaceFromIptc(bytes: Uint8Array): boolean {
  const text = oneCharacterAByte(bytes);
  let removed = false;
  let at = 0;
  for (let start = text.indexOf(IPTC_RESOURCE); start !== -1; start = text.indexOf(IPTC_RESOURCE, at)) {
    // After four bytes of length come the datasets: 0x1c, record, number, length, content.
    at = start + IPTC_RESOURCE.length + 4;
    while (bytes[at] === 0x1c) {
      const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
      const content = bytes.subarray(at + 5, at + 5 + length);
      if (
        bytes[at + 1] === 2 &&
        PLACES.includes(bytes[at + 2] ?? 0) &&
        content.some(byte => byte !== SPACE)
      ) {
        content.fill(SPACE);
        removed = true;
      }
      at += 5 + length;
    }
  }
  return removed;
}

/** So that a match's index is the index of its first byte, and one that is not text does no harm. */
const oneCharacterAByte = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
