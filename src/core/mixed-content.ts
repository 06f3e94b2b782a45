/**
 * What a browser loads for a picture that a page names: on a page with `https:`, one with `http:` is asked for over `https:`
 * (W3C Mixed Content, 4.1). Firefox goes on to call it by the name that the page has for it. Addresses of IP, and this
 * computer's own, stay as they are.
 * @param documents URLs of the documents around it
 */
export function loadedUrl(url: string, documents: readonly string[]): string {
  if (!url.startsWith('http:') || !URL.canParse(url)) return url;
  if (!documents.some(document => document.startsWith('https:'))) return url;
  const loaded = new URL(url);
  if (/^\[|^[\d.]+$|(?:^|\.)localhost$/.test(loaded.hostname)) return url;
  loaded.protocol = 'https:';
  return loaded.href;
}
