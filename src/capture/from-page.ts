import browser from 'webextension-polyfill';
import type { RetainedBytes } from '../content/functions';
import type { ReportError } from '../core/diagnostics';
import { sideEffect } from '../core/diagnostics';
import { fromFailure, ShoeboxError, toFailure } from '../core/failure';
import { abortable, succeeds } from '../core/promises';
import { originPattern } from '../core/s3-url';
import type { CallInFrame } from './call-in-frame';
import { assertAllowedUrl, type FetchedMedia, type FetchRequest } from './fetch-request';

/** What calling into a page needs. */
interface PagePorts {
  readonly callInFrame: CallInFrame;
  readonly report: ReportError;
}

/** Fetches inside the page that shows it. @throws ShoeboxError `source-…`; `source-gone` when the page can't be called. */
export async function fromPage(request: FetchRequest, ports: PagePorts): Promise<FetchedMedia> {
  const { url, frame, accept, maxBytes } = request;
  const bytes = await called(request, () => ports.callInFrame(frame, 'fetchInFrame', url, accept, maxBytes));
  return mediaFrom(request, ports, bytes, 'page');
}

/** The pixels that the page shows, drawn on a canvas there. @throws ShoeboxError `source-gone` when that fails. */
export async function fromCanvas(request: FetchRequest, ports: PagePorts): Promise<FetchedMedia> {
  const bytes = await called(request, () => ports.callInFrame(request.frame, 'drawImage', request.url));
  const fetched = await mediaFrom(request, ports, bytes, 'canvas');
  return { ...fetched, note: toFailure(new ShoeboxError('source-redrawn')) };
}

async function called(request: FetchRequest, call: () => Promise<RetainedBytes>): Promise<RetainedBytes> {
  try {
    return await abortable(request.signal, call()); // a page that hangs never answers
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw await pageFailure(request, cause);
  }
}

async function mediaFrom(
  request: FetchRequest,
  ports: PagePorts,
  bytes: RetainedBytes,
  strategy: 'page' | 'canvas',
): Promise<FetchedMedia> {
  if (bytes.kind === 'failed') throw fromFailure(bytes.failure);
  if (bytes.kind === 'unreachable') {
    throw new ShoeboxError('source-gone', {}, { cause: new Error(bytes.technical) });
  }
  const { finalUrl, ...facts } = bytes.facts;
  assertAllowedUrl(request.documents, finalUrl);
  if (bytes.size > request.maxBytes) throw new ShoeboxError('source-gone'); // a page can claim anything
  return { ...facts, blob: await readAll(request, ports, bytes), strategy, note: null };
}

/** Reads what the frame retains, chunk by chunk. */
async function readAll(
  { frame, signal }: FetchRequest,
  { callInFrame, report }: PagePorts,
  { id, size, first }: Extract<RetainedBytes, { kind: 'retained' }>,
): Promise<Blob> {
  const chunks: Blob[] = [await decoded(first)];
  let got = chunks[0]?.size ?? 0;
  try {
    while (got < size) {
      signal.throwIfAborted();
      const chunk = await callInFrame(frame, 'readChunk', id, got).catch(cause => {
        throw new ShoeboxError('source-gone', {}, { cause });
      });
      const blob = await decoded(chunk ?? '');
      if (blob.size === 0) throw new ShoeboxError('source-gone'); // the page has released it
      chunks.push(blob);
      got += blob.size;
    }
    return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : new Blob(chunks);
  } finally {
    if (chunks.length > 1 || got < size)
      void sideEffect(report, 'page.release-blob', () => callInFrame(frame, 'releaseBlob', id)); // else it goes with its page
  }
}

/** TypeScript's libraries do not have it yet; Chrome has it since 140. */
interface Base64Decoder {
  fromBase64(text: string): Uint8Array<ArrayBuffer>;
}

/** Without a decoder a `data:` URL serves, at ten times the cost (300 KB: 5.7 and 0.6 ms). */
async function decoded(base64: string): Promise<Blob> {
  const decoder: Partial<Base64Decoder> & typeof Uint8Array = Uint8Array;
  if (decoder.fromBase64 !== undefined) return new Blob([decoder.fromBase64(base64)]);
  return (await fetch(`data:;base64,${base64}`)).blob();
}

/** A page that still exists can't be called when it, or the frame in it, is of a host without permission. */
async function pageFailure({ url, frame }: FetchRequest, cause: unknown): Promise<ShoeboxError> {
  const isThere = await succeeds(browser.tabs.get(frame.tabId));
  // A blob URL of a sandboxed frame has no host (`blob:null/…`).
  const origin = url.startsWith('blob:') ? originPattern(url) : null;
  if (!isThere || origin === null) return new ShoeboxError('source-gone', {}, { cause });
  const { host } = new URL(new URL(url).origin);
  return new ShoeboxError('source-needs-permission', { host, origin }, { cause });
}
