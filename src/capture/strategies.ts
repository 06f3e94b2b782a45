import { hostOf } from '../core/bounded-fetch';
import type { ReportError } from '../core/diagnostics';
import { type FailureCode, isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import { loadedUrl } from '../core/mixed-content';
import { SCREEN_ONLY, type StrategyName, type WebSource } from '../core/source';
import type { CallInFrame } from './call-in-frame';
import { classify } from './classify';
import { isOtherThanShown } from './compare';
import {
  assertAllowedUrl,
  type ClassifiedMedia,
  type FetchedMedia,
  type FetchRequest,
} from './fetch-request';
import { fromCanvas, fromPage } from './from-page';
import { fromDataUrl, fromDrag, type ReadBlob } from './from-source';
import { fromWorker, fromWorkerWithReferer } from './from-worker';
import type { RefererRules } from './referer-rules';

/** What the strategies need. */
export interface StrategyPorts {
  readonly callInFrame: CallInFrame;
  readonly refererRules: RefererRules;
  readonly readBlob: ReadBlob;
  readonly report: ReportError;
}

/** One way to fetch media. */
interface Strategy {
  readonly name: StrategyName;
  readonly fetch: () => Promise<FetchedMedia>;
  /** Whether this strategy may succeed after these failures of the ones before it. */
  readonly isWorthTrying: (failures: readonly unknown[]) => boolean;
}

/**
 * Fetches the media behind a URL by the first strategy that brings what is wanted. When none does, rejects with the failure
 * that is most useful to the user. A picture that is not the one shown is taken when no strategy brings that, with a note.
 * @param only the strategy that is tried; all if left out
 */
export async function tryStrategies(
  request: FetchRequest,
  source: WebSource,
  ports: StrategyPorts,
  only?: StrategyName,
): Promise<ClassifiedMedia> {
  const { url, signal } = request;
  if (url.startsWith(SCREEN_ONLY)) throw new ShoeboxError('source-unreadable');
  const failures: unknown[] = [];
  let other: ClassifiedMedia | null = null;
  for (const strategy of allowedStrategies(request, source, ports)) {
    if (only === undefined ? !strategy.isWorthTrying(failures) : strategy.name !== only) continue;
    try {
      const media = await classify(await strategy.fetch(), url, source.wanted);
      const shown = source.wanted === 'image' ? await request.shownSize : null;
      if (shown === null || !(await isOtherThanShown(media, shown, url !== source.url))) return media;
      other ??= media;
      throw new ShoeboxError('source-other-picture', { host: hostOf(url) });
    } catch (error) {
      if (signal.aborted || isFinal(error)) throw error;
      failures.push(error);
    }
  }
  if (other === null || url !== source.url) throw mostUsefulError(failures, url, source);
  return { ...other, note: toFailure(new ShoeboxError('source-other-picture', { host: hostOf(url) })) };
}

/** What was dragged was loaded by the browser already: it takes no request, and comes from wherever it came. */
function allowedStrategies(
  request: FetchRequest,
  source: WebSource,
  ports: StrategyPorts,
): readonly Strategy[] {
  const { documents, url } = request;
  try {
    assertAllowedUrl(documents, url);
  } catch (error) {
    if (!hasCode(error, ['source-private']) || url !== source.url || source.shownBlobId === undefined)
      throw error;
    return [draggedStrategy(source, ports)];
  }
  return strategiesFor(request, source, ports);
}

const draggedStrategy = (source: WebSource, { readBlob }: StrategyPorts): Strategy => ({
  name: 'drag',
  fetch: () => fromDrag(source, readBlob),
  isWorthTrying: () => source.shownBlobId !== undefined,
});

/**
 * The strategies, in the order in which they are tried. A picture of its page's own origin is fetched in the page first: the
 * server gets the page's Referer and cookies (the partitioned ones too, which a worker does not have), and what the user
 * sees may be in the page's cache. Everything else is fetched by the worker first: there, bytes of any size go straight to
 * disk, and hosts are accessible that the page may not read.
 */
function strategiesFor(request: FetchRequest, source: WebSource, ports: StrategyPorts): readonly Strategy[] {
  const { refererRules } = ports;
  const { url } = request;
  const isImage = source.wanted === 'image';
  const loaded = { ...request, url: isImage ? loadedUrl(url, request.documents) : url };
  const page: Strategy = {
    name: 'page',
    fetch: () => fromPage(loaded, ports),
    isWorthTrying: isAnsweredInTime,
  };
  const canvas: Strategy = {
    name: 'canvas',
    fetch: () => fromCanvas(request, ports),
    // Firefox draws a truncated picture as far as it came, and calls it complete.
    // Without a network the file itself can be had later, if the page's cache has not had it.
    isWorthTrying: failures => !failures.some(error => hasCode(error, ['source-truncated', 'offline'])),
  };
  const drawn = isImage && url === source.url ? [draggedStrategy(source, ports), canvas] : [];
  if (url.startsWith('data:'))
    return [{ name: 'data-url', fetch: () => fromDataUrl(request), isWorthTrying: always }];
  if (url.startsWith('blob:')) return [page, ...drawn];
  const worker: Strategy = {
    name: 'worker',
    fetch: () => fromWorker(loaded),
    isWorthTrying: isAnsweredInTime,
  };
  const withReferer: Strategy = {
    name: 'worker-with-referer',
    fetch: () => fromWorkerWithReferer(loaded, refererRules),
    // A drag from an unknown page has no Referer that could be told to a server.
    isWorthTrying: failures =>
      source.pageUrl !== '' && failures.some(isRefusal) && isAnsweredInTime(failures),
  };
  const isOfItsPage = isImage && new URL(loaded.url).origin === originOf(request.documents[0] ?? '');
  const fetched = isOfItsPage ? [page, worker, withReferer] : [worker, withReferer, page];
  // A browser may have been told to load it as its page says.
  const asNamed: Strategy = { ...worker, fetch: () => fromWorker(request) };
  return [...fetched, ...(loaded.url === url ? [] : [asNamed]), ...drawn];
}

const always = (): boolean => true;

/** A server that is too slow is not asked again by another strategy. What the page shows, or was dragged, needs no server. */
const isAnsweredInTime = (failures: readonly unknown[]): boolean =>
  !failures.some(error => hasCode(error, ['source-too-slow']));

/** Empty for a URL without one. */
const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');

const hasCode = (error: unknown, codes: readonly FailureCode[]): boolean =>
  isShoeboxError(error) && codes.includes(error.code);

/** Failures that no other strategy changes. */
const isFinal = (error: unknown): boolean =>
  hasCode(error, ['source-private', 'source-too-large', 'source-streamed']);

/** The server refused, or sent something else: it may do so for requests without the page's Referer only. */
const isRefusal = (error: unknown): boolean =>
  hasCode(error, [
    'source-forbidden',
    'source-not-found',
    'source-answered-error',
    'source-not-an-image',
    'source-other-picture',
    'source-not-media',
    'source-not-the-file',
    'source-empty',
  ]);

/** `source-gone` says only that the page could not be called; any other failure says something about the picture. */
function mostUsefulError(failures: readonly unknown[], url: string, { wanted }: WebSource): unknown {
  const useful = failures.find(error => !hasCode(error, ['source-gone'])) ?? failures[0];
  // A player that assembles its video from segments (MediaSource) gives it a blob: URL that can't be fetched.
  const isMediaSource = url.startsWith('blob:') && (wanted === 'video' || wanted === 'audio');
  return isMediaSource && hasCode(useful, ['source-gone']) ? new ShoeboxError('source-streamed') : useful;
}
