import { type MediaType, withExtensionFor } from '../core/media-type';
import { cleanFileName } from '../core/object-key';

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The name in a Content-Disposition header: RFC 6266's `filename*` (UTF-8), else `filename`; empty without one. */
function nameInDisposition(header: string | null): string {
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header ?? '')?.[1];
  if (extended !== undefined) return decoded(extended);
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? '');
  return (plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? '').split(/[/\\]/).at(-1) ?? '';
}

/** The last path segment of a URL, readable; empty where there is none (`https://host/`, `data:`). */
export function nameInUrl(url: string): string {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return '';
  const segments = new URL(url).pathname.split('/').filter(segment => segment !== '');
  return decoded(segments.at(-1) ?? '');
}

/** All that may tell what a picture is called. */
export interface NameWitnesses {
  readonly url: string;
  readonly disposition: string | null;
  readonly pageTitle: string;
}

/** A good name for a picture: from the server, the URL or the page's title, with the extension of what it really is. */
export function imageFileName(witnesses: NameWitnesses, type: MediaType): string {
  const candidates = [
    nameInDisposition(witnesses.disposition),
    nameInUrl(witnesses.url),
    witnesses.pageTitle,
  ];
  const name = candidates.map(cleanFileName).find(candidate => candidate !== '') ?? 'image';
  return withExtensionFor(name, type);
}
