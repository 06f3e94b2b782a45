import browser from 'webextension-polyfill';
import type { RetainedBytes } from '../content/functions';
import type { ReportError } from '../core/diagnostics';
import { sideEffect } from '../core/diagnostics';
import { fromFailure, ShoeboxError, toFailure } from '../core/failure';
import { abortable, succeeds } from '../core/promises';
import { originPattern } from '../core/s3-url';
import { assertAllowedUrl } from './assert-allowed-url';
import type { CallInFrame } from './call-in-frame';
import type { FetchedMedia, FetchRequest } from './fetched-media';

/** What asking a page needs. */
interface PagePorts {
  readonly callInFrame: CallInFrame;
  readonly report: ReportError;
}

/** Asks the page that shows it. @throws ShoeboxError `source-…`; `source-gone` when it can't be asked. */
export async function fromPage(quest: FetchRequest, ports: PagePorts): Promise<FetchedMedia> {
  const { url, frame, maxBytes } = quest;
  const held = await asked(quest, () => ports.callInFrame(frame, 'fetchInFrame', url, maxBytes));
  return caughtOf(quest, ports, held, 'page');
}

/** The pixels that the page shows, drawn anew. @throws ShoeboxError `source-gone` when they are not to be had. */
export async function fromCanvas(quest: FetchRequest, ports: PagePorts): Promise<FetchedMedia> {
  const held = await asked(quest, () => ports.callInFrame(quest.frame, 'drawImage', quest.url));
  const caught = await caughtOf(quest, ports, held, 'canvas');
  return { ...caught, note: toFailure(new ShoeboxError('source-redrawn')) };
}

async function asked(quest: FetchRequest, ask: () => Promise<RetainedBytes>): Promise<RetainedBytes> {
  try {
    return await abortable(quest.signal, ask()); // a page that hangs never answers
  } catch (cause) {
    if (quest.signal.aborted) throw cause;
    throw await pageFailure(quest, cause);
  }
}

async function caughtOf(
  quest: FetchRequest,
  ports: PagePorts,
  held: RetainedBytes,
  rung: 'page' | 'canvas',
): Promise<FetchedMedia> {
  if (held.kind === 'failed') throw fromFailure(held.failure);
  if (held.kind === 'unreachable') {
    throw new ShoeboxError('source-gone', {}, { cause: new Error(held.technical) });
  }
  const { finalUrl, ...facts } = held.facts;
  assertAllowedUrl(quest.documents, finalUrl);
  if (held.size > quest.maxBytes) throw new ShoeboxError('source-gone'); // a page says what it likes
  return { ...facts, blob: await allOf(quest, ports, held), rung, note: null };
}

/** Fetches what the frame holds, piece by piece. */
async function allOf(
  { frame, signal }: FetchRequest,
  { callInFrame, report }: PagePorts,
  { id, size, first }: Extract<RetainedBytes, { kind: 'retained' }>,
): Promise<Blob> {
  const pieces: Blob[] = [await decoded(first)];
  let got = pieces[0]?.size ?? 0;
  try {
    while (got < size) {
      signal.throwIfAborted();
      const piece = await callInFrame(frame, 'readChunk', id, got).catch(cause => {
        throw new ShoeboxError('source-gone', {}, { cause });
      });
      const blob = await decoded(piece ?? '');
      if (blob.size === 0) throw new ShoeboxError('source-gone'); // the page has let it go
      pieces.push(blob);
      got += blob.size;
    }
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : new Blob(pieces);
  } finally {
    if (pieces.length > 1 || got < size)
      void sideEffect(report, 'page.let-go', () => callInFrame(frame, 'releaseBlob', id)); // else it goes with its page
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

/** A page that is still there can't be asked when it, or the frame in it, is of a host that we may not read. */
async function pageFailure({ url, frame }: FetchRequest, cause: unknown): Promise<ShoeboxError> {
  const isThere = await succeeds(browser.tabs.get(frame.tabId));
  // That of a sandbox belongs to no host (`blob:null/…`).
  const origin = url.startsWith('blob:') ? originPattern(url) : null;
  if (!isThere || origin === null) return new ShoeboxError('source-gone', {}, { cause });
  const { host } = new URL(new URL(url).origin);
  return new ShoeboxError('source-needs-permission', { host, origin }, { cause });
}
