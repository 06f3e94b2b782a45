import { afterAll, beforeAll, expect, test } from 'vitest';
import { button } from '../browser/firefox/element-path';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// "Save images from this page…" in Firefox: found with its own ways into shadow trees, saved in one batch.

let world: FirefoxFixture;

beforeAll(async () => {
  world = await openFirefoxFixture();
  await world.call('albums.create', { parent: '', name: 'Picked' });
});

afterAll(() => world.close());

test('the picker finds and saves all pictures of a page, one of them in a closed shadow tree', async () => {
  const page = await world.firefox.newPage();
  await page.goto(world.site.url);
  await page.evaluate(async () => {
    const image = Object.assign(new Image(), { src: 'no-extension' });
    const host = document.createElement('div');
    host.attachShadow({ mode: 'closed' }).append(image);
    document.body.append(host);
    await image.decode();
  });
  const own = await world.firefox.extensionPage('src/options/index.html');
  const tabId = await own.evaluate(async (url: string) => {
    const tabs = await chrome.tabs.query({});
    return tabs.find(tab => tab.url === url)?.id ?? -1;
  }, world.site.url);
  const picker = await world.firefox.extensionPage(`src/popup/index.html?pick=${tabId}&window=1`);
  await picker.click(button('Select all (10)'));
  await picker.click(button('Choose an album…'));
  await picker.click(button('Picked'));
  await picker.click(button('Save 10 images'));
  const saved = async (): Promise<number> =>
    (await world.owner.keys()).filter(key => /^Picked\/./.test(key)).length;
  await expect.poll(saved).toBe(10);
  await Promise.all([picker.close(), own.close(), page.close()]);
});
