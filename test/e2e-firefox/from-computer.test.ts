import { afterAll, beforeAll, expect, test } from 'vitest';
import { button, textWith } from '../browser/firefox/element-path';
import { PUBLIC_HOST } from '../demo/site';
import { sha256 } from '../e2e/bucket-owner';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// The clipboard, as Firefox hands it over.

let fixture: FirefoxFixture;

beforeAll(async () => {
  // A picture that a public page shows: of the clipboard's page nothing is known, and private hosts are asked for nothing.
  fixture = await openFirefoxFixture({
    preferences: {
      'network.dns.localDomains': PUBLIC_HOST,
      // Firefox asks by a menu of its own whether a page may read the clipboard.
      'dom.events.testing.asyncClipboard': true,
    },
  });
  for (const name of ['Pasted', 'From menu']) await fixture.call('albums.create', { parent: '', name });
});

afterAll(() => fixture.close());

test('a picture copied with its page is pasted as its original', async () => {
  const page = await fixture.firefox.newPage();
  await page.goto(fixture.site.publicHostUrl);
  await page.evaluate(async () => {
    document.body.innerHTML = '<img src="photos/rocket.jpg" width="300" height="200">';
    await document.images[0]?.decode();
  });
  await page.pressWithControl('a', 'c');
  await page.close();
  const manager = await fixture.firefox.extensionPage('src/popup/index.html?window=1&album=Pasted%2F');
  await manager.textOf(textWith('Pasted'));
  await expect
    .poll(async () => {
      await manager.pressWithControl('v');
      return (await fixture.owner.keys('Pasted/')).includes('Pasted/rocket.jpg');
    })
    .toBe(true);
  const bytes = fixture.site.files.get('rocket.jpg') ?? new Uint8Array();
  expect(sha256(await fixture.owner.read('Pasted/rocket.jpg'))).toBe(sha256(bytes));
  await manager.close();
});

test('it is pasted from the menu of an album too', async () => {
  const manager = await fixture.firefox.extensionPage('src/popup/index.html?window=1&album=From%20menu%2F');
  await manager.textOf(textWith('From menu'));
  const openMenu = (): Promise<boolean> =>
    manager.evaluate(() => {
      const more = document.querySelector<HTMLElement>('.album-more button');
      more?.click();
      return more !== null;
    });
  // The part that takes what is pasted comes after the page.
  await expect
    .poll(async () => {
      await expect.poll(openMenu).toBe(true);
      await manager.click(button('Paste'));
      return (await fixture.owner.keys('From menu/')).includes('From menu/rocket.jpg');
    })
    .toBe(true);
  const bytes = fixture.site.files.get('rocket.jpg') ?? new Uint8Array();
  expect(sha256(await fixture.owner.read('From menu/rocket.jpg'))).toBe(sha256(bytes));
  await manager.close();
});
