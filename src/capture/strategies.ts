import { boundedFetch, hostOf } from '../core/bounded-fetch';
import type { ReportError } from '../core/diagnostics';
import { type FailureCode, isShoeboxError, ShoeboxError } from '../core/failure';
import { SCREEN_ONLY, type WebSource } from '../core/source';
import { assertAllowedUrl } from './assert-allowed-url';
import type { CallInFrame } from './call-in-frame';
import { classify } from './classify';
import type { FetchedMedia, FetchRequest } from './fetched-media';
import { fromDrag, type ReadBlob } from './from-drag';
import { fromCanvas, fromPage } from './from-page';
import { fromWorker } from './from-worker';
import { fromWorkerWithReferer } from './from-worker-with-referer';
import type { ClassifiedMedia } from './prepare';
import type { RefererRules } from './referer-rules';

/** What the rungs need. */
export interface StrategyPorts {
  readonly callInFrame: CallInFrame;
  readonly refererRules: RefererRules;
  readonly readBlob: ReadBlob;
  readonly report: ReportError;
}

/** One way to get something. */
interface Strategy {
  readonly fetch: () => Promise<FetchedMedia>;
  /** Of the failures so far, whether this way may do better. */
  readonly isWorthTrying: (failures: readonly unknown[]) => boolean;
}

/**
 * Gets what is behind a URL by the first rung that leads to what is wanted. When none does, rejects with the failure
 * that tells a person most.
 */
export async function tryStrategies(
  quest: FetchRequest,
  source: WebSource,
  ports: StrategyPorts,
): Promise<ClassifiedMedia> {
  const { url, documents, signal } = quest;
  if (url.startsWith(SCREEN_ONLY)) throw new ShoeboxError('source-unreadable');
  assertAllowedUrl(documents, url);
  const failures: unknown[] = [];
  for (const way of strategiesFor(quest, source, ports)) {
    if (!way.isWorthTrying(failures)) continue;
    try {
      return await classify(await way.fetch(), url, source.wanted);
    } catch (error) {
      if (signal.aborted || isFinal(error)) throw error;
      failures.push(error);
    }
  }
  throw mostUsefulError(failures, url, source);
}

/**
 * The rungs, as they are climbed. A picture of its page's own origin is read in the page first: the server knows that
 * page by its Referer and its cookies (those that are partitioned, too, which a worker does not have), and what the
 * person sees may lie in the page's cache. Everything else is fetched by the worker first: bytes of any size go straight
 * to the disk there, and hosts are read that a page may not.
 */
function strategiesFor(quest: FetchRequest, source: WebSource, ports: StrategyPorts): readonly Strategy[] {
  const { refererRules, readBlob } = ports;
  const { url } = quest;
  const isImage = source.wanted === 'image';
  const page: Strategy = { fetch: () => fromPage(quest, ports), isWorthTrying: isAnsweredInTime };
  const canvas: Strategy = {
    fetch: () => fromCanvas(quest, ports),
    // Firefox shows what there is of a picture that broke off, and takes it for complete.
    isWorthTrying: failures => !failures.some(error => hasCode(error, ['source-truncated'])),
  };
  const dragged: Strategy = {
    fetch: () => fromDrag(source, readBlob),
    isWorthTrying: () => source.shownBlobId !== undefined,
  };
  const drawn = isImage && url === source.url ? [dragged, canvas] : [];
  if (url.startsWith('data:')) return [{ fetch: () => fromDataUrl(quest), isWorthTrying: always }];
  if (url.startsWith('blob:')) return [page, ...drawn];
  const worker: Strategy = { fetch: () => fromWorker(quest), isWorthTrying: isAnsweredInTime };
  const withReferer: Strategy = {
    fetch: () => fromWorkerWithReferer(quest, refererRules),
    // Of something that was dragged from nobody knows where, no server is told a page.
    isWorthTrying: failures => source.pageUrl !== '' && failures.some(isAnswer) && isAnsweredInTime(failures),
  };
  const isOfItsPage = isImage && new URL(url).origin === originOf(quest.documents[0] ?? '');
  const fetched = isOfItsPage ? [page, worker, withReferer] : [worker, withReferer, page];
  return [...fetched, ...drawn];
}

const always = (): boolean => true;

/** Who is slow is not asked a second time, in another way. What the page shows, or was dragged, is still to be had. */
const isAnsweredInTime = (failures: readonly unknown[]): boolean =>
  !failures.some(error => hasCode(error, ['source-too-slow']));

/** Empty for what has none. */
const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');

const hasCode = (error: unknown, codes: readonly FailureCode[]): boolean =>
  isShoeboxError(error) && codes.includes(error.code);

/** What no other rung changes. */
const isFinal = (error: unknown): boolean =>
  hasCode(error, ['source-private', 'source-too-large', 'source-streamed', 'offline']);

/** A server said no, or gave something else: it may be that it wants to know who asks. */
const isAnswer = (error: unknown): boolean =>
  hasCode(error, [
    'source-forbidden',
    'source-not-found',
    'source-answered-error',
    'source-not-an-image',
    'source-not-media',
    'source-not-the-file',
    'source-empty',
  ]);

/** That the page could not be asked says nothing of the picture; what a server answered, or nobody, does. */
function mostUsefulError(failures: readonly unknown[], url: string, { wanted }: WebSource): unknown {
  const told = failures.find(error => !hasCode(error, ['source-gone'])) ?? failures[0];
  // A player that makes its video up from pieces gives it such an address, behind which nothing can be read.
  const isMadeUp = url.startsWith('blob:') && (wanted === 'video' || wanted === 'audio');
  return isMadeUp && hasCode(told, ['source-gone']) ? new ShoeboxError('source-streamed') : told;
}

async function fromDataUrl({ url, maxBytes, signal }: FetchRequest): Promise<FetchedMedia> {
  try {
    const fetched = await boundedFetch(url, { maxBytes, assertAllowed: () => {} }, signal);
    return { ...fetched, rung: 'data-url', note: null };
  } catch (cause) {
    if (isShoeboxError(cause)) throw cause;
    throw new ShoeboxError('source-empty', { host: hostOf(url) || 'data:' }, { cause });
  }
}
