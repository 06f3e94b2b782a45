import type { Report } from '../core/diagnostics';
import { isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import { inTime } from '../core/in-time';
import type { Preferences } from '../core/preferences';
import { settled } from '../core/settled';
import type { WebSource } from '../core/source';
import type { Candidate } from '../in-page/functions';
import type { AskPage } from './ask-page';
import type { Judged } from './prepared';

/** Gets what is behind one URL. */
export type Get = (url: string, signal: AbortSignal) => Promise<Judged>;

/** What was got, and what is known now of what a person pointed at. */
export interface Best {
  readonly judged: Judged;
  readonly source: WebSource;
}

/** A page that is busy for longer has its picture saved as it shows it. */
const ANSWER_MS = 2_000;

interface BestPorts {
  readonly askPage: AskPage;
  readonly get: Get;
  readonly report: Report;
}

/**
 * The best version that can be had; the shown one when a person prefers that, or no better one can be had. The browser's
 * menu tells only what is shown: then the page is asked for better ones, while the shown one is fetched already.
 */
export async function getBest(
  source: WebSource,
  version: Preferences['version'],
  { askPage, get, report }: BestPorts,
  signal: AbortSignal,
): Promise<Best> {
  const isTold = source.wanted !== 'image' || source.betterUrls.length > 0;
  if (isTold) return { judged: await firstOf(source, version, get, report, signal), source };
  const enough = new AbortController();
  const shown = get(source.url, AbortSignal.any([signal, enough.signal]));
  void settled(shown); // awaited below, unless a better one comes
  const described = await describe(source, askPage, report);
  const full = { ...source, betterUrls: described.betterUrls, alt: source.alt || described.alt };
  const getOnce: Get = url => (url === source.url ? shown : get(url, signal));
  const better = firstOf(full, version, getOnce, report, signal);
  const judged = await better;
  if (judged.url !== source.url) enough.abort();
  return { judged, source: full };
}

/**
 * The best first. What is not allowed to be read of a better one is noted with what was got instead. One that is too
 * slow is the last that is waited for: half a minute is enough for something that nobody has seen yet.
 */
async function firstOf(
  { url: shown, betterUrls }: WebSource,
  version: Preferences['version'],
  get: Get,
  report: Report,
  signal: AbortSignal,
): Promise<Judged> {
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
  askPage: AskPage,
  report: Report,
): Promise<Described> {
  const answer: Promise<Described | null> = askPage({ tabId, frameId }, 'describe', url);
  try {
    return (await inTime(answer, ANSWER_MS, null)) ?? NOTHING;
  } catch (error) {
    report('capture.describe', error);
    return NOTHING;
  }
}
