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
import { assertAllowedUrl } from './assert-allowed-url';
import type { FetchedMedia, FetchRequest } from './fetched-media';

/** With the person's cookies where the browser permits that, else without them, which the note then says. */
export async function fromWorker(quest: FetchRequest): Promise<FetchedMedia> {
  const host = hostOf(quest.url);
  try {
    return { ...(await read(quest, 'include')), rung: 'worker', note: null };
  } catch (cause) {
    if (!isNetworkError(cause)) throw cause;
    if (!navigator.onLine) throw new ShoeboxError('offline', {}, { cause });
    const origin = originPattern(quest.url) ?? '';
    if (!(await browser.permissions.contains({ origins: [origin] })))
      return withoutCredentials(quest, 'source-fetched-as-stranger', 'source-needs-permission', {
        host,
        origin,
      });
    // Down, or it sends on to a host that we may not read. Which one that is, no browser tells.
    if (await isRedirected(quest))
      return withoutCredentials(quest, 'source-redirected-as-stranger', 'source-redirected', { host });
    throw new ShoeboxError('source-unreachable', { host }, { cause });
  }
}

/** CORS for everybody (`*`) forbids cookies: the same request without them may pass. */
async function withoutCredentials(
  quest: FetchRequest,
  noted: FailureCode,
  refused: FailureCode,
  detail: FailureDetail,
): Promise<FetchedMedia> {
  try {
    const fetched = await read(quest, 'omit');
    return { ...fetched, rung: 'worker', note: toFailure(new ShoeboxError(noted, detail)) };
  } catch (cause) {
    throw isNetworkError(cause) ? new ShoeboxError(refused, detail, { cause }) : cause;
  }
}

/** A server that has just refused to talk is not waited for longer. */
const LOOK_MS = 10_000;

async function isRedirected({ url, signal }: FetchRequest): Promise<boolean> {
  const looked = new AbortController();
  const signals = AbortSignal.any([signal, looked.signal, AbortSignal.timeout(LOOK_MS)]);
  const request = { redirect: 'manual', credentials: 'include', signal: signals } as const;
  const [looking] = await Promise.allSettled([fetch(url, request)]);
  looked.abort(); // its body is not wanted
  return looking.status === 'fulfilled' && looking.value.type === 'opaqueredirect';
}

const read = (
  { url, documents, maxBytes, signal }: FetchRequest,
  credentials: RequestCredentials,
): Promise<FetchedBody> =>
  boundedFetch(
    url,
    { credentials, maxBytes, assertAllowed: finalUrl => assertAllowedUrl(documents, finalUrl) },
    signal,
  );

const isNetworkError = (error: unknown): boolean => error instanceof TypeError && !isShoeboxError(error);
