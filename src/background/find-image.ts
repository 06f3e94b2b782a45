import browser from 'webextension-polyfill';
import type { CallInFrame, Frame } from '../capture/call-in-frame';
import type { Cancelled, Candidate, ElementPickerTexts, Found } from '../content/functions';
import { probePointer } from '../content/pointer-probe';
import { ShoeboxError } from '../core/failure';
import { originPattern } from '../core/s3-url';
import { SCREEN_ONLY, type WebSource } from '../core/source';
import { message, uiLanguage } from '../i18n/message';
import { keepAliveUntil } from './keepalive';
import { reportedAs, sideEffect } from './side-effects';

/** A frame of a page, with what is stored of both as the origin of a picture. */
export interface PageFrame extends Frame {
  readonly pageUrl: string;
  /** The page's own for the top frame. */
  readonly frameUrl: string;
  readonly pageTitle: string;
}

/**
 * The picture that the user right-clicked; where that is not certain, they have to point at it. Null when they cancelled
 * that. @throws ShoeboxError `page-closed`, `source-needs-permission`
 */
export async function findImage(
  callInFrame: CallInFrame,
  frame: PageFrame,
  targetElementId: number | null,
): Promise<WebSource | null> {
  const found = await explained(frame, callInFrame(frame, 'imageAtContextMenu', targetElementId));
  return found.kind === 'uncertain' ? pickImage(callInFrame, frame) : sourceOf(frame, found.candidate);
}

/** Lets the user point at a picture, in any accessible frame of the page. Null when they cancelled that. */
export async function pickImage(callInFrame: CallInFrame, page: PageFrame): Promise<WebSource | null> {
  const frames = await explained(page, framesOf(page));
  const texts = elementPickerTexts();
  const picking = frames.map(async frame => ({
    frame,
    found: await callInFrame(frame, 'pickElement', frame.frameId === 0 ? texts : { ...texts, task: '' }),
  }));
  const cancelled: Found | Cancelled = { kind: 'cancelled' };
  const first = await keepAliveUntil(
    // One frame that goes away leaves the picking to the others; with the last one it is cancelled.
    Promise.any(picking).catch(reportedAs('page.pick-element', { frame: page, found: cancelled })),
  );
  for (const frame of frames)
    void sideEffect('page.cancel-picking', () => callInFrame(frame, 'cancelPicking'));
  return first.found.kind === 'cancelled' ? null : sourceOf(first.frame, first.found.candidate);
}

/** The pictures within the selection. @throws ShoeboxError `selection-without-images`, or as `findImage` */
export async function selectedImages(
  callInFrame: CallInFrame,
  frame: PageFrame,
): Promise<readonly WebSource[]> {
  const candidates = await explained(frame, callInFrame(frame, 'selectedImages'));
  const sources = candidates.map(candidate => sourceOf(frame, candidate)).filter(source => source !== null);
  if (sources.length === 0) throw new ShoeboxError('selection-without-images');
  return sources;
}

/** The accessible frames of a page, its own among them. */
async function framesOf(page: PageFrame): Promise<readonly PageFrame[]> {
  const answers = await browser.scripting.executeScript({
    target: { tabId: page.tabId, allFrames: true },
    injectImmediately: true, // a frame that loads for ever would keep the others waiting
    func: () => location.href,
  });
  return answers.map(({ frameId, result }) => ({ ...page, frameId, frameUrl: String(result) }));
}

/** A frame that can't be called needs a permission for its host, or is one that browsers keep from extensions. */
async function explained<Result>({ frameUrl, pageUrl }: PageFrame, call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (cause) {
    const origin = originPattern(frameUrl);
    if (origin === null || origin === originPattern(pageUrl)) {
      throw new ShoeboxError('page-closed', {}, { cause });
    }
    throw new ShoeboxError('source-needs-permission', { host: new URL(frameUrl).host, origin }, { cause });
  }
}

/** In the user's language. */
const elementPickerTexts = (): ElementPickerTexts => ({
  task: message('aim_task'),
  nothingHere: message('aim_nothing_here'),
  keys: [
    { cap: 'Tab', does: message('aim_key_next'), isForStacks: false },
    { cap: '← →', does: message('aim_key_deeper'), isForStacks: true },
    { cap: 'Esc', does: message('aim_key_cancel'), isForStacks: false },
  ],
  kinds: {
    image: message('image'),
    poster: message('aim_kind_poster'),
    background: message('aim_kind_background'),
    drawing: message('aim_kind_drawing'),
    canvas: message('aim_kind_canvas'),
    'frame-of-video': message('aim_kind_video_frame'),
  },
  language: uiLanguage(),
});

/** In characters: a file name is made of it, at most; and a page can send any length. */
const MAX_ALT = 1_000;

/** Each costs a request, one after the other. */
const MAX_BETTER = 8;

const isFetchable = (url: string): boolean => /^(https?|data|blob):/i.test(url);

/** What can't be fetched may still be captured from the screen. */
const isPicture = (url: string): boolean => isFetchable(url) || url.startsWith(SCREEN_ONLY);

/** The source of a candidate, which is hostile; null for a URL that no page can show. */
function sourceOf(
  frame: PageFrame,
  { url, betterUrls, guessedUrls = [], linkedUrl, alt, shownSize }: Candidate,
): WebSource | null {
  if (!isPicture(url)) return null;
  return {
    ...frame,
    kind: 'web',
    wanted: 'image',
    url,
    betterUrls: betterUrls.filter(isFetchable).slice(0, MAX_BETTER),
    guessedUrls: guessedUrls.filter(isFetchable).slice(0, MAX_BETTER),
    alt: alt.slice(0, MAX_ALT),
    ...(linkedUrl !== undefined && { linkedUrl }),
    ...(shownSize && { shownSize }),
  };
}

/**
 * The page gets the first pointer event 9 to 102 ms after the click in the menu (Chromium 156), or when the pointer
 * moves.
 */
const PROBE_TIMEOUT_MS = 150;

/** From the point of a right click to an entry in its menu it is farther than a pointer moves between two events. */
const MIN_JUMP_PX = 48;

/**
 * Injects the pointer probe into the frame whose menu was used. Must be called before any `await` in the click's listener:
 * some milliseconds later the event has passed.
 */
export function startPointerProbe({ tabId, frameId }: Frame): void {
  // The next call to the frame fails, too, and says why.
  void sideEffect('page.probe-pointer', () =>
    browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: probePointer,
      args: [PROBE_TIMEOUT_MS, MIN_JUMP_PX],
      injectImmediately: true,
    }),
  );
}
