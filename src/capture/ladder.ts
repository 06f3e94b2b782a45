import { boundedFetch, hostOf } from '../core/bounded-fetch';
import type { Report } from '../core/diagnostics';
import { type FailureCode, isShoeboxError, ShoeboxError } from '../core/failure';
import { SHOWN_ONLY, type WebSource } from '../core/source';
import { admit } from './admission';
import type { AskPage } from './ask-page';
import type { Caught, Quest } from './caught';
import { fromDrag, type ReadBlob } from './from-drag';
import { fromCanvas, fromPage } from './from-page';
import { fromWorker } from './from-worker';
import { fromWorkerWithReferer } from './from-worker-with-referer';
import { judge } from './judge';
import type { Judged } from './prepared';
import type { RefererRules } from './referer-rules';

/** What the rungs need. */
export interface LadderPorts {
  readonly askPage: AskPage;
  readonly refererRules: RefererRules;
  readonly readBlob: ReadBlob;
  readonly report: Report;
}

/** One way to get something. */
interface Way {
  readonly climb: () => Promise<Caught>;
  /** Of the failures so far, whether this way may do better. */
  readonly helps: (failures: readonly unknown[]) => boolean;
}

/**
 * Gets what is behind a URL by the first rung that leads to what is wanted. When none does, rejects with the failure
 * that tells a person most.
 */
export async function climb(quest: Quest, source: WebSource, ports: LadderPorts): Promise<Judged> {
  const { url, documents, signal } = quest;
  if (url.startsWith(SHOWN_ONLY)) throw new ShoeboxError('source-unreadable');
  admit(documents, url);
  const failures: unknown[] = [];
  for (const way of waysTo(quest, source, ports)) {
    if (!way.helps(failures)) continue;
    try {
      return await judge(await way.climb(), url, source.wanted);
    } catch (error) {
      if (signal.aborted || isFinal(error)) throw error;
      failures.push(error);
    }
  }
  throw telling(failures, url, source);
}

/**
 * The rungs, as they are climbed. A picture of its page's own origin is read in the page first: the server knows that
 * page by its Referer and its cookies (those that are partitioned, too, which a worker does not have), and what the
 * person sees may lie in the page's cache. Everything else is fetched by the worker first: bytes of any size go straight
 * to the disk there, and hosts are read that a page may not.
 */
function waysTo(quest: Quest, source: WebSource, ports: LadderPorts): readonly Way[] {
  const { refererRules, readBlob } = ports;
  const { url } = quest;
  const isImage = source.wanted === 'image';
  const page: Way = { climb: () => fromPage(quest, ports), helps: isAnsweredInTime };
  const canvas: Way = {
    climb: () => fromCanvas(quest, ports),
    // Firefox shows what there is of a picture that broke off, and takes it for complete.
    helps: failures => !failures.some(error => hasCode(error, ['source-truncated'])),
  };
  const dragged: Way = {
    climb: () => fromDrag(source, readBlob),
    helps: () => source.shownBlobId !== undefined,
  };
  const drawn = isImage && url === source.url ? [dragged, canvas] : [];
  if (url.startsWith('data:')) return [{ climb: () => fromDataUrl(quest), helps: always }];
  if (url.startsWith('blob:')) return [page, ...drawn];
  const worker: Way = { climb: () => fromWorker(quest), helps: isAnsweredInTime };
  const withReferer: Way = {
    climb: () => fromWorkerWithReferer(quest, refererRules),
    // Of something that was dragged from nobody knows where, no server is told a page.
    helps: failures => source.pageUrl !== '' && failures.some(isAnswer) && isAnsweredInTime(failures),
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
function telling(failures: readonly unknown[], url: string, { wanted }: WebSource): unknown {
  const told = failures.find(error => !hasCode(error, ['source-gone'])) ?? failures[0];
  // A player that makes its video up from pieces gives it such an address, behind which nothing can be read.
  const isMadeUp = url.startsWith('blob:') && (wanted === 'video' || wanted === 'audio');
  return isMadeUp && hasCode(told, ['source-gone']) ? new ShoeboxError('source-streamed') : told;
}

async function fromDataUrl({ url, maxBytes, signal }: Quest): Promise<Caught> {
  try {
    const fetched = await boundedFetch(url, { maxBytes, admit: () => {} }, signal);
    return { ...fetched, rung: 'data-url', note: null };
  } catch (cause) {
    if (isShoeboxError(cause)) throw cause;
    throw new ShoeboxError('source-empty', { host: hostOf(url) || 'data:' }, { cause });
  }
}
