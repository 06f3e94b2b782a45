import browser from 'webextension-polyfill';
import type { Candidate } from '../content/functions';
import type { ReportError } from '../core/diagnostics';
import { isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import type { Preferences } from '../core/preferences';
import { settled, withTimeout } from '../core/promises';
import { originPattern } from '../core/s3-url';
import type { ShownSize, StrategyName, WebSource } from '../core/source';
import type { CallInFrame } from './call-in-frame';
import { haveSameProportions, isLarger } from './compare';
import type { ClassifiedMedia } from './fetch-request';

/** How one URL is fetched. */
export interface FetchOptions {
  readonly signal: AbortSignal;
  readonly shownSize: Promise<ShownSize | null>;
  /** The strategy that is tried; all if left out. */
  readonly only?: StrategyName;
}

/** Fetches what is behind one URL. */
export type FetchMedia = (url: string, options: FetchOptions) => Promise<ClassifiedMedia>;

/** What was fetched, and the source with what the page told of it. */
export interface BestVersion {
  readonly media: ClassifiedMedia;
  readonly source: WebSource;
}

/** For a page that is busy for longer, the shown version is saved. */
const ANSWER_MS = 2_000;

interface BestVersionPorts {
  readonly callInFrame: CallInFrame;
  readonly fetchMedia: FetchMedia;
  readonly report: ReportError;
}

/**
 * Fetches the best version that is available; the shown one when the user prefers that, or there is no better one. The
 * browser's menu tells only what is shown: then the page is asked for better ones, while the shown one is fetched already.
 * What the page tells of is tried first, then what is known of its site.
 */
export async function fetchBestVersion(
  source: WebSource,
  version: Preferences['version'],
  ports: BestVersionPorts,
  signal: AbortSignal,
): Promise<BestVersion> {
  const told = await fetchToldVersion(source, version, ports, signal);
  const isSearched = source.wanted === 'image' && version === 'best';
  return isSearched ? { ...told, media: await largerVersion(told, ports, signal) } : told;
}

async function fetchToldVersion(
  source: WebSource,
  version: Preferences['version'],
  { callInFrame, fetchMedia, report }: BestVersionPorts,
  signal: AbortSignal,
): Promise<BestVersion> {
  const isDescribed = source.wanted !== 'image' || source.betterUrls.length > 0;
  if (isDescribed) {
    const options = { signal, shownSize: Promise.resolve(source.shownSize ?? null) };
    let shown: Promise<ClassifiedMedia> | undefined;
    const fetchOne = (url: string): Promise<ClassifiedMedia> => {
      if (url !== source.url) return fetchMedia(url, options);
      shown ??= fetchMedia(url, options); // once, though it is compared with and then taken
      return shown;
    };
    return { media: await firstOf(source, version, fetchOne, report, signal), source };
  }
  const description = describe(source, callInFrame, report);
  const shownSize = description.then(({ shownSize }) => shownSize ?? source.shownSize ?? null);
  const shownFetch = new AbortController();
  const shownSignal = AbortSignal.any([signal, shownFetch.signal]);
  const shown = fetchMedia(source.url, { signal: shownSignal, shownSize });
  void settled(shown); // awaited below, unless a better one comes
  const described = await description;
  // Of what is no image element, the source says what the page told of it.
  const { betterUrls, guessedUrls = source.guessedUrls ?? [], linkedUrl } = described;
  const linked = linkedUrl !== undefined && { linkedUrl };
  const full = { ...source, betterUrls, guessedUrls, alt: source.alt || described.alt, ...linked };
  const fetchOnce = (url: string): Promise<ClassifiedMedia> =>
    url === source.url ? shown : fetchMedia(url, { signal, shownSize });
  const media = await firstOf(full, version, fetchOnce, report, signal);
  if (media.url !== source.url) shownFetch.abort();
  return { media, source: full };
}

/**
 * The best first. A better one that needs a permission is noted with what was fetched instead. After one that is too slow
 * no other better one is tried: half a minute is enough to wait for something that the user has not seen yet.
 */
async function firstOf(
  { url: shown, betterUrls, linkedUrl }: WebSource,
  version: Preferences['version'],
  fetchOne: (url: string) => Promise<ClassifiedMedia>,
  report: ReportError,
  signal: AbortSignal,
): Promise<ClassifiedMedia> {
  const better = version === 'best' ? betterUrls.filter(url => url !== shown) : [];
  let refused: ShoeboxError | null = null;
  for (const url of better) {
    try {
      const media = await fetchOne(url);
      if (url !== linkedUrl || (await mayStandFor(media, fetchOne(shown)))) return media;
    } catch (error) {
      if (signal.aborted) throw error;
      if (!isShoeboxError(error)) {
        report('capture.better-version', error);
        continue;
      }
      if (error.code === 'source-needs-permission') refused ??= error;
      if (error.code === 'source-too-slow') break;
    }
  }
  const media = await fetchOne(shown);
  const note = refused === null ? null : toFailure(new ShoeboxError('source-better-refused', refused.detail));
  return { ...media, note: media.note ?? note };
}

/** Whether a picture may stand for the shown one: of its proportions, or the only one that is to be had. */
async function mayStandFor(media: ClassifiedMedia, shown: Promise<ClassifiedMedia>): Promise<boolean> {
  const [result] = await Promise.allSettled([shown]);
  return result.status === 'rejected' || haveSameProportions(media, result.value);
}

/** The script in the page makes no more of them; what a page made of that script may. Each costs a request. */
const MAX_GUESSES = 3;

/**
 * A larger version than the one that was fetched, where a rule (content/full-size) knows of one and its host has it; else that
 * one. Fetched as the smaller one was, and from no host for which the user would have to be asked.
 */
async function largerVersion(
  { media, source }: BestVersion,
  { fetchMedia, report }: BestVersionPorts,
  signal: AbortSignal,
): Promise<ClassifiedMedia> {
  const { strategy, url } = media;
  if (!/^(?:page|worker)/.test(strategy)) return media; // no server gave it that may have more
  for (const larger of (source.guessedUrls ?? []).slice(0, MAX_GUESSES)) {
    try {
      const isOfOneOrigin = new URL(larger).origin === new URL(url).origin;
      const origins = [originPattern(larger) ?? ''];
      if (!isOfOneOrigin && !(await browser.permissions.contains({ origins }))) continue;
      const only = isOfOneOrigin ? strategy : 'worker';
      const found = await fetchMedia(larger, { signal, shownSize: Promise.resolve(null), only });
      if (!isStandIn(found) && (await isLarger(found, media))) return found;
    } catch (error) {
      if (signal.aborted) throw error;
      if (!isShoeboxError(error)) report('capture.larger-version', error);
      else if (error.code === 'source-too-slow') break;
    }
  }
  return media;
}

/** Servers send on to a picture that says so where one is gone, or too small for the size that was asked for. */
const isStandIn = ({ url, finalUrl = url }: ClassifiedMedia): boolean =>
  finalUrl !== url && /unavailable|removed|missing|placeholder|no[-_]?(?:image|photo)/i.test(finalUrl);

type Described = Pick<Candidate, 'betterUrls' | 'guessedUrls' | 'alt' | 'shownSize' | 'linkedUrl'>;

const NOTHING: Described = { betterUrls: [], alt: '' };

/** What the frame tells; nothing when it is gone, not accessible, or takes too long. */
async function describe(
  { url, tabId, frameId }: WebSource,
  callInFrame: CallInFrame,
  report: ReportError,
): Promise<Described> {
  const answer: Promise<Described | null> = callInFrame({ tabId, frameId }, 'describeImage', url);
  try {
    return (await withTimeout(answer, ANSWER_MS, null)) ?? NOTHING;
  } catch (error) {
    report('capture.describe', error);
    return NOTHING;
  }
}
