import browser from 'webextension-polyfill';
import { ShoeboxError, toFailure } from '../core/failure';
import { originPattern } from '../core/service-hosts';
import { ANSWER_TIMEOUT_MS, type Caught } from './caught';
import { bytesOf, hostOf } from './response-bytes';

/** With the person's cookies where the browser permits that, else without them, which the note then says. */
export async function fromWorker(url: string, signal: AbortSignal): Promise<Caught> {
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
