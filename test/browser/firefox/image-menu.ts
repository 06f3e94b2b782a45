import type { BrowserServices, XulElement } from './browser-internals';
import type { ElementPath } from './element-path';
import type { FirefoxPage } from './page';
import type { FirefoxSession } from './session';

declare const Services: BrowserServices; // where the function below runs

/** Right-clicks a picture and chooses an entry of the browser's own menu by its labels, from outside in. */
export async function chooseFromImageMenu(
  session: FirefoxSession,
  page: FirefoxPage,
  picture: ElementPath,
  labels: readonly string[],
): Promise<void> {
  await page.rightClick(picture);
  await session.evaluateInBrowser(async labels => {
    const window = Services.wm.getMostRecentWindow('navigator:browser');
    const becomes = async (popup: XulElement, state: XulElement['state']): Promise<void> => {
      while (popup.state !== state) await new Promise(resolve => window.setTimeout(resolve, 10));
    };
    let popup = window.document.getElementById('contentAreaContextMenu') as unknown as XulElement; // a menupopup, always there
    const menu = popup;
    await becomes(menu, 'open');
    for (const [depth, label] of labels.entries()) {
      const item = [...popup.children].find(child => child.label === label && !child.hidden);
      if (item === undefined) {
        const shown = [...popup.children].map(child => child.label);
        menu.hidePopup();
        throw new Error(`No “${label}” in the menu: ${shown.join(' · ')}`);
      }
      if (depth === labels.length - 1) {
        popup.activateItem(item);
      } else {
        item.openMenu(true);
        popup = item.menupopup;
        await becomes(popup, 'open');
      }
    }
    await becomes(menu, 'closed');
  }, labels);
}
