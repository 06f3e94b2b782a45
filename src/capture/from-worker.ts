import browser from 'webextension-polyfill';
import { boundedFetch, type Fetched, hostOf } from '../core/bounded-fetch';
import { isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import { originPattern } from '../core/service-hosts';
import { admit } from './admission';
import type { Caught, Quest } from './caught';

/** With the person's cookies where the browser permits that, else without them, which the note then says. */
export async function fromWorker(quest: Quest): Promise<Caught> {
  try {
    return { ...(await read(quest, 'include')), rung: 'worker', note: null };
  } catch (error) {
    if (!isNetworkError(error)) throw error;
    const pattern = originPattern(quest.url) ?? '';
    if (await browser.permissions.contains({ origins: [pattern] })) throw await unreachable(quest, error);
    return fromWorkerAsStranger(quest, pattern);
  }
}

/** CORS for everybody (`*`) forbids cookies: the same request without them may pass. */
async function fromWorkerAsStranger(quest: Quest, origin: string): Promise<Caught> {
  const host = hostOf(quest.url);
  try {
    const note = toFailure(new ShoeboxError('source-fetched-as-stranger', { host, origin }));
    return { ...(await read(quest, 'omit')), rung: 'worker', note };
  } catch (cause) {
    if (!isNetworkError(cause)) throw cause;
    if (!navigator.onLine) throw new ShoeboxError('offline', {}, { cause });
    throw new ShoeboxError('source-needs-permission', { host, origin }, { cause });
  }
}

const read = (
  { url, documents, maxBytes, signal }: Quest,
  credentials: RequestCredentials,
): Promise<Fetched> =>
  boundedFetch(url, { credentials, maxBytes, admit: finalUrl => admit(documents, finalUrl) }, signal);

/** Why a host that we may read gave nothing: we are offline, it sent us on to a host that we may not read, or it is down. */
async function unreachable({ url, signal }: Quest, cause: unknown): Promise<ShoeboxError> {
  if (!navigator.onLine) return new ShoeboxError('offline', {}, { cause });
  const isRedirected = await fetch(url, { redirect: 'manual', signal }).then(
    response => response.type === 'opaqueredirect',
    () => false,
  );
  const code = isRedirected ? 'source-redirected' : 'source-unreachable';
  return new ShoeboxError(code, { host: hostOf(url) }, { cause });
}

const isNetworkError = (error: unknown): boolean => error instanceof TypeError && !isShoeboxError(error);
