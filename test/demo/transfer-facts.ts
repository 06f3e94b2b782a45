import type { BrowserWithExtension } from '../browser/launch';

/** What Shoebox knows of its transfers, failures included, as its own pages see it. */
export async function openTransfers(browser: BrowserWithExtension): Promise<unknown> {
  const page = await browser.extensionPage('src/popup/index.html');
  const transfers: unknown = await page.evaluate(
    () =>
      new Promise<unknown>(resolve => {
        const port = chrome.runtime.connect({ name: 'transfers.watch' });
        port.onMessage.addListener(resolve); // the first answer tells all of them
        port.postMessage({});
      }),
  );
  await page.close();
  return transfers;
}
