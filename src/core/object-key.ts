import { ShoeboxError } from './failure';

/** Longest object key, in UTF-8 bytes (S3 User Guide, "Naming Amazon S3 objects"). */
export const MAX_KEY_BYTES = 1024;

const encoder = new TextEncoder();

export const byteLength = (text: string): number => encoder.encode(text).length;

/** Cuts `text` to at most `bytes` UTF-8 bytes without cutting what the user sees as one character. */
export function truncateToBytes(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    used += byteLength(segment);
    if (used > bytes) break;
    kept += segment;
  }
  return kept;
}

function cutBetweenCodePoints(text: string, bytes: number): string {
  let kept = '';
  let used = 0;
  for (const codePoint of text) {
    used += byteLength(codePoint);
    if (used > bytes) break;
    kept += codePoint;
  }
  return kept;
}

/**
 * The key for a file in an album: attempt 1 is `name.jpg`, attempt 2 `name (2).jpg`.
 * The stem is shortened where the key would be longer than S3 allows.
 * @throws ShoeboxError `key-too-long` when the prefix alone leaves no room for a name.
 */
export function objectKey(prefix: string, fileName: string, attempt: number): string {
  const { stem, extension } = splitExtension(fileName);
  const number = attempt === 1 ? '' : ` (${attempt})`;
  const room = MAX_KEY_BYTES - byteLength(prefix) - byteLength(number) - byteLength(extension);
  // One character alone can be larger: a stack of marks, a row of Hangul consonants.
  const short = truncateToBytes(stem, room) || cutBetweenCodePoints(stem, room);
  if (room < 1 || short === '') throw new ShoeboxError('key-too-long', { prefix });
  return `${prefix}${short}${number}${extension}`;
}

/** The album that an object lies in: its key up to the last slash; empty for one at the top of the bucket. */
export const albumPrefixOf = (key: string): string => key.slice(0, key.lastIndexOf('/') + 1);

/** The last segment of a key: what the user calls the file's name. */
export const fileNameOfKey = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/**
 * A text as others may have written it, to whom it looks the same: composed (NFC), as it is typed, and decomposed (NFD), as
 * Macs name files. To S3 these are other keys. Without the text itself.
 */
export const otherForms = (text: string): readonly string[] =>
  [...new Set([text.normalize('NFC'), text.normalize('NFD')])].filter(form => form !== text);

/** Keys in the same album whose file names look the same, see {@link otherForms}. */
export const twinsOfKey = (key: string): readonly string[] =>
  otherForms(fileNameOfKey(key))
    .map(name => `${albumPrefixOf(key)}${name}`)
    .filter(twin => byteLength(twin) <= MAX_KEY_BYTES);

/** Whether a path has a segment of dots alone. No URL can have one: what is asked for then is another object, or refused. */
export const hasDotSegment = (path: string): boolean => /(?:^|\/)\.\.?(?:\/|$)/.test(path);

/** Characters of which one sees nothing but what they do to the text around them. */
const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * A stranger's text on one line, in which nothing changes how the rest reads: `gpj.exe` after a bidi override would be
 * shown as a picture's name. What is replaced is seen to be.
 */
export const visibleText = (text: string): string => text.replace(CONTROL, '\ufffd');

/** The name of an object's file, as it is shown. */
export const shownNameOfKey = (key: string): string => visibleText(fileNameOfKey(key));

/** A file name in two parts; the extension holds its dot and is empty for `README` and `.hidden`. */
export function splitExtension(name: string): { readonly stem: string; readonly extension: string } {
  const match = /^(.+)(\.[\p{L}\p{N}]{1,10})$/u.exec(name);
  return { stem: match?.[1] ?? name, extension: match?.[2] ?? '' };
}
