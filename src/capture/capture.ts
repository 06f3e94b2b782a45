import { ShoeboxError } from '../core/failure';
import { isImageType, judgeMediaType, SNIFF_BYTES } from '../core/media-type';
import type { Preferences } from '../core/preferences';
import type { WebSource } from '../core/transfer';
import type { Capture, Captured } from '../transfers/ports';
import type { AskPage } from './ask-page';
import type { Caught } from './caught';
import { imageFileName, nameInUrl } from './file-name';
import { fromDrag, type ReadBlob } from './from-drag';
import { fromPage } from './from-page';
import { fromWorker } from './from-worker';
import { bytesOf, hostOf, originOf } from './response-bytes';

/** All that capturing needs. */
export interface CapturePorts {
  readonly loadPreferences: () => Promise<Preferences>;
  readonly askPage: AskPage;
  readonly readBlob: ReadBlob;
}

/**
 * Gets what a person pointed at: from the URL itself; inside its own page, whose Referer and cookies the site expects;
 * or from the worker, which reads hosts that the page may not.
 */
export function openCapture({ readBlob }: CapturePorts): Capture {
  return async ({ source }, signal) => {
    const ways = waysTo(source, signal);
    const isDragged = source.shownBlobId !== undefined;
    return judgedFirst(source, isDragged ? [...ways, () => fromDrag(source, readBlob)] : ways, signal);
  };
}

/** @throws ShoeboxError `source-unsupported` for a URL that leads nowhere. */
function waysTo(source: WebSource, signal: AbortSignal): readonly (() => Promise<Caught>)[] {
  const { protocol } = URL.canParse(source.url) ? new URL(source.url) : { protocol: '' };
  if (protocol === 'data:') return [() => decodeDataUrl(source.url)];
  if (protocol === 'blob:') return [() => fromPage(source, signal)];
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new ShoeboxError('source-unsupported', { scheme: protocol });
  }
  const ways = [() => fromWorker(source.url, signal), () => fromPage(source, signal)];
  const isOfItsPage = new URL(source.url).origin === originOf(source.frameUrl);
  return isOfItsPage ? ways.reverse() : ways;
}

/** The first way that leads to a picture. When none does, the failure that tells a person most. */
async function judgedFirst(
  source: WebSource,
  ways: readonly (() => Promise<Caught>)[],
  signal: AbortSignal,
): Promise<Captured> {
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

/** Believes the bytes, not the claim: what is no picture is a failure, however it calls itself. */
async function judged(source: WebSource, caught: Caught): Promise<Captured> {
  const { blob, contentType, disposition, rung, note } = caught;
  if (blob.size === 0) throw new ShoeboxError('source-empty', { host: hostOf(source.url) });
  const head = new Uint8Array(await blob.slice(0, SNIFF_BYTES).arrayBuffer());
  const mediaType = judgeMediaType(head, contentType, nameInUrl(source.url));
  if (!isImageType(mediaType)) throw new ShoeboxError('source-not-an-image', { type: mediaType });
  const name = imageFileName({ url: source.url, disposition, pageTitle: source.pageTitle }, mediaType);
  return { blob, name, mediaType, rung, url: source.url, note };
}
