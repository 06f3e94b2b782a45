import { ShoeboxError } from './failure';

/** Longest object key, in UTF-8 bytes (S3 User Guide, "Naming Amazon S3 objects"). */
export const MAX_KEY_BYTES = 1024;

const encoder = new TextEncoder();

export const byteLength = (text: string): number => encoder.encode(text).length;

/** Cuts `text` to at most `bytes` UTF-8 bytes without cutting what a person sees as one character. */
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

/** A file name in two parts; the extension holds its dot and is empty for `README` and `.hidden`. */
export function splitExtension(name: string): { readonly stem: string; readonly extension: string } {
  const match = /^(.+)(\.[\p{L}\p{N}]{1,10})$/u.exec(name);
  return { stem: match?.[1] ?? name, extension: match?.[2] ?? '' };
}

// Format characters, among them the bidi overrides that make `exe.jpg` out of `gpj.exe`, and zero-width ones.
// The zero-width joiner and non-joiner stay: emoji are made with the one, Persian words with the other.
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\ufffd]/gu;

/** A file name as it may stand in a key: one line, one path segment, NFC. May come out empty. */
export const cleanFileName = (name: string): string =>
  name
    .replace(/\s+/gu, ' ')
    .replace(INVISIBLE, '')
    // After the invisible ones are gone: what stood on both sides of one may be a single character now.
    .normalize('NFC')
    .replace(/[/\\]/g, '-')
    .replace(/ +/g, ' ')
    .replace(/^[. \u200c\u200d]+|[ \u200c\u200d]+$/g, '');

/**
 * The key for a file in an album: attempt 1 is `name.jpg`, attempt 2 `name (2).jpg`.
 * The stem is shortened where the key would be longer than S3 allows.
 * @throws ShoeboxError `key-too-long` when the prefix alone leaves no room for a name.
 */
export function objectKey(prefix: string, fileName: string, attempt: number): string {
  const { stem, extension } = splitExtension(fileName);
  const number = attempt === 1 ? '' : ` (${attempt})`;
  const room = MAX_KEY_BYTES - byteLength(prefix) - byteLength(number) - byteLength(extension);
  const short = truncateToBytes(stem, room);
  if (room < 1 || short === '') throw new ShoeboxError('key-too-long', { prefix });
  return `${prefix}${short}${number}${extension}`;
}

/** The last segment of a key: what a person calls the file's name. */
export const fileNameOfKey = (key: string): string => key.slice(key.lastIndexOf('/') + 1);
