import browser from 'webextension-polyfill';
import { report } from './diagnostics';

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

/** For all of them at once. */
export const openAlbumChoice = (transferIds: readonly string[], newAlbum: boolean): Promise<void> =>
  openManager({ choose: transferIds.join(), ...(newAlbum && { new: '1' }) });

export const openAlbum = (prefix: string): Promise<void> => openManager({ album: prefix });

/** A page has the clipboard, the worker has not. */
export const openLink = (key: string): Promise<void> => openManager({ link: key });

export const openTransfers = (): Promise<void> => openManager({ window: '1' });
