import { percentDecoded } from './encoding';
import { type Failure, ShoeboxError, toFailure } from './failure';
import { albumPrefixOf, byteLength, MAX_KEY_BYTES, otherForms, visibleText } from './object-key';

/** A prefix of the bucket that ends in `/`. The bucket's folder itself is the album that holds all others. */
export interface Album {
  /** Key prefix with the trailing slash; unique. */
  readonly prefix: string;
  /** What the user calls it. Two prefixes can have one name (`My album/` and the AWS example's `My%20album/`). */
  readonly name: string;
}

/** What `encodeURIComponent` wrote: decoding and encoding again gives the same text. */
function decodeSegment(segment: string): string {
  const decoded = percentDecoded(segment);
  // Half a character can't be encoded again.
  return decoded?.isWellFormed() && encodeURIComponent(decoded) === segment ? decoded : segment;
}

/**
 * The name of the album that a path segment stands for. The AWS example wrote segments percent-encoded;
 * a segment that is not exactly such an encoding (`50% off`, `100%25 wool`) is its own name.
 */
export const albumNameOfSegment = (segment: string): string => decodeSegment(segment);

/**
 * The segment that stands for an album's name: the name itself, unless reading it back would decode it
 * (`100%25`); then the encoded form, which reads back as that very name.
 */
export const segmentOfAlbumName = (name: string): string =>
  decodeSegment(name) === name ? name : encodeURIComponent(name);

/** The album for a prefix that came out of the bucket. */
export function albumOfPrefix(prefix: string): Album {
  const path = prefix.replace(/\/+$/, '');
  const segment = path.slice(path.lastIndexOf('/') + 1);
  return { prefix, name: visibleText(albumNameOfSegment(segment) || prefix) };
}

/** The album that a photo is shown in: `My%20album//cat.jpg` of the AWS example is in `My%20album/`. */
export const albumPrefixOfPhoto = (key: string): string => albumPrefixOf(key).replace(/\/+$/, '/');

/** Every album on the way from below `root` (exclusive) to `prefix` (inclusive). */
export function albumPath(root: string, prefix: string): Album[] {
  const albums: Album[] = [];
  for (let end = prefix.indexOf('/', root.length); end !== -1; end = prefix.indexOf('/', end + 1)) {
    const next = prefix.slice(0, end + 1);
    // The AWS example's `My%20album//` belongs to the album before it.
    if (!next.endsWith('//')) albums.push(albumOfPrefix(next));
  }
  return albums;
}

/** The prefix that holds `prefix`, not above `root`. */
export function parentPrefix(root: string, prefix: string): string {
  const path = albumPath(root, prefix);
  return path.at(-2)?.prefix ?? root;
}

/**
 * The album to be made from what the user typed: trimmed, NFC, without what turns a text around and is not seen.
 * The AWS example's rules (not empty, no slash) and S3's (no `.` or `..` as a path segment, 1024 bytes a key),
 * with room left for a file name.
 * @throws ShoeboxError `album-name-…`
 */
export function newAlbum(parent: string, typedName: string): Album {
  const name = typedName
    .replace(/\p{Bidi_Control}/gu, '')
    .normalize('NFC')
    .trim();
  if (INVISIBLE_NAME.test(name)) throw new ShoeboxError('album-name-empty');
  if (name.includes('/')) throw new ShoeboxError('album-name-slash');
  if (/^\.{1,2}$/.test(name)) throw new ShoeboxError('album-name-dots');
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name)) throw new ShoeboxError('album-name-control-characters');
  const prefix = `${parent}${segmentOfAlbumName(name)}/`;
  const longest = MAX_KEY_BYTES - ROOM_FOR_FILE_NAME;
  if (byteLength(prefix) > longest) throw new ShoeboxError('album-name-too-long', { bytes: String(longest) });
  return { prefix, name };
}

/** What is wrong with a name that is being typed, by the rules of {@link newAlbum}; null when nothing is. */
export function albumNameProblem(parent: string, typedName: string): Failure | null {
  try {
    newAlbum(parent, typedName);
    return null;
  } catch (error) {
    return toFailure(error);
  }
}

/** Nothing but spaces, joiners, bidi marks and fillers (the Hangul one is a favourite for names that look empty). */
const INVISIBLE_NAME = /^[\p{Z}\p{Cf}\u115f\u1160\u2800\u3164\uffa0]*$/u;

/** Longest file name of the usual file systems, in bytes. */
const ROOM_FOR_FILE_NAME = 255;

/** Every prefix under which an album of this name may already be: ours, and the AWS example's encoded one; also as Macs write it. */
export function prefixesOfName(parent: string, name: string): string[] {
  const segments = [name, ...otherForms(name)].flatMap(form => [
    segmentOfAlbumName(form),
    encodeURIComponent(form),
  ]);
  const prefixes = new Set(segments.map(segment => `${parent}${segment}/`));
  return [...prefixes].filter(prefix => byteLength(prefix) <= MAX_KEY_BYTES);
}
