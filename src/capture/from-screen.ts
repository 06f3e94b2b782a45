import browser, { type Tabs } from 'webextension-polyfill';
import type { VisibleRect } from '../content/functions';
import type { ReportError } from '../core/diagnostics';
import { sideEffect } from '../core/diagnostics';
import { ShoeboxError, toFailure } from '../core/failure';
import { withTimeout } from '../core/promises';
import { serialQueue } from '../core/serial-queue';
import type { WebSource } from '../core/source';
import type { CallInFrame } from './call-in-frame';
import type { ClassifiedMedia } from './fetch-request';

/** What a screenshot needs. */
interface ScreenPorts {
  readonly callInFrame: CallInFrame;
  readonly report: ReportError;
}

/** One at a time: where a page is scrolled to for one picture must stay until the screenshot is taken. */
const enqueue = serialQueue();

/** A page answers within two animation frames; one that hangs must not keep the others waiting. */
const ANSWER_MS = 5_000;

/**
 * The last resort, when the user asks for it: the picture cut out of a screenshot of its tab, in device pixels. For that
 * moment the tab is activated, and the picture scrolled into view.
 * @throws ShoeboxError `source-gone`, `source-not-in-view`, or `screen-needs-click` where the browser forbids it.
 */
export const fromScreen = (
  source: WebSource,
  ports: ScreenPorts,
  signal: AbortSignal,
): Promise<ClassifiedMedia> => enqueue(() => screenshotOf(source, ports, signal));

async function screenshotOf(
  source: WebSource,
  { callInFrame, report }: ScreenPorts,
  signal: AbortSignal,
): Promise<ClassifiedMedia> {
  signal.throwIfAborted();
  const { tabId, frameId, url } = source;
  const tab = await tabOf(tabId);
  const activeBefore = await activate(tab);
  const frame = { tabId, frameId };
  try {
    const asked = withTimeout(callInFrame(frame, 'scrollIntoView', url), ANSWER_MS, null);
    const rect = await asked.catch(cause => {
      throw new ShoeboxError('screen-needs-click', {}, { cause });
    });
    signal.throwIfAborted();
    if (rect === null) throw new ShoeboxError('source-not-in-view');
    const screenshot = await captureTab(tab);
    // The user may have gone to another tab meanwhile: the screenshot is of that one, then.
    if (!(await tabOf(tabId)).active) throw new ShoeboxError('source-not-in-view');
    const blob = await crop(screenshot, rect);
    const note = toFailure(new ShoeboxError('source-photographed'));
    return {
      blob,
      contentType: blob.type,
      disposition: null,
      mediaType: blob.type,
      strategy: 'screen',
      url,
      note,
    };
  } finally {
    // Either may be gone by now: the screenshot is taken all the same.
    await sideEffect(report, 'screen.scroll-back', () =>
      withTimeout(callInFrame(frame, 'restoreScroll'), ANSWER_MS, null),
    );
    if (activeBefore !== null)
      await sideEffect(report, 'screen.reactivate', () => reactivate(activeBefore, tabId));
  }
}

const tabOf = (id: number): Promise<Tabs.Tab> =>
  browser.tabs.get(id).catch(cause => {
    throw new ShoeboxError('source-gone', {}, { cause });
  });

/** Activates a tab. Resolves with the id of the one that was active before; null when the tab is active already. */
async function activate({ id, windowId, active }: Tabs.Tab): Promise<number | null> {
  if (active || id === undefined || windowId === undefined) return null;
  const [front] = await browser.tabs.query({ windowId, active: true });
  await browser.tabs.update(id, { active: true });
  return front?.id ?? null;
}

/** Activates the tab from before, unless the user has chosen another one since. */
async function reactivate(before: number, captured: number): Promise<void> {
  if ((await tabOf(captured)).active) await browser.tabs.update(before, { active: true });
}

/** Chrome allows two screenshots a second (`MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND`). */
const MIN_INTERVAL_MS = 550;

let lastAt = Number.NEGATIVE_INFINITY;

/** Everything that the tab shows. */
async function captureTab({ windowId }: Tabs.Tab): Promise<ImageBitmap> {
  const wait = lastAt + MIN_INTERVAL_MS - performance.now();
  if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
  lastAt = performance.now();
  const dataUrl = await browser.tabs.captureVisibleTab(windowId, { format: 'png' }).catch(cause => {
    throw new ShoeboxError('screen-needs-click', {}, { cause });
  });
  return createImageBitmap(await (await fetch(dataUrl)).blob());
}

/** The rectangle; edges that fall between two pixels include both. */
async function crop(
  screenshot: ImageBitmap,
  { left, top, width, height, windowWidth }: VisibleRect,
): Promise<Blob> {
  const scale = screenshot.width / windowWidth;
  const [x, y] = [Math.floor(left * scale), Math.floor(top * scale)];
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.min(screenshot.width, Math.ceil((left + width) * scale)) - x),
    Math.max(1, Math.min(screenshot.height, Math.ceil((top + height) * scale)) - y),
  );
  canvas.getContext('2d')?.drawImage(screenshot, -x, -y);
  screenshot.close();
  return canvas.convertToBlob({ type: 'image/png' });
}
