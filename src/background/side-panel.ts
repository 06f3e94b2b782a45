import browser, { type Tabs } from 'webextension-polyfill';
import { onEvent } from './side-effects';

/** The entry in the toolbar button's menu, and the keyboard command of the manifest. */
export const OPEN_PANEL = 'open-panel';

/** Chrome's; the polyfill's types know nothing of it. */
interface WithSidePanel {
  readonly sidePanel?: { open(place: { readonly windowId: number }): Promise<void> };
}

/** Opens the album manager beside the page; must be called in the click's or the key's own turn. */
function openPanel(windowId: number): Promise<void> {
  const { sidePanel } = browser as WithSidePanel;
  // Firefox's sidebar can also be closed by the same key; Chrome's panel has a key and a button of its own for that.
  return sidePanel === undefined ? browser.sidebarAction.toggle() : sidePanel.open({ windowId });
}

/** Opens it from the toolbar button's menu and by the keyboard. */
export function listenForPanel(): void {
  // Refused in a window that can hold no panel: an app's, or one that is closing.
  const open = (id: string | number, tab: Tabs.Tab | undefined): Promise<void> | undefined =>
    id === OPEN_PANEL ? openPanel(tab?.windowId ?? browser.windows.WINDOW_ID_CURRENT) : undefined;
  onEvent('menu.panel', browser.contextMenus.onClicked, (info, tab) => open(info.menuItemId, tab));
  onEvent('command.panel', browser.commands.onCommand, open);
}
