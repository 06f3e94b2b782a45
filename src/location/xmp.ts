import { findText } from './find-text';

const SPACE = 0x20;

/** Namespaces in which such plain words tell of a place (XMP part 2; IPTC Photo Metadata Standard), as they are called mostly. */
const PLACE_NAMESPACES =
  /^https?:\/\/(?:ns\.adobe\.com\/photoshop\/|iptc\.org\/std\/Iptc4xmp(?:Core|Ext)\/|www\.w3\.org\/2003\/01\/geo\/)/;
const PLACE_PREFIXES = ['photoshop', 'Iptc4xmpCore', 'Iptc4xmpExt', 'geo'];
const PLACES =
  'City|State|Country(?:Code|Name)?|Location(?:Created|Shown|Name|Id)?|ProvinceState|Sublocation|WorldRegion|lat|long|alt|lat_long';

/** Whatever the vendor: exif:GPSLatitude, drone-dji:GpsLongtitude (DJI spells it so). */
const POSITIONS = '[Gg][Pp][Ss]\\w*|[Ll](?:atitude|ongt?itude)|AbsoluteAltitude|shotLocation';

/** What Sony’s cameras write beside a film, which is no XMP. */
const SONY_GPS = ['<Group name="ExifGPS">', '</Group>'] as const;

/** The element around all properties; its prefix is anybody's. */
const DELIMITER = ':RDF';

/** Namespaces may be declared in the element around it. */
const LEAD_BYTES = 512;

/** A file has a few; what pretends to have more is meant to keep us busy. */
const MAX_PACKETS = 1024;

/** Puts spaces in the place of what XMP in a file of any kind tells of the place. True when there was something. */
export function removePlaceFromXmp(bytes: Uint8Array): boolean {
  let removed = false;
  // The file is hostile: a packet without an end must not make the search start over for each beginning.
  for (const [at, end] of between(bytes, DELIMITER, DELIMITER)) {
    const start = Math.max(0, at - LEAD_BYTES);
    // One character a byte, so that a match's index is the index of its first byte, and what is no text does no harm.
    const packet = new TextDecoder('latin1').decode(bytes.subarray(start, end));
    for (const [from, to] of placesIn(packet)) {
      bytes.fill(SPACE, start + from, start + to);
      removed = true;
    }
  }
  for (const range of between(bytes, ...SONY_GPS)) {
    bytes.fill(SPACE, ...range);
    removed = true;
  }
  return removed;
}

type Ranges = Generator<readonly [from: number, to: number], void, undefined>;

function* between(bytes: Uint8Array, beginning: string, ending: string): Ranges {
  let from = 0;
  for (let packets = 0; packets < MAX_PACKETS; packets++) {
    const at = findText(bytes, beginning, from);
    const last = at === -1 ? -1 : findText(bytes, ending, at + 1);
    if (last === -1) return;
    from = last + ending.length;
    yield [at, from];
  }
}

/** Where attributes and elements begin and end that tell of the place. */
function* placesIn(packet: string): Ranges {
  const declared = [...packet.matchAll(/xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']/g)];
  const prefixes = declared.flatMap(([, prefix = '', uri = '']) =>
    PLACE_NAMESPACES.test(uri) ? [prefix] : [],
  );
  const property = `[\\w.-]+:(?:${POSITIONS})|(?:${[...PLACE_PREFIXES, ...prefixes].join('|')}):(?:${PLACES})`;
  const attributes = new RegExp(`\\s(?:${property})\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'g');
  for (const { 0: attribute, index } of packet.matchAll(attributes)) yield [index, index + attribute.length];
  let done = 0;
  const unclosed = new Set<string>();
  const openings = new RegExp(`<(${property})(?=[\\s/>])[^<>]*>`, 'g');
  for (const { 0: tag, 1: name = '', index } of packet.matchAll(openings)) {
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
