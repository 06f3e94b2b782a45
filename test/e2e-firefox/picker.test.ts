import { afterAll, beforeAll, expect, test } from 'vitest';
import { button } from '../browser/firefox/element-path';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// "Save images from this page…" in Firefox: found with its own ways into shadow trees, saved in one batch.

let fixture: FirefoxFixture;

beforeAll(async () => {
  fixture = await openFirefoxFixture();
  await fixture.call('albums.create', { parent: '', name: 'Picked' });
});

afterAll(() => fixture.close());

test('the picker finds and saves all pictures of a page, one of them in a closed shadow tree', async () => {
  const page = await fixture.firefox.newPage();
  await page.goto(fixture.site.url);
  await page.evaluate(async () => {
    const image = Object.assign(new Image(), { src: 'no-extension' });
    const host = document.createElement('div');
    host.attachShadow({ mode: 'closed' }).append(image);
    document.body.append(host);
    await image.decode();
  });
  const own = await fixture.firefox.extensionPage('src/options/index.html');
  const tabId = await own.evaluate(async (url: string) => {
    const tabs = await chrome.tabs.query({});
    return tabs.find(tab => tab.url === url)?.id ?? -1;
  }, fixture.site.url);
  const picker = await fixture.firefox.extensionPage(`src/popup/index.html?pick=${tabId}&window=1`);
  await picker.click(button('Select all (10)'));
  await picker.click(button('Choose an album…'));
  await picker.click(button('Picked'));
  await picker.click(button('Save 10 images'));
  const saved = async (): Promise<number> =>
    (await fixture.owner.keys()).filter(key => /^Picked\/./.test(key)).length;
  await expect.poll(saved).toBe(10);
  await Promise.all([picker.close(), own.close(), page.close()]);
});
