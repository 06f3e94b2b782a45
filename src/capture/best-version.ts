import type { Candidate } from '../content/functions';
import type { ReportError } from '../core/diagnostics';
import { isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import type { Preferences } from '../core/preferences';
import { settled, withTimeout } from '../core/promises';
import type { WebSource } from '../core/source';
import type { CallInFrame } from './call-in-frame';
import type { ClassifiedMedia } from './prepare';

/** Gets what is behind one URL. */
export type FetchMedia = (url: string, signal: AbortSignal) => Promise<ClassifiedMedia>;

/** What was got, and what is known now of what a person pointed at. */
export interface BestVersion {
  readonly media: ClassifiedMedia;
  readonly source: WebSource;
}

/** A page that is busy for longer has its picture saved as it shows it. */
const ANSWER_MS = 2_000;

interface BestVersionPorts {
  readonly callInFrame: CallInFrame;
  readonly fetchMedia: FetchMedia;
  readonly report: ReportError;
}

/**
 * The best version that can be had; the shown one when a person prefers that, or no better one can be had. The browser's
 * menu tells only what is shown: then the page is asked for better ones, while the shown one is fetched already.
 */
export async function fetchBestVersion(
  source: WebSource,
  version: Preferences['version'],
  { callInFrame, fetchMedia, report }: BestVersionPorts,
  signal: AbortSignal,
): Promise<BestVersion> {
  const isTold = source.wanted !== 'image' || source.betterUrls.length > 0;
  if (isTold) return { media: await firstOf(source, version, fetchMedia, report, signal), source };
  const enough = new AbortController();
  const shown = fetchMedia(source.url, AbortSignal.any([signal, enough.signal]));
  void settled(shown); // awaited below, unless a better one comes
  const described = await describe(source, callInFrame, report);
  const full = { ...source, betterUrls: described.betterUrls, alt: source.alt || described.alt };
  const getOnce: FetchMedia = url => (url === source.url ? shown : fetchMedia(url, signal));
  const better = firstOf(full, version, getOnce, report, signal);
  const media = await better;
  if (media.url !== source.url) enough.abort();
  return { media, source: full };
}

/**
 * The best first. What is not allowed to be read of a better one is noted with what was got instead. One that is too
 * slow is the last that is waited for: half a minute is enough for something that nobody has seen yet.
 */
async function firstOf(
  { url: shown, betterUrls }: WebSource,
  version: Preferences['version'],
  get: FetchMedia,
  report: ReportError,
  signal: AbortSignal,
): Promise<ClassifiedMedia> {
  const better = version === 'best' ? betterUrls.filter(url => url !== shown) : [];
  let refused: ShoeboxError | null = null;
  for (const url of better) {
    try {
      return await get(url, signal);
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
  const judged = await get(shown, signal);
  const note = refused === null ? null : toFailure(new ShoeboxError('source-better-refused', refused.detail));
  return { ...judged, note: judged.note ?? note };
}

/** What this part wants to know of it. */
type Described = Pick<Candidate, 'betterUrls' | 'alt'>;

const NOTHING: Described = { betterUrls: [], alt: '' };

/** What the frame says; nothing when it is gone, may not be asked, or takes too long. */
async function describe(
  { url, tabId, frameId }: WebSource,
  askPage: CallInFrame,
  report: ReportError,
): Promise<Described> {
  const answer: Promise<Described | null> = askPage({ tabId, frameId }, 'describeImage', url);
  try {
    return (await withTimeout(answer, ANSWER_MS, null)) ?? NOTHING;
  } catch (error) {
    report('capture.describe', error);
    return NOTHING;
  }
}
