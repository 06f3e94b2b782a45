import { nameInDisposition } from '../core/content-disposition';
import { extensionOf, type MediaType, mediaTypeOfName, withExtensionFor } from '../core/media-type';
import type { NameFacts } from '../core/name-template';
import { cleanFileName, splitExtension } from '../core/object-key';
import { percentDecoded } from '../core/percent-decoded';
import type { WebSource } from '../core/source';

const decoded = (text: string): string => percentDecoded(text) ?? text;

const lastSegment = (path: string): string => path.split('/').findLast(segment => segment !== '') ?? '';

/**
 * What a URL calls the thing that it leads to, readable: the last path segment. Where that has not the look of a media
 * file but something else in the URL has, it is that: `/cat.jpg/revision/latest`, `/image?url=%2Fphotos%2Fcat.jpg`.
 * Empty where there is none (`https://host/`, `data:`).
 */
export function nameInUrl(url: string): string {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return '';
  const { pathname, searchParams } = new URL(url);
  const segments = pathname.split('/').map(decoded);
  const values = [...searchParams.values()].map(value => lastSegment(value.replace(/[?#].*$/s, '')));
  const looksLikeMedia = (name: string): boolean => mediaTypeOfName(name) !== null;
  return segments.findLast(looksLikeMedia) ?? values.find(looksLikeMedia) ?? decoded(lastSegment(pathname));
}

/** More than any key holds, whatever is cleaned out of it: titles and texts of pages can be of any length. */
export const MAX_TOLD = 4096;

const readable = (told: string): string => cleanFileName(told.slice(0, MAX_TOLD));

/** What it is called until its bytes are there; empty where its URL does not tell. */
export const provisionalName = (url: string): string => readable(nameInUrl(url));

/** All that may tell what a thing from the web is called. */
export interface NameSources {
  /** The one that its bytes came from. */
  readonly url: string;
  readonly disposition: string | null;
  readonly source: Pick<WebSource, 'alt' | 'pageTitle' | 'pageUrl'>;
}

/** Extensions of programs that answer with a picture; they say nothing of the picture. */
const OF_PROGRAMS = /\.(?:php\d?|aspx?|ashx|jsp|do|cgi|pl|dll|html?)$/i;

/** What it is called by the server, the URL, its text alternative or the page's title, and what its extension has to be. */
export function nameAndExtension(
  { url, disposition, source }: NameSources,
  type: MediaType,
): Pick<NameFacts, 'name' | 'ext'> {
  const isKnown = extensionOf(type) !== null;
  const urlName = nameInUrl(url);
  const files = [nameInDisposition(disposition), isKnown ? urlName.replace(OF_PROGRAMS, '') : urlName];
  const file = files.map(readable).find(name => name !== '');
  // A sentence may have a dot near its end, and no extension.
  const sentence = [source.alt, source.pageTitle].map(readable).find(text => text !== '');
  const base = file ?? sentence ?? (type.startsWith('image/') ? 'image' : 'file');
  if (!isKnown && file === undefined) return { name: base, ext: '' };
  const { stem, extension } = splitExtension(withExtensionFor(base, type));
  return { name: stem, ext: extension.slice(1) };
}

/** The page's host; for a page without one, that of the thing itself. */
export function hostForName({ url, source }: NameSources): string {
  const hosts = [source.pageUrl, url].map(text => (URL.canParse(text) ? new URL(text).hostname : ''));
  return hosts.find(host => host !== '') ?? '';
}
