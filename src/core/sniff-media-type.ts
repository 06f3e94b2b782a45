import { essence, type MediaType, mediaTypeOfName } from './media-type';

/** How many of a file's first bytes {@link sniffMediaType} wants to see. */
export const SNIFF_BYTES = 4096;

/** How many where those leave it open: licences and lists of fonts stand in front of a drawing, and no browser minds. */
export const LONG_SNIFF_BYTES = 512 * 1024;

/** Whether more bytes may say what these leave open: a text with markup that begins with a comment or a doctype. */
export const isOpen = (bytes: Uint8Array): boolean => /^[\s\ufeff]*<[?!]/.test(decodedText(bytes));

/** As XML says it: by its byte-order mark, else UTF-8. */
function decodedText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const charset =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(charset).decode(bytes);
}

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte);

/** ISO base media files name their brands in the first box, `ftyp` (ISO/IEC 14496-12; AVIF 1.1; HEIF, ISO/IEC 23008-12). */
function sniffIsoMedia(bytes: Uint8Array): MediaType | null {
  if (ascii(bytes, 4, 8) !== 'ftyp') return null;
  const boxLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const brands: string[] = [ascii(bytes, 8, 12)];
  for (let at = 16; at + 4 <= Math.min(boxLength, bytes.length); at += 4)
    brands.push(ascii(bytes, at, at + 4));
  if (brands.includes('avif') || brands.includes('avis')) return 'image/avif';
  if (brands.some(brand => /^he[iv][cmsx]$/.test(brand))) return 'image/heic';
  if (brands.includes('mif1') || brands.includes('msf1')) return 'image/heif';
  const major = brands[0] ?? '';
  if (major === 'qt  ') return 'video/quicktime';
  if (/^M4[AB] $/.test(major)) return 'audio/mp4';
  // Other things live in such boxes too, raw photos of cameras for one (`crx `).
  return brands.some(brand => /^(iso[m2-9]|mp4[12]|avc1|M4V |mmp4|dash|3g[p2].|f4v )$/.test(brand))
    ? 'video/mp4'
    : null;
}

/** The head of a frame of MPEG-1 or MPEG-2 audio, layer III (ISO/IEC 11172-3): an MP3 without a tag before it. */
const isMp3Frame = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && [0xfb, 0xfa, 0xf3, 0xf2].includes(bytes[1] ?? 0);

/** EBML names its document type in the first bytes (RFC 8794). Whether there is a picture in it stands far behind. */
const sniffMatroska = (bytes: Uint8Array): MediaType =>
  ascii(bytes, 0, 64).includes('webm') ? 'video/webm' : 'video/x-matroska';

/** The first page of an Ogg stream holds the codec's name (RFC 3533). */
const sniffOgg = (bytes: Uint8Array): MediaType =>
  /theora|video|BBCD/.test(ascii(bytes, 28, 48)) ? 'video/ogg' : 'audio/ogg';

/** Text types, by the first thing in the file that is neither white space, comment, prolog nor doctype. */
function sniffText(bytes: Uint8Array): MediaType | null {
  const text = decodedText(bytes).trimStart();
  if (/^<!doctype\s+html|^<(html|head|body|script|title|meta|div|p|br|h1)[\s>/]/i.test(text))
    return 'text/html';
  const root = text.replace(
    /^(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\])?[^>]*>|\s)+/i,
    '',
  );
  if (/^<(?:\w+:)?svg[\s>/]/i.test(root)) return 'image/svg+xml';
  if (/^<html[\s>]/i.test(root)) return 'text/html';
  if (text.startsWith('<?xml')) return 'application/xml';
  return JSON_START.test(text) ? 'application/json' : null;
}

/** A bracket alone is no JSON: `{\\rtf1`, `[section]` of a settings file and Markdown's `[link]` begin with one too. */
const JSON_START = /^(\{\s*["}]|\[\s*(["[{\]]|-?\d|(true|false|null)\b))/;

/** Sizes of the bitmap header, one for each version of the format; "BM" alone also begins many a text. */
const isBitmap = (bytes: Uint8Array): boolean =>
  ascii(bytes, 0, 2) === 'BM' && [12, 40, 52, 56, 64, 108, 124].includes(bytes[14] ?? 0) && bytes[15] === 0;

/**
 * What the bytes themselves say they are, by their magic numbers (WHATWG MIME Sniffing, extended by the image
 * formats that came later); null when they say nothing.
 */
export function sniffMediaType(bytes: Uint8Array): MediaType | null {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return 'image/gif';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  if (startsWith(bytes, 0xff, 0x0a) || startsWith(bytes, 0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20))
    return 'image/jxl';
  if (startsWith(bytes, 0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20)) return 'image/jp2';
  if (startsWith(bytes, 0x49, 0x49, 0x2a, 0) || startsWith(bytes, 0x4d, 0x4d, 0, 0x2a)) return 'image/tiff';
  // A cursor is an icon with a hot spot.
  if (startsWith(bytes, 0, 0, 1, 0) || startsWith(bytes, 0, 0, 2, 0)) return 'image/x-icon';
  if (isBitmap(bytes)) return 'image/bmp';
  if (startsWith(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return sniffMatroska(bytes);
  if (ascii(bytes, 0, 4) === 'OggS') return sniffOgg(bytes);
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WAVE') return 'audio/wav';
  if (ascii(bytes, 0, 4) === 'fLaC') return 'audio/flac';
  if (ascii(bytes, 0, 3) === 'ID3' || isMp3Frame(bytes)) return 'audio/mpeg';
  if (ascii(bytes, 0, 5) === '%PDF-') return 'application/pdf';
  return sniffIsoMedia(bytes) ?? sniffText(bytes);
}

/** Types that {@link sniffMediaType} recognises without fail: what claims to be one and is not, is something else. */
const HAS_MAGIC_NUMBER = new Set<MediaType>([
  'image/jpeg',
  'image/pjpeg',
  'image/jpg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/heic',
  'image/heif',
  'image/jxl',
  'image/jp2',
  'image/tiff',
  'image/bmp',
  'image/x-icon',
  'image/vnd.microsoft.icon',
]);

/** Types that say "I don't know": then what comes next decides. */
const SAYS_NOTHING = new Set<MediaType | null>([null, 'application/octet-stream', 'binary/octet-stream']);

/**
 * What a downloaded thing is: its bytes are believed over the Content-Type header, that over the name in the URL.
 * The caller decides whether it wanted such a thing.
 */
export function detectMediaType(head: Uint8Array, contentType: string | null, urlName: string): MediaType {
  const declared = essence(contentType);
  const sniffed = sniffMediaType(head);
  if (sniffed !== null) return sniffed;
  const claimed = SAYS_NOTHING.has(declared) ? mediaTypeOfName(urlName) : declared;
  // Its magic number would have been found: an error page, say, that is served as a JPEG.
  return claimed === null || HAS_MAGIC_NUMBER.has(claimed) ? 'application/octet-stream' : claimed;
}
