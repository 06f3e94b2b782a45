import browser, { type Tabs } from 'webextension-polyfill';
import { report } from './diagnostics';
import { onEvent } from './side-effects';

const WIDTH = 460;
const HEIGHT = 640;

/** Opens the album manager in a small window of its own, which stays when it loses the focus; else in a tab. */
async function openManager(parameters: Record<string, string>): Promise<void> {
  const url = browser.runtime.getURL(`src/popup/index.html?${new URLSearchParams(parameters)}`);
  try {
    await browser.windows.create({ url, type: 'popup', width: WIDTH, height: HEIGHT });
  } catch (error) {
    report('window.create', error);
    await browser.tabs.create({ url }); // kiosk modes and phones have one window only
  }
}

/** Asks once for the album of all these transfers. */
export const openAlbumChoice = (transferIds: readonly string[], newAlbum: boolean): Promise<void> =>
  openManager({ choose: transferIds.join(), ...(newAlbum && { new: '1' }) });

export const openAlbum = (prefix: string): Promise<void> => openManager({ album: prefix });

/** Opens the page that copies the link: the worker has no clipboard. */
export const openLink = (key: string): Promise<void> => openManager({ link: key });

export const openTransfers = (): Promise<void> => openManager({ window: '1' });

/** The id of the entry in the toolbar button's menu, and of the manifest's keyboard command. */
export const OPEN_PANEL = 'open-panel';

/** Chrome's; the polyfill's types know nothing of it. */
interface WithSidePanel {
  readonly sidePanel?: { open(options: { readonly windowId: number }): Promise<void> };
}

/**
 * Opens the album manager beside the page. Must be called before any `await` in the event's listener: it needs the
 * gesture.
 */
function openPanel(windowId: number): Promise<void> {
  const { sidePanel } = browser as WithSidePanel;
  // In Firefox the same key closes the sidebar again; Chrome's panel has a key and a button of its own for that.
  return sidePanel === undefined ? browser.sidebarAction.toggle() : sidePanel.open({ windowId });
}

/** Opens the side panel from the toolbar button's menu and by keyboard. */
export function listenForPanel(): void {
  // Rejects in a window without room for a panel: an app's, or one that is closing.
  const open = (id: string | number, tab: Tabs.Tab | undefined): Promise<void> | undefined =>
    id === OPEN_PANEL ? openPanel(tab?.windowId ?? browser.windows.WINDOW_ID_CURRENT) : undefined;
  onEvent('menu.panel', browser.contextMenus.onClicked, (info, tab) => open(info.menuItemId, tab));
  onEvent('command.panel', browser.commands.onCommand, open);
}
