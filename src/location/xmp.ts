import { ShoeboxError } from '../core/failure';
import { type Budget, spend } from './budget';
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

// Any prefix, as looking for each of a thousand declared ones would take a thousand times as long.
const NAME = `([\\w.-]+):(?:(${POSITIONS})|(?:${PLACES}))`;
const ATTRIBUTES = new RegExp(`\\s${NAME}\\s*=\\s*(?=("[^"]*"|'[^']*'))`, 'g');
const ELEMENTS = new RegExp(`<${NAME}(?=[\\s/>])[^<>]*>`, 'g');

/** What Sony’s cameras write beside a film, which is no XMP. */
const SONY_GPS = ['<Group name="ExifGPS">', '</Group>'] as const;

/** The element around all properties; its prefix is anybody's. */
const DELIMITER = ':RDF';

/** Namespaces may be declared in the element around it. */
const LEAD_BYTES = 512;

/** Pictures may stand between two packets; what is only near a packet is read as if it were within. */
const MAX_BETWEEN_PACKETS = 65_536;

/** A file has two for each of its few packets; what pretends to have more is meant to keep us busy. */
const MAX_DELIMITERS = 1024;

/**
 * Puts spaces in the place of what XMP in a file of any kind tells of the place. True when there was something.
 * @throws ShoeboxError `location-not-removed` where what tells of it has no end, or there is more than a file has
 */
export function removePlaceFromXmp(bytes: Uint8Array, budget: Budget): boolean {
  let removed = false;
  const prefixes = new Set(PLACE_PREFIXES);
  const delimiters = positionsOf(bytes, DELIMITER);
  // Between any two: one that is only text must not shift which of them begin a packet and which end one.
  const ranges = delimiters.slice(1).flatMap((end, index) => {
    const begun = delimiters[index] ?? 0;
    const isBetween = endsTag(bytes, begun, '</') && endsTag(bytes, end, '<');
    return isBetween && end - begun > MAX_BETWEEN_PACKETS
      ? []
      : [[Math.max(0, begun - LEAD_BYTES), end] as const];
  });
  for (const [start, end] of ranges) spend(budget, 'xmpBytes', end - start);
  for (const [start, end] of ranges) {
    // One character a byte, so that a match's index is the index of its first byte, and what is no text does no harm.
    const packet = new TextDecoder('latin1').decode(bytes.subarray(start, end));
    for (const [from, to] of placesIn(packet, prefixes)) {
      bytes.fill(SPACE, start + from, start + to);
      removed = true;
    }
  }
  const [beginning, ending] = SONY_GPS;
  let done = 0;
  for (const at of positionsOf(bytes, beginning)) {
    if (at < done) continue;
    const last = findText(bytes, ending, at);
    if (last === -1) throw new ShoeboxError('location-not-removed');
    done = last + ending.length;
    bytes.fill(SPACE, at, done);
    removed = true;
  }
  return removed;
}

/** Whether the word that ends there is the name in such a tag. */
const endsTag = (bytes: Uint8Array, end: number, tag: '<' | '</'): boolean =>
  new RegExp(`${tag}[\\w.-]+$`).test(String.fromCharCode(...bytes.subarray(Math.max(0, end - 64), end)));

/**
 * Where it stands, in order.
 * @throws ShoeboxError `location-not-removed` where that is more often than in a file
 */
export function positionsOf(bytes: Uint8Array, text: string): readonly number[] {
  const found: number[] = [];
  for (let at = findText(bytes, text); at !== -1; at = findText(bytes, text, at + text.length)) {
    if (found.push(at) > MAX_DELIMITERS) throw new ShoeboxError('location-not-removed');
  }
  return found;
}

/** Where attributes and elements begin and end that tell of the place; `prefixes` gets those that are declared for one. */
function* placesIn(
  packet: string,
  prefixes: Set<string>,
): Generator<readonly [from: number, to: number], void, undefined> {
  for (const [, prefix = '', uri = ''] of packet.matchAll(/xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']/g))
    if (PLACE_NAMESPACES.test(uri)) prefixes.add(prefix);
  for (const { 0: name, 1: prefix = '', 2: position, 3: value = '', index } of packet.matchAll(ATTRIBUTES))
    if (position !== undefined || prefixes.has(prefix)) yield [index, index + name.length + value.length];
  let done = 0;
  for (const { 0: tag, 1: prefix = '', 2: position, index } of packet.matchAll(ELEMENTS)) {
    if (index < done || (position === undefined && !prefixes.has(prefix))) continue;
    done = index + tag.length;
    if (!tag.endsWith('/>')) {
      const closing = `</${/[^\s/>]+/.exec(tag.slice(1))?.[0] ?? ''}>`;
      const closed = packet.indexOf(closing, done);
      // Each search for one that isn’t there would go through all of it.
      if (closed === -1) throw new ShoeboxError('location-not-removed');
      done = closed + closing.length;
    }
    yield [index, done];
  }
}
