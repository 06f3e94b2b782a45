import browser, { type Tabs } from 'webextension-polyfill';
import type { VisibleRect } from '../content/functions';
import type { ReportError } from '../core/diagnostics';
import { sideEffect } from '../core/diagnostics';
import { ShoeboxError, toFailure } from '../core/failure';
import { withTimeout } from '../core/promises';
import { serialQueue } from '../core/serial-queue';
import type { WebSource } from '../core/source';
import type { CallInFrame } from './call-in-frame';
import type { ClassifiedMedia } from './prepare';

/** What photographing needs. */
interface ScreenPorts {
  readonly callInFrame: CallInFrame;
  readonly report: ReportError;
}

/** There is one screen: what one picture is scrolled to must stay until it is photographed. */
const inTurn = serialQueue();

/** A page answers within two frames; one that hangs must not keep the others waiting. */
const ANSWER_MS = 5_000;

/**
 * The last resort, when a person asks for it: the picture cut out of what its tab shows, in the screen's own pixels.
 * The tab is brought to the front for that moment, and the picture into view.
 * @throws ShoeboxError `source-gone`, `source-not-in-view`, or `screen-needs-click` where the browser forbids it.
 */
export const fromScreen = (
  source: WebSource,
  ports: ScreenPorts,
  signal: AbortSignal,
): Promise<ClassifiedMedia> => inTurn(() => photographed(source, ports, signal));

async function photographed(
  source: WebSource,
  { callInFrame, report }: ScreenPorts,
  signal: AbortSignal,
): Promise<ClassifiedMedia> {
  signal.throwIfAborted();
  const { tabId, frameId, url } = source;
  const tab = await tabOf(tabId);
  const before = await bringToFront(tab);
  const frame = { tabId, frameId };
  try {
    const asked = withTimeout(callInFrame(frame, 'scrollIntoView', url), ANSWER_MS, null);
    const place = await asked.catch(cause => {
      throw new ShoeboxError('screen-needs-click', {}, { cause });
    });
    signal.throwIfAborted();
    if (place === null) throw new ShoeboxError('source-not-in-view');
    const photograph = await photographOf(tab);
    // Meanwhile a person may have gone to another tab: what was photographed is that one, then.
    if (!(await tabOf(tabId)).active) throw new ShoeboxError('source-not-in-view');
    const blob = await cut(photograph, place);
    const note = toFailure(new ShoeboxError('source-photographed'));
    return {
      blob,
      contentType: blob.type,
      disposition: null,
      mediaType: blob.type,
      rung: 'screen',
      url,
      note,
    };
  } finally {
    // Either may be gone meanwhile: what was photographed is not.
    await sideEffect(report, 'screen.scroll-back', () =>
      withTimeout(callInFrame(frame, 'restoreScroll'), ANSWER_MS, null),
    );
    if (before !== null) await sideEffect(report, 'screen.give-back', () => giveBack(before, tabId));
  }
}

const tabOf = (id: number): Promise<Tabs.Tab> =>
  browser.tabs.get(id).catch(cause => {
    throw new ShoeboxError('source-gone', {}, { cause });
  });

/** The tab that was in front of it; null when it is in front itself. */
async function bringToFront({ id, windowId, active }: Tabs.Tab): Promise<number | null> {
  if (active || id === undefined || windowId === undefined) return null;
  const [front] = await browser.tabs.query({ windowId, active: true });
  await browser.tabs.update(id, { active: true });
  return front?.id ?? null;
}

/** The tab that was in front is so again, unless the person has chosen another one since: then that is the one they want. */
async function giveBack(before: number, photographed: number): Promise<void> {
  if ((await tabOf(photographed)).active) await browser.tabs.update(before, { active: true });
}

/** Chrome takes two photographs a second (`MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND`). */
const BETWEEN_PHOTOGRAPHS_MS = 550;

let lastAt = Number.NEGATIVE_INFINITY;

/** Everything that the tab shows. */
async function photographOf({ windowId }: Tabs.Tab): Promise<ImageBitmap> {
  const wait = lastAt + BETWEEN_PHOTOGRAPHS_MS - performance.now();
  if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
  lastAt = performance.now();
  const dataUrl = await browser.tabs.captureVisibleTab(windowId, { format: 'png' }).catch(cause => {
    throw new ShoeboxError('screen-needs-click', {}, { cause });
  });
  return createImageBitmap(await (await fetch(dataUrl)).blob());
}

/** What lies at the place; edges that fall between two pixels take both. */
async function cut(
  window: ImageBitmap,
  { left, top, width, height, windowWidth }: VisibleRect,
): Promise<Blob> {
  const scale = window.width / windowWidth;
  const [x, y] = [Math.floor(left * scale), Math.floor(top * scale)];
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.min(window.width, Math.ceil((left + width) * scale)) - x),
    Math.max(1, Math.min(window.height, Math.ceil((top + height) * scale)) - y),
  );
  canvas.getContext('2d')?.drawImage(window, -x, -y);
  window.close();
  return canvas.convertToBlob({ type: 'image/png' });
}
