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

/**
 * Gets the picture that a person pointed at: from the URL itself, from the worker with their cookies, or, where the
 * worker may not or the site wants its own page to ask, inside the page.
 */
export const captureImage: CaptureImage = async (source, signal) => {
  const { protocol } = URL.canParse(source.url) ? new URL(source.url) : { protocol: '' };
  if (protocol === 'data:') return judged(source, await decodeDataUrl(source.url));
  if (protocol === 'blob:') return judged(source, await fromPage(source));
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new ShoeboxError('source-unsupported', { scheme: protocol });
  }
  try {
    return await judged(source, await fromWorker(source.url, signal));
  } catch (refusal) {
    if (signal.aborted) throw refusal;
    try {
      return await judged(source, await fromPage(source));
    } catch {
      throw refusal; // the first failure is the one that says why; the page was a second chance
    }
  }
};

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
    const response = await fetch(url, { credentials: 'include', signal });
    return { ...(await bytesOf(url, response)), rung: 'worker', note: null };
  } catch (error) {
    if (!isNetworkError(error)) throw error;
    const pattern = originPattern(url) ?? '';
    if (await browser.permissions.contains({ origins: [pattern] })) throw unreachable(url, error);
    return fromWorkerAsStranger(url, pattern, signal);
  }
}

/** CORS for everybody (`*`) forbids cookies: the same request without them may pass. */
async function fromWorkerAsStranger(url: string, origin: string, signal: AbortSignal): Promise<Caught> {
  const host = hostOf(url);
  try {
    const response = await fetch(url, { credentials: 'omit', signal });
    const note = toFailure(new ShoeboxError('source-fetched-as-stranger', { host, origin }));
    return { ...(await bytesOf(url, response)), rung: 'worker', note };
  } catch (cause) {
    if (!isNetworkError(cause)) throw cause;
    if (!navigator.onLine) throw new ShoeboxError('offline', {}, { cause });
    throw new ShoeboxError('source-needs-permission', { host, origin }, { cause });
  }
}

function unreachable(url: string, cause: unknown): ShoeboxError {
  return navigator.onLine
    ? new ShoeboxError('source-unreachable', { host: hostOf(url) }, { cause })
    : new ShoeboxError('offline', {}, { cause });
}

const isNetworkError = (error: unknown): boolean => error instanceof TypeError;

async function fromPage({ url, tabId, frameId }: ImageSource): Promise<Caught> {
  const [injected] = await browser.scripting
    .executeScript({ target: { tabId, frameIds: [frameId] }, func: readInPage, args: [url, MAX_PAGE_BYTES] })
    .catch(cause => Promise.reject(new ShoeboxError('source-gone', {}, { cause })));
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
