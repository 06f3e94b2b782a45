import browser, { type Tabs } from 'webextension-polyfill';
import { type CallInFrame, framesOf } from '../capture/call-in-frame';
import { ShoeboxError } from '../core/failure';
import type { ScannedFrame } from '../core/found-image';
import type { PageThumbnailRequest } from '../messaging/protocol';
import { keepAliveDuring } from './keepalive';
import { loadPreferences } from './settings-store';
import { onEvent, reportedAs } from './side-effects';

/** The id of the menu entries, and of the keyboard command, that open the picker. */
export const PAGE_IMAGES = 'page-images';

/** A frame that takes longer hangs, or has a million elements. */
const FRAME_TIMEOUT_MS = 20_000;

interface ByTab {
  readonly tabId: number;
}

export const pageImageHandlers = (callInFrame: CallInFrame) => ({
  openPicker: async ({ tabId }: ByTab) => openPicker(await browser.tabs.get(tabId)),
  // Null is no failure: the picker shows an icon for such pictures.
  thumbnail: ({ tabId, frameId, url, height }: PageThumbnailRequest) =>
    callInFrame({ tabId, frameId }, 'thumbnail', url, height).catch(reportedAs('page.thumbnail', null)),
  scan: ({ tabId }: ByTab) => keepAliveDuring(scanFrames(callInFrame, tabId)),
});

async function* scanFrames(
  callInFrame: CallInFrame,
  tabId: number,
): AsyncGenerator<ScannedFrame, void, undefined> {
  const { version } = await loadPreferences();
  const frameIds = await framesOf(tabId).catch(cause => {
    throw new ShoeboxError('page-unreadable', {}, { cause });
  });
  const scans = frameIds.map(frameId =>
    Promise.race([callInFrame({ tabId, frameId }, 'scanFrame', version), timedOut()]).then(
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

const timedOut = (): Promise<null> =>
  new Promise(resolve => setTimeout(() => resolve(null), FRAME_TIMEOUT_MS));

/** Opens the picker in a tab beside the one whose images it shows; closing it leads back there. */
async function openPicker(tab: Tabs.Tab): Promise<void> {
  await browser.tabs.create({
    url: browser.runtime.getURL(`src/popup/index.html?pick=${tab.id}&window=1`),
    index: tab.index + 1,
    ...(tab.windowId !== undefined && { windowId: tab.windowId }),
    ...(tab.id !== undefined && { openerTabId: tab.id }),
  });
}

/** Opens the picker from the menus and from the keyboard. Call once, while the worker starts. */
export function listenForPicker(): void {
  const open = (id: string | number, tab: Tabs.Tab | undefined): Promise<void> | undefined =>
    id === PAGE_IMAGES && tab !== undefined ? openPicker(tab) : undefined;
  onEvent('menu.picker', browser.contextMenus.onClicked, (info, tab) => open(info.menuItemId, tab));
  onEvent('command.picker', browser.commands.onCommand, open);
}
