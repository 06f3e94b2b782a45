import browser, { type Tabs } from 'webextension-polyfill';
import { type CallInFrame, framesOf } from '../capture/call-in-frame';
import { ShoeboxError } from '../core/failure';
import type { ScannedFrame } from '../core/found-image';
import { keepAliveDuring } from './keepalive';
import type { CallHandlers, StreamHandlers } from './message-server';
import { loadPreferences } from './preferences-store';
import { onEvent, reportedAs } from './side-effects';

/** The entry of the menus, and the command of the keyboard, that open the picker. */
export const PAGE_IMAGES = 'page-images';

/** A frame that answers no sooner hangs, or has a million elements. */
const FRAME_TIMEOUT_MS = 20_000;

export const pageImageCalls = (
  askPage: CallInFrame,
): Pick<CallHandlers, 'picker.open' | 'page.thumbnail'> => ({
  'picker.open': async ({ tabId }) => openPicker(await browser.tabs.get(tabId)),
  // That it can't be had is no failure: there is a sign for such pictures.
  'page.thumbnail': ({ tabId, frameId, url, height }) =>
    askPage({ tabId, frameId }, 'thumbnail', url, height).catch(reportedAs('page.thumbnail', null)),
});

export const pageImageStreams = (askPage: CallInFrame): Pick<StreamHandlers, 'page.scan'> => ({
  'page.scan': ({ tabId }) => keepAliveDuring(scanFrames(askPage, tabId)),
});

async function* scanFrames(
  askPage: CallInFrame,
  tabId: number,
): AsyncGenerator<ScannedFrame, void, undefined> {
  const { version } = await loadPreferences();
  const frameIds = await framesOf(tabId).catch(cause => {
    throw new ShoeboxError('page-unreadable', {}, { cause });
  });
  const scans = frameIds.map(frameId =>
    Promise.race([askPage({ tabId, frameId }, 'scanFrame', version), late()]).then(
      images => images && { frameId, ...images },
      reportedAs('page.scan-frame', null), // gone meanwhile: the others count
    ),
  );
  // The page itself comes first, the others in the order in which they began to load.
  for (const scanned of scans) {
    const frame = await scanned;
    if (frame !== null) yield frame;
  }
}

const late = (): Promise<null> => new Promise(resolve => setTimeout(() => resolve(null), FRAME_TIMEOUT_MS));

/** Opens the picker in a tab beside the one that it is about; closing it leads back there. */
async function openPicker(tab: Tabs.Tab): Promise<undefined> {
  await browser.tabs.create({
    url: browser.runtime.getURL(`src/popup/index.html?pick=${tab.id}&window=1`),
    index: tab.index + 1,
    ...(tab.windowId !== undefined && { windowId: tab.windowId }),
    ...(tab.id !== undefined && { openerTabId: tab.id }),
  });
  return undefined;
}

/** Opens the picker from the menus and from the keyboard. Call once, while the worker starts. */
export function listenForPicker(): void {
  const open = (id: string | number, tab: Tabs.Tab | undefined): Promise<undefined> | undefined =>
    id === PAGE_IMAGES && tab !== undefined ? openPicker(tab) : undefined;
  onEvent('menu.picker', browser.contextMenus.onClicked, (info, tab) => open(info.menuItemId, tab));
  onEvent('command.picker', browser.commands.onCommand, open);
}
