import browser from 'webextension-polyfill';
import { boundedFetch } from '../core/bounded-fetch';
import { ShoeboxError } from '../core/failure';
import { originPattern } from '../core/s3-url';
import { assertAllowedUrl } from './assert-allowed-url';
import type { FetchedMedia, FetchRequest } from './fetched-media';
import type { RefererRules } from './referer-rules';

/** What the browser itself tells a server of the page that shows its picture, by default: to others than its own, the site. */
export function refererFor(url: string, documents: FetchRequest['documents']): string | null {
  const page = documents.find(document => /^https?:/.test(document) && URL.canParse(document));
  if (page === undefined) return null;
  const { origin, protocol, pathname, search } = new URL(page);
  if (origin === new URL(url).origin) return `${origin}${pathname}${search}`;
  return protocol === 'https:' && url.startsWith('http:') ? null : `${origin}/`;
}

/**
 * As the page itself asks for it: for servers that answer their own pages only.
 * @throws ShoeboxError `source-…`; `source-gone` where the browser lends no Referer.
 */
export async function fromWorkerWithReferer(quest: FetchRequest, rules: RefererRules): Promise<FetchedMedia> {
  const { documents, maxBytes, signal } = quest;
  const url = withoutFragment(new URL(quest.url).href);
  const referer = refererFor(url, documents);
  const origins = [originPattern(url) ?? ''];
  if (referer === null || !(await browser.permissions.contains({ origins })))
    throw new ShoeboxError('source-gone');
  const request = {
    credentials: 'include',
    // What it has kept of the first try is the refusal.
    cache: 'reload',
    maxBytes,
    assertAllowed: (finalUrl: string) => assertAllowedUrl(documents, finalUrl),
  } as const;
  const fetched = await rules.withReferer(url, referer, () => boundedFetch(url, request, signal));
  return { ...fetched, rung: 'worker-with-referer', note: null };
}

/** Rules are matched without it. */
const withoutFragment = (url: string): string => url.replace(/#.*$/s, '');
