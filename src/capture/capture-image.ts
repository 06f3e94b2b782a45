import browser from 'webextension-polyfill';
import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import { isImageType, judgeMediaType, SNIFF_BYTES } from '../core/media-type';
import { originPattern } from '../core/service-hosts';
import type { ImageSource, Rung } from '../core/transfer';
import type { CapturedImage, CaptureImage } from '../transfers/ports';
import { imageFileName, nameInUrl } from './file-name';
import { readInPage } from './read-in-page';
import { bytesOf, type Fetched, hostOf, statusFailure } from './response-bytes';

/** Results of injected functions are JSON, and Chrome's messages end at 64 MiB; base64 takes 4/3 of the bytes. */
const MAX_PAGE_BYTES = 45 * 1024 * 1024;

interface Caught extends Fetched {
  readonly rung: Rung;
  readonly note: Failure | null;
}

/** How long a server may take to begin its answer. The bytes themselves may take as long as they come. */
const ANSWER_TIMEOUT_MS = 60_000;

/**
 * Gets the picture that a person pointed at: from the URL itself; inside its own page, whose Referer and cookies the
 * site expects; or from the worker, which reads hosts that the page may not.
 */
export const captureImage: CaptureImage = async (source, signal) => {
  const { protocol } = URL.canParse(source.url) ? new URL(source.url) : { protocol: '' };
  if (protocol === 'data:') return judged(source, await decodeDataUrl(source.url));
  if (protocol === 'blob:') return judged(source, await fromPage(source, signal));
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new ShoeboxError('source-unsupported', { scheme: protocol });
  }
  const ways = [() => fromWorker(source.url, signal), () => fromPage(source, signal)];
  const isOfItsPage = new URL(source.url).origin === originOf(source.frameUrl);
  return judgedFirst(source, isOfItsPage ? ways.reverse() : ways, signal);
};

/** Empty for what has none. */
const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');

/** The first way that leads to a picture. When none does, the failure that tells a person most. */
async function judgedFirst(
  source: ImageSource,
  ways: readonly (() => Promise<Caught>)[],
  signal: AbortSignal,
): Promise<CapturedImage> {
  const failures: unknown[] = [];
  for (const way of ways) {
    try {
      return await judged(source, await way());
    } catch (error) {
      if (signal.aborted) throw error;
      failures.push(error);
    }
  }
  throw failures.find(tellsWhy) ?? failures[0];
}

/** That the page could not be asked says nothing of the picture; what a server answered, or nobody, does. */
const tellsWhy = (error: unknown): boolean =>
  !(error instanceof ShoeboxError) || (error.code !== 'source-gone' && error.code !== 'source-too-large');

async function decodeDataUrl(url: string): Promise<Caught> {
  try {
    const response = await fetch(url);
    return { ...(await bytesOf(url, response)), rung: 'data-url', note: null };
  } catch (cause) {
    throw new ShoeboxError('source-empty', { host: 'data:' }, { cause });
  }
}

/** With the person's cookies where the browser permits that, else without them, which the note then says. */
async function fromWorker(url: string, signal: AbortSignal): Promise<Caught> {
  try {
    const response = await answerOf(url, { credentials: 'include' }, signal);
    return { ...(await bytesOf(url, response)), rung: 'worker', note: null };
  } catch (error) {
    if (!isNetworkError(error)) throw error;
    const pattern = originPattern(url) ?? '';
    if (await browser.permissions.contains({ origins: [pattern] }))
      throw await unreachable(url, error, signal);
    return fromWorkerAsStranger(url, pattern, signal);
  }
}

/** CORS for everybody (`*`) forbids cookies: the same request without them may pass. */
async function fromWorkerAsStranger(url: string, origin: string, signal: AbortSignal): Promise<Caught> {
  const host = hostOf(url);
  try {
    const response = await answerOf(url, { credentials: 'omit' }, signal);
    const note = toFailure(new ShoeboxError('source-fetched-as-stranger', { host, origin }));
    return { ...(await bytesOf(url, response)), rung: 'worker', note };
  } catch (cause) {
    if (!isNetworkError(cause)) throw cause;
    if (!navigator.onLine) throw new ShoeboxError('offline', {}, { cause });
    throw new ShoeboxError('source-needs-permission', { host, origin }, { cause });
  }
}

/** Waits for the answer, but not for ever; its body is the caller's to read. */
async function answerOf(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ANSWER_TIMEOUT_MS);
  try {
    return await fetch(url, { ...init, signal: AbortSignal.any([signal, late.signal]) });
  } catch (cause) {
    if (late.signal.aborted) throw new ShoeboxError('source-unreachable', { host: hostOf(url) }, { cause });
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

/** Why a host that we may read gave nothing: we are offline, it sent us on to a host that we may not read, or it is down. */
async function unreachable(url: string, cause: unknown, signal: AbortSignal): Promise<ShoeboxError> {
  if (!navigator.onLine) return new ShoeboxError('offline', {}, { cause });
  const isRedirected = await answerOf(url, { redirect: 'manual' }, signal).then(
    response => response.type === 'opaqueredirect',
    () => false,
  );
  const code = isRedirected ? 'source-redirected' : 'source-unreachable';
  return new ShoeboxError(code, { host: hostOf(url) }, { cause });
}

const isNetworkError = (error: unknown): boolean => error instanceof TypeError;

async function fromPage({ url, tabId, frameId }: ImageSource, signal: AbortSignal): Promise<Caught> {
  const injection = browser.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    func: readInPage,
    args: [url, MAX_PAGE_BYTES, ANSWER_TIMEOUT_MS],
  });
  const [injected] = await untilAborted(injection, signal).catch(async cause => {
    if (signal.aborted) throw cause;
    throw await pageFailure(url, tabId, cause);
  });
  const answer = injected?.result as Awaited<ReturnType<typeof readInPage>> | undefined; // what the injected function returns
  if (answer === undefined) throw new ShoeboxError('source-gone');
  if (answer.kind === 'status') throw statusFailure(url, answer.status);
  if (answer.kind === 'too-large') {
    throw new ShoeboxError('source-too-large', { limit: `${MAX_PAGE_BYTES / 1024 / 1024} MiB` });
  }
  if (answer.kind === 'unreachable') {
    throw new ShoeboxError('source-gone', {}, { cause: new Error(answer.technical) });
  }
  const blob = await (await fetch(answer.dataUrl)).blob();
  return { blob, contentType: answer.contentType, disposition: answer.disposition, rung: 'page', note: null };
}

/** A page that is still there can't be asked when it, or the frame in it, is of a host that we may not read. */
async function pageFailure(url: string, tabId: number, cause: unknown): Promise<ShoeboxError> {
  const isThere = await browser.tabs.get(tabId).then(
    () => true,
    () => false,
  );
  const origin = originPattern(originOf(url));
  return isThere && origin !== null && url.startsWith('blob:')
    ? new ShoeboxError('source-needs-permission', { host: hostOf(originOf(url)), origin }, { cause })
    : new ShoeboxError('source-gone', {}, { cause });
}

/** A page that hangs never answers; a person who cancels should not wait for it. */
function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/** Believes the bytes, not the claim: what is no picture is a failure, however it calls itself. */
async function judged(source: ImageSource, caught: Caught): Promise<CapturedImage> {
  const { blob, contentType, disposition, rung, note } = caught;
  if (blob.size === 0) throw new ShoeboxError('source-empty', { host: hostOf(source.url) });
  const head = new Uint8Array(await blob.slice(0, SNIFF_BYTES).arrayBuffer());
  const mediaType = judgeMediaType(head, contentType, nameInUrl(source.url));
  if (!isImageType(mediaType)) throw new ShoeboxError('source-not-an-image', { type: mediaType });
  const name = imageFileName({ url: source.url, disposition, pageTitle: source.pageTitle }, mediaType);
  return { blob, name, mediaType, rung, note };
}
