import type { Candidate } from '../content/functions';
import type { ReportError } from '../core/diagnostics';
import { isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import type { Preferences } from '../core/preferences';
import { settled, withTimeout } from '../core/promises';
import type { WebSource } from '../core/source';
import type { CallInFrame } from './call-in-frame';
import type { ClassifiedMedia } from './fetch-request';

/** Fetches what is behind one URL. */
export type FetchMedia = (url: string, signal: AbortSignal) => Promise<ClassifiedMedia>;

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
 */
export async function fetchBestVersion(
  source: WebSource,
  version: Preferences['version'],
  { callInFrame, fetchMedia, report }: BestVersionPorts,
  signal: AbortSignal,
): Promise<BestVersion> {
  const isDescribed = source.wanted !== 'image' || source.betterUrls.length > 0;
  if (isDescribed) return { media: await firstOf(source, version, fetchMedia, report, signal), source };
  const shownFetch = new AbortController();
  const shown = fetchMedia(source.url, AbortSignal.any([signal, shownFetch.signal]));
  void settled(shown); // awaited below, unless a better one comes
  const described = await describe(source, callInFrame, report);
  const full = { ...source, betterUrls: described.betterUrls, alt: source.alt || described.alt };
  const fetchOnce: FetchMedia = url => (url === source.url ? shown : fetchMedia(url, signal));
  const media = await firstOf(full, version, fetchOnce, report, signal);
  if (media.url !== source.url) shownFetch.abort();
  return { media, source: full };
}

/**
 * The best first. A better one that needs a permission is noted with what was fetched instead. After one that is too slow
 * no other better one is tried: half a minute is enough to wait for something that the user has not seen yet.
 */
async function firstOf(
  { url: shown, betterUrls }: WebSource,
  version: Preferences['version'],
  fetchMedia: FetchMedia,
  report: ReportError,
  signal: AbortSignal,
): Promise<ClassifiedMedia> {
  const better = version === 'best' ? betterUrls.filter(url => url !== shown) : [];
  let refused: ShoeboxError | null = null;
  for (const url of better) {
    try {
      return await fetchMedia(url, signal);
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
  const media = await fetchMedia(shown, signal);
  const note = refused === null ? null : toFailure(new ShoeboxError('source-better-refused', refused.detail));
  return { ...media, note: media.note ?? note };
}

type Described = Pick<Candidate, 'betterUrls' | 'alt'>;

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
