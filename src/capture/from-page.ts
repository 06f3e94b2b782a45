import browser from 'webextension-polyfill';
import { ShoeboxError } from '../core/failure';
import { originPattern } from '../core/service-hosts';
import type { WebSource } from '../core/transfer';
import { ANSWER_TIMEOUT_MS, type Caught } from './caught';
import { readInPage } from './read-in-page';
import { hostOf, originOf, statusFailure } from './response-bytes';

/** Results of injected functions are JSON, and Chrome's messages end at 64 MiB; base64 takes 4/3 of the bytes. */
const MAX_PAGE_BYTES = 45 * 1024 * 1024;

/** Asks the page that shows the picture. @throws ShoeboxError `source-…`; `source-gone` when it can't be asked. */
export async function fromPage({ url, tabId, frameId }: WebSource, signal: AbortSignal): Promise<Caught> {
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
