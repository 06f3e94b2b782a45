const SPACE = 0x20;

/** Properties of XMP that say where a picture was taken (XMP part 2; IPTC Photo Metadata Standard). */
const PROPERTY =
  'exif:GPS\\w+|photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)|Iptc4xmpExt:Location(?:Created|Shown)';

const XMP = /<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/g;
const AS_ATTRIBUTE = new RegExp(`\\s(?:${PROPERTY})\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'g');
const AS_ELEMENT = new RegExp(`<(${PROPERTY})(?=[\\s/>])[^>]*(?:/>|>[\\s\\S]*?</\\1>)`, 'g');

/** Puts spaces in the place of what XMP in a file of any kind tells of the place. True when there was something. */
export function removePlaceFromXmp(bytes: Uint8Array): boolean {
  const text = oneCharacterAByte(bytes);
  let removed = false;
  for (const { 0: packet, index: at } of text.matchAll(XMP)) {
    for (const pattern of [AS_ELEMENT, AS_ATTRIBUTE]) {
      for (const { 0: property, index } of packet.matchAll(pattern)) {
        bytes.fill(SPACE, at + index, at + index + property.length);
        removed = true;
      }
    }
  }
  return removed;
}

/** How the resource of Photoshop's begins that holds IPTC's datasets: number 0x0404, an empty name. */
const IPTC_RESOURCE = '8BIM\x04\x04\0\0';

/** Content location code and name, city, sublocation, province, country code and name (IPTC IIM 4.2, record 2). */
const PLACES = [26, 27, 90, 92, 95, 100, 101];

/** As {@link removePlaceFromXmp}, of IPTC's older form, which editors of press pictures write beside it. */
export function removePlaceFromIptc(bytes: Uint8Array): boolean {
  const text = oneCharacterAByte(bytes);
  let removed = false;
  for (
    let start = text.indexOf(IPTC_RESOURCE);
    start !== -1;
    start = text.indexOf(IPTC_RESOURCE, start + 1)
  ) {
    // After four bytes of length come the datasets: 0x1c, record, number, length, content.
    let at = start + IPTC_RESOURCE.length + 4;
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
