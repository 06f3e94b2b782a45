import { afterAll, beforeAll, expect, test } from 'vitest';
import { textWith } from '../browser/firefox/element-path';
import { PUBLIC_HOST } from '../demo/site';
import { sha256 } from '../e2e/bucket-owner';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// The clipboard, as Firefox hands it over.

let fixture: FirefoxFixture;

beforeAll(async () => {
  // A picture that a public page shows: of the clipboard's page nothing is known, and private hosts are asked for nothing.
  fixture = await openFirefoxFixture({ preferences: { 'network.dns.localDomains': PUBLIC_HOST } });
  await fixture.call('albums.create', { parent: '', name: 'Pasted' });
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
