import browser from 'webextension-polyfill';
import { boundedFetch, type FetchedBody, hostOf } from '../core/bounded-fetch';
import {
  type FailureCode,
  type FailureDetail,
  isShoeboxError,
  ShoeboxError,
  toFailure,
} from '../core/failure';
import { originPattern } from '../core/s3-url';
import {
  ACCEPT_ANY,
  ACCEPT_IMAGE,
  assertAllowedUrl,
  type FetchedMedia,
  type FetchRequest,
} from './fetch-request';
import type { RefererRules, RequestHeaders } from './referer-rules';

/** Fetches with the user's cookies where the browser permits that, else without them, which the note then says. */
export async function fromWorker(request: FetchRequest): Promise<FetchedMedia> {
  const host = hostOf(request.url);
  try {
    return { ...(await read(request, 'include')), strategy: 'worker', note: null };
  } catch (cause) {
    if (!isNetworkError(cause)) throw cause;
    if (!navigator.onLine) throw new ShoeboxError('offline', {}, { cause });
    const origin = originPattern(request.url) ?? '';
    if (!(await browser.permissions.contains({ origins: [origin] })))
      return withoutCredentials(request, 'source-fetched-as-stranger', 'source-needs-permission', {
        host,
        origin,
      });
    // Either the server is down, or it redirects to a host without permission. No browser tells which host that is.
    if (await isRedirected(request))
      return withoutCredentials(request, 'source-redirected-as-stranger', 'source-redirected', { host });
    throw new ShoeboxError('source-unreachable', { host }, { cause });
  }
}

/** CORS for everybody (`*`) forbids cookies: the same request without them may pass. */
async function withoutCredentials(
  request: FetchRequest,
  noted: FailureCode,
  refused: FailureCode,
  detail: FailureDetail,
): Promise<FetchedMedia> {
  try {
    const fetched = await read(request, 'omit');
    return { ...fetched, strategy: 'worker', note: toFailure(new ShoeboxError(noted, detail)) };
  } catch (cause) {
    throw isNetworkError(cause) ? new ShoeboxError(refused, detail, { cause }) : cause;
  }
}

/** Short, since this server has just failed once. */
const REDIRECT_TIMEOUT_MS = 10_000;

async function isRedirected({ url, signal }: FetchRequest): Promise<boolean> {
  const answered = new AbortController();
  const signals = AbortSignal.any([signal, answered.signal, AbortSignal.timeout(REDIRECT_TIMEOUT_MS)]);
  const init = { redirect: 'manual', credentials: 'include', signal: signals } as const;
  const [response] = await Promise.allSettled([fetch(url, init)]);
  answered.abort(); // the body is not needed
  return response.status === 'fulfilled' && response.value.type === 'opaqueredirect';
}

const read = (
  { url, documents, accept, maxBytes, signal }: FetchRequest,
  credentials: RequestCredentials,
): Promise<FetchedBody> =>
  boundedFetch(
    url,
    {
      credentials,
      headers: { accept },
      maxBytes,
      assertAllowed: finalUrl => assertAllowedUrl(documents, finalUrl),
    },
    signal,
  );

const isNetworkError = (error: unknown): boolean => error instanceof TypeError && !isShoeboxError(error);

/**
 * The Referer that the page itself would send by the default policy (`strict-origin-when-cross-origin`): to other hosts than
 * its own, the origin. Null where it would send none.
 */
export function refererFor(url: string, documents: FetchRequest['documents']): string | null {
  const page = documents.find(document => /^https?:/.test(document) && URL.canParse(document));
  if (page === undefined) return null;
  const { origin, protocol, pathname, search } = new URL(page);
  if (origin === new URL(url).origin) return `${origin}${pathname}${search}`;
  return protocol === 'https:' && url.startsWith('http:') ? null : `${origin}/`;
}

/**
 * Fetches with the page's Referer, and as its page asks for an image: for servers that answer their own pages only.
 * @throws ShoeboxError `source-…`; `source-gone` where no Referer can be set.
 */
export async function fromWorkerWithReferer(
  request: FetchRequest,
  rules: RefererRules,
): Promise<FetchedMedia> {
  const { documents, accept, maxBytes, signal } = request;
  const url = withoutFragment(new URL(request.url).href);
  const referer = refererFor(url, documents);
  const isImage = accept !== ACCEPT_ANY;
  const origins = [originPattern(url) ?? ''];
  if (referer === null || !(await browser.permissions.contains({ origins })))
    throw new ShoeboxError('source-gone');
  const init = {
    credentials: 'include',
    headers: { accept: isImage ? ACCEPT_IMAGE : accept },
    // The browser's cache holds the refusal of the first try.
    cache: 'reload',
    maxBytes,
    assertAllowed: (finalUrl: string) => assertAllowedUrl(documents, finalUrl),
  } as const;
  const headers = { referer, ...(isImage && asImageOf(url, referer)) };
  const fetched = await rules.withHeaders(url, headers, () => boundedFetch(url, init, signal));
  return { ...fetched, strategy: 'worker-with-referer', note: null };
}

/** What browsers say of a request for an image of a page (W3C Fetch Metadata). */
const asImageOf = (url: string, page: string): RequestHeaders => ({
  'sec-fetch-dest': 'image',
  'sec-fetch-mode': 'no-cors',
  'sec-fetch-site': new URL(url).origin === new URL(page).origin ? 'same-origin' : 'cross-site',
});

/** Rules are matched against URLs without a fragment. */
const withoutFragment = (url: string): string => url.replace(/#.*$/s, '');
