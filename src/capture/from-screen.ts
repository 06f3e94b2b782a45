import browser, { type Tabs } from 'webextension-polyfill';
import { ShoeboxError, toFailure } from '../core/failure';
import type { WebSource } from '../core/source';
import type { ShownPlace } from '../in-page/functions';
import type { AskPage } from './ask-page';
import type { Judged } from './prepared';

/**
 * The last resort, when a person asks for it: the picture cut out of what its tab shows, in the screen's own pixels.
 * The tab is brought to the front for that moment, and the picture into view.
 * @throws ShoeboxError `source-gone`, `source-not-in-view`, or `screen-needs-click` where the browser forbids it.
 */
export async function fromScreen(source: WebSource, askPage: AskPage, signal: AbortSignal): Promise<Judged> {
  const { tabId, frameId, url } = source;
  const tab = await browser.tabs.get(tabId).catch(cause => {
    throw new ShoeboxError('source-gone', {}, { cause });
  });
  const before = await bringToFront(tab);
  const frame = { tabId, frameId };
  try {
    const place = await askPage(frame, 'showPlace', url).catch(cause => {
      throw new ShoeboxError('screen-needs-click', {}, { cause });
    });
    signal.throwIfAborted();
    if (place === null) throw new ShoeboxError('source-not-in-view');
    const blob = await cut(await photograph(tab), place);
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
    await askPage(frame, 'scrollBack').catch(() => null); // gone meanwhile, or not to be asked
    if (before !== null) await browser.tabs.update(before, { active: true }).catch(() => null); // closed meanwhile
  }
}

/** The tab that was in front of it; null when it is in front itself. */
async function bringToFront({ id, windowId, active }: Tabs.Tab): Promise<number | null> {
  if (active || id === undefined || windowId === undefined) return null;
  const [front] = await browser.tabs.query({ windowId, active: true });
  await browser.tabs.update(id, { active: true });
  return front?.id ?? null;
}

/** Everything that the tab shows. */
async function photograph({ windowId }: Tabs.Tab): Promise<ImageBitmap> {
  const dataUrl = await browser.tabs.captureVisibleTab(windowId, { format: 'png' }).catch(cause => {
    throw new ShoeboxError('screen-needs-click', {}, { cause });
  });
  return createImageBitmap(await (await fetch(dataUrl)).blob());
}

/** What lies at the place; edges that fall between two pixels take both. */
async function cut(
  window: ImageBitmap,
  { left, top, width, height, windowWidth }: ShownPlace,
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
