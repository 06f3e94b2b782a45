import { percentDecoded } from '../core/percent-decoded';

/** The last part of a URL's path, as a person reads it; empty for what has none. */
export function fileNameOfUrl(url: string): string {
  if (!URL.canParse(url) || !/^https?:/.test(url)) return '';
  const segment = new URL(url).pathname.split('/').at(-1) ?? '';
  return percentDecoded(segment) ?? segment;
}
