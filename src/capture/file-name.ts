import { cleanFileName } from '../core/clean-file-name';
import { nameInDisposition } from '../core/content-disposition';
import { percentDecoded, percentDecodedAs } from '../core/encoding';
import { extensionOf, type MediaType, mediaTypeOfName, withExtensionFor } from '../core/media-type';
import type { NameFacts } from '../core/name-template';
import { splitExtension, truncateToBytes } from '../core/object-key';
import type { WebSource } from '../core/source';

const decoded = (text: string, charset: string): string =>
  percentDecoded(text) ?? percentDecodedAs(charset, text) ?? text;

/** Whether the name in a URL is written in a charset that only its page knows. */
export const isOfLegacyCharset = (url: string): boolean =>
  /^https?:/.test(url) && URL.canParse(url) && percentDecoded(new URL(url).pathname) === null;

/** What servers put behind an extension, and is no name: `:large`, `!thumb.jpg`, `;jsessionid=…`, `_640x640.jpg`, a dot. */
const BEHIND_EXTENSION =
  /(\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic|jfif))(?:[:;!@&~].*|_(?:\d|orig|large|small|thumb).*|\.+(?:aspx?|ashx|php)?)$/i;

/** An address, or an id of such, that takes the place of a name: `attachment:ID:cat.jpg`. */
const ADDRESS_IN_NAME = /^(?:attachment|https?):.*[:/]/s;

/** A size where others have names: `300x300bb.webp`. */
const SIZE_NAME = /^\d+x\d+\w*(?:-\d+)?\.\w+$/;

const lastSegment = (path: string): string => path.split('/').findLast(segment => segment !== '') ?? '';

/** Of a URL, decoded, what may be a file's name: path segments, and the ends of the query's values. */
function partsOf(url: string, charset: string) {
  const { pathname, searchParams } = new URL(/^https?:/.test(url) && URL.canParse(url) ? url : 'https://h/');
  const named = (text: string): string => text.replace(ADDRESS_IN_NAME, '').replace(BEHIND_EXTENSION, '$1');
  return {
    segments: pathname.split('/').map(segment => named(decoded(segment, charset))),
    values: [...searchParams.values()].map(value => named(lastSegment(value.replace(/[?#].*$/s, '')))),
    last: named(decoded(lastSegment(pathname), charset)),
  };
}

/**
 * The file name in a URL, decoded: the last path segment. Where that does not look like a media file but another part of the
 * URL does, that part: `/cat.jpg/revision/latest`, `/image?url=%2Fphotos%2Fcat.jpg`; one that says something before others.
 * The query is of the file that the path names, if it names one: `/123.jpg?mark=logo.png`. Empty where there is none
 * (`https://host/`, `data:`).
 * @param charset of what is not in UTF-8
 */
export function nameInUrl(url: string, charset = 'utf-8'): string {
  const { segments, values, last } = partsOf(url, charset);
  const looksLikeMedia = (name: string): boolean => mediaTypeOfName(name) !== null && !SIZE_NAME.test(name);
  const says = (name: string): boolean => looksLikeMedia(name) && !isMeaningless(name);
  return (
    segments.findLast(says) ??
    segments.findLast(looksLikeMedia) ??
    values.find(says) ??
    values.find(looksLikeMedia) ??
    last
  );
}

/** The same, but by which the type is to be told: the last extension of the path counts, whatever the name says. */
export function typedNameInUrl(url: string): string {
  const { segments, values, last } = partsOf(url, 'utf-8');
  const isTyped = (name: string): boolean => mediaTypeOfName(name) !== null;
  return segments.findLast(isTyped) ?? values.find(isTyped) ?? last;
}

/** In characters: more than any key holds after cleaning; titles and texts of pages can be of any length. */
export const MAX_TEXT = 4096;

/** Without a dot at its end: file systems drop it, and the extension comes with one of its own. */
const readable = (text: string): string => cleanFileName(text.slice(0, MAX_TEXT)).replace(/[\s.]+$/, '');

/** The name until the bytes are fetched; empty where the URL has none. */
export const provisionalName = (url: string): string => readable(nameInUrl(url));

/** Everything that a file from the web may be named after. */
export interface NameSources {
  /** The URL that the bytes came from. */
  readonly url: string;
  readonly disposition: string | null;
  /** Of the page: what a URL that is not in UTF-8 is written in. */
  readonly charset?: string;
  readonly source: Pick<WebSource, 'alt' | 'pageTitle' | 'pageUrl'> &
    Partial<Pick<WebSource, 'url' | 'betterUrls' | 'guessedUrls'>>;
}

/** Extensions of server-side scripts: they say nothing about the file that is served. */
const SCRIPT_EXTENSION = /\.(?:php\d?|aspx?|ashx|jsp|do|cgi|pl|dll|html?)$/i;

/** What any picture is called by some system. */
const COMMON_WORDS =
  'im(?:g|ages?)|photos?|pic(?:ture)?s?|files?|downloads?|media|thumb(?:nail)?s?|default|orig(?:inal)?|full|large|medium|small|preview|index|un(?:nam|titl)ed|\\w{2,6}default|이미지|사진|제목 없음';

/** The same, also with a number. */
const COMMON_NAME = new RegExp(`^(?:${COMMON_WORDS})[-_ ]?(?:\\d{0,3}|\\(\\d+\\))$`, 'i');

/** What stands for a text alternative where there is none, and the size of a file. */
const NO_TEXT = /^no (?:alt(?:ernative)? text|\w* ?description)|^[\d.,]+ ?[kmg]i?b$/i;

/** `2026-11-30`, `20261130_143000`: cameras and phones call pictures so; `IMG_1234` too. */
const OF_CAMERA = /^(?:img[-_]?\d{4}|(?:19|20)\d\d[-_.]?[01]\d[-_.]?[0-3]\d(?!\d))/i;

/** One part of a name, between its separators, that says nothing: such a word, a number, a size. */
const EMPTY_PART = new RegExp(
  `^(?:${COMMON_WORDS}|jpe?g|png|webp|il|ss|\\d+|\\d+x\\d*\\w*|fullxfull|m?v\\d+|hq\\d+)$`,
  'i',
);

const HASH = /^[\da-f]{6,}$/i;

/** What stands beside an id: `_AC_SL640_`, `-me`. */
const BESIDE_ID = /^[a-z]{0,2}\d*$/i;

/**
 * Whether nobody has written a word: it changes between words, capitals and digits at every turn. `iPhone15ProMax` has five
 * parts in 14 characters, an id twice as many; a long one has fewer, and several numbers.
 */
function isId(part: string, shortest: number): boolean {
  const turns = part.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g)?.length ?? 1;
  if (turns > 2 && HASH.test(part)) return true;
  const numbers = part.match(/\d+/g)?.length ?? 0;
  if (part.length < shortest || turns < (numbers > 0 ? 4 : 6)) return false;
  return turns > part.length / 2.5 || (numbers > 1 && part.length >= 16 && turns > part.length / 4);
}

/** As short as ids are by themselves; beside others they are shorter. */
const MIN_ID = 7;
const MIN_ID_PART = 4;

/** Whether a name says nothing of what it names: a word for all pictures, a number, a hash, an id, or several of those. */
export function isMeaningless(name: string): boolean {
  const { stem } = splitExtension(name);
  if (COMMON_NAME.test(stem) || NO_TEXT.test(name)) return true;
  if (OF_CAMERA.test(stem)) return false;
  if (/^(?:[\d_-]+_[a-z]|s-l\d+)$/.test(stem) || (/^[\da-f-]{8,}$/i.test(stem) && /\d/.test(stem)))
    return true;
  const parts = stem.split(/[-_.~@*=]+/).filter(part => part !== '');
  const ids = parts.filter(part => isId(part, parts.length > 1 ? MIN_ID_PART : MIN_ID));
  return parts.every(
    part => EMPTY_PART.test(part) || ids.includes(part) || (ids.length > 0 && BESIDE_ID.test(part)),
  );
}

/**
 * The name by the server's header, the URL, the text alternative or the page's title, with the extension that the type
 * wants. What says something comes first.
 */
export function nameAndExtension(
  { url, disposition, charset, source }: NameSources,
  type: MediaType,
): Pick<NameFacts, 'name' | 'ext'> {
  const isKnown = extensionOf(type) !== null;
  const urlName = nameInUrl(url, charset);
  const files = [
    (nameInDisposition(disposition) ?? '').replace(BEHIND_EXTENSION, '$1'),
    isKnown ? urlName.replace(SCRIPT_EXTENSION, '') : urlName,
    ...(source.guessedUrls?.includes(url)
      ? [nameInUrl(source.betterUrls?.[0] ?? source.url ?? '', charset)]
      : []),
  ];
  const names = files.map(readable).filter(name => name !== '');
  // All pictures of a page have its title: the end of a number or an id tells them apart.
  const own = splitExtension(names[0] ?? '').stem.slice(-8);
  const title =
    source.pageTitle.trim() &&
    `${truncateToBytes(source.pageTitle.slice(0, MAX_TEXT), 200)}${/\d/.test(own) ? ` ${own}` : ''}`;
  const sentences = [source.alt, isKnown ? title : source.pageTitle]
    .map(readable)
    .filter(text => text !== '');
  const file = isKnown ? names.find(name => !isMeaningless(name)) : names[0];
  const sentence = sentences.find(text => !isMeaningless(text));
  const base = file ?? sentence ?? names[0] ?? sentences[0] ?? (type.startsWith('image/') ? 'image' : 'file');
  // A sentence may have a dot near its end, and no extension.
  if (!isKnown && file === undefined) return { name: base, ext: '' };
  const { stem, extension } = splitExtension(withExtensionFor(base, type));
  return { name: stem, ext: extension.slice(1) };
}

/** The page's host; for a page without one, that of the file itself. */
export function hostForName({ url, source }: NameSources): string {
  const hosts = [source.pageUrl, url].map(text => (URL.canParse(text) ? new URL(text).hostname : ''));
  return hosts.find(host => host !== '') ?? '';
}
