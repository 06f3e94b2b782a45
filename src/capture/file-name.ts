import { cleanFileName } from '../core/clean-file-name';
import { nameInDisposition } from '../core/content-disposition';
import { percentDecoded } from '../core/encoding';
import { extensionOf, type MediaType, mediaTypeOfName, withExtensionFor } from '../core/media-type';
import type { NameFacts } from '../core/name-template';
import { splitExtension } from '../core/object-key';
import type { WebSource } from '../core/source';

const decoded = (text: string): string => percentDecoded(text) ?? text;

const lastSegment = (path: string): string => path.split('/').findLast(segment => segment !== '') ?? '';

/**
 * The file name in a URL, decoded: the last path segment. Where that does not look like a media file but another part of the
 * URL does, that part: `/cat.jpg/revision/latest`, `/image?url=%2Fphotos%2Fcat.jpg`. Empty where there is none
 * (`https://host/`, `data:`).
 */
export function nameInUrl(url: string): string {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return '';
  const { pathname, searchParams } = new URL(url);
  const segments = pathname.split('/').map(decoded);
  const values = [...searchParams.values()].map(value => lastSegment(value.replace(/[?#].*$/s, '')));
  const looksLikeMedia = (name: string): boolean => mediaTypeOfName(name) !== null;
  return segments.findLast(looksLikeMedia) ?? values.find(looksLikeMedia) ?? decoded(lastSegment(pathname));
}

/** In characters: more than any key holds after cleaning; titles and texts of pages can be of any length. */
export const MAX_TEXT = 4096;

const readable = (text: string): string => cleanFileName(text.slice(0, MAX_TEXT));

/** The name until the bytes are fetched; empty where the URL has none. */
export const provisionalName = (url: string): string => readable(nameInUrl(url));

/** Everything that a file from the web may be named after. */
export interface NameSources {
  /** The URL that the bytes came from. */
  readonly url: string;
  readonly disposition: string | null;
  readonly source: Pick<WebSource, 'alt' | 'pageTitle' | 'pageUrl'>;
}

/** Extensions of server-side scripts: they say nothing about the file that is served. */
const SCRIPT_EXTENSION = /\.(?:php\d?|aspx?|ashx|jsp|do|cgi|pl|dll|html?)$/i;

/**
 * The name by the server's header, the URL, the text alternative or the page's title, with the extension that the type
 * wants.
 */
export function nameAndExtension(
  { url, disposition, source }: NameSources,
  type: MediaType,
): Pick<NameFacts, 'name' | 'ext'> {
  const isKnown = extensionOf(type) !== null;
  const urlName = nameInUrl(url);
  const files = [nameInDisposition(disposition), isKnown ? urlName.replace(SCRIPT_EXTENSION, '') : urlName];
  const file = files.map(readable).find(name => name !== '');
  // A sentence may have a dot near its end, and no extension.
  const sentence = [source.alt, source.pageTitle].map(readable).find(text => text !== '');
  const base = file ?? sentence ?? (type.startsWith('image/') ? 'image' : 'file');
  if (!isKnown && file === undefined) return { name: base, ext: '' };
  const { stem, extension } = splitExtension(withExtensionFor(base, type));
  return { name: stem, ext: extension.slice(1) };
}

/** The page's host; for a page without one, that of the file itself. */
export function hostForName({ url, source }: NameSources): string {
  const hosts = [source.pageUrl, url].map(text => (URL.canParse(text) ? new URL(text).hostname : ''));
  return hosts.find(host => host !== '') ?? '';
}
