import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { chooseNested } from '../browser/context-menu';
import { NativeInput } from '../browser/native-input';
import { allowPermission, denyPermission } from '../browser/permission-prompt';
import { openRealPopup } from '../browser/real-popup';
import { startXvfb, type VirtualDisplay } from '../machine/display';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture } from './fixture';
import { type GallerySite, startGallerySite } from './gallery-site';
import { type OpenPicker, pickerOn } from './open-picker';

// Every way into the picker, as a person goes it: access to the bucket's host is given, to no other.

/** Above "Find image here", the last entry. */
const PAGE_IMAGES = -2;

let display: VirtualDisplay;
let fixture: E2eFixture;
let gallery: GallerySite;
let page: Page;
let picker: OpenPicker;

beforeAll(async () => {
  display = await startXvfb();
  fixture = await openFixture({ display: display.display, granted: ['http://127.0.0.1/*'] });
  gallery = await startGallerySite();
  await fixture.call('albums.create', { parent: '', name: 'Gallery' });
});

afterAll(async () => {
  await fixture.close();
  await Promise.all([gallery.close(), display.close()]);
});

beforeEach(async () => {
  page = await fixture.browser.context.newPage();
  const more = `<img src="${gallery.otherHostUrl}image/20.png" alt="Elsewhere">
    <iframe src="${gallery.otherHostUrl}?images=2" width="300" height="100"></iframe>
    <div id="ground" style="height: 200px"></div>`;
  await page.goto(`${gallery.url}?images=2&more=${encodeURIComponent(more)}`);
  await page.bringToFront();
});

afterEach(async () => {
  await picker.close();
  await page.close();
});

async function opens(work: () => Promise<unknown>): Promise<void> {
  const opened = fixture.browser.context.waitForEvent('page');
  await work();
  picker = pickerOn(await opened);
  await picker.option('Elsewhere').waitFor();
}

const pressShortcut = async (): Promise<void> => (await NativeInput.on(display)).press('alt+shift+s');

test('the picker opens from the page’s context menu', async () => {
  await opens(() =>
    chooseNested({
      display,
      page,
      locator: page.locator('#ground'),
      menuContext: 'page',
      childIndexes: [PAGE_IMAGES],
    }),
  );
});

test('the picker opens from the popup', async () => {
  const popup = await openRealPopup(fixture.browser, page);
  // `openPopup` grants nothing; where the button is pressed by hand, the page may be looked into.
  const opened = fixture.browser.context.waitForEvent('page');
  await popup.click({ role: 'button', name: 'Save images from this page…' });
  picker = pickerOn(await opened);
  await picker.page.getByRole('heading', { name: 'Save images from this page' }).waitFor();
});

test('the picker opens by keyboard shortcut, and shows refused host access at the picture', async () => {
  await opens(pressShortcut);
  await picker.page.getByText('Some of this page comes from gallery.localhost').waitFor();
  await picker.button('Select all (3)').click();
  await picker.chooseAlbum('Gallery');
  await picker.button('Save 3 images').click();
  await denyPermission(display);
  await fixture.transferThat(
    ({ state, failure }) => state === 'failed' && failure?.code === 'source-needs-permission',
  );
  await expect
    .poll(() => fixture.owner.keys())
    .toEqual(expect.arrayContaining(['Gallery/Gallery of 2 0.png', 'Gallery/Gallery of 2 1.png']));
});

test('the picker asks for access once for all hosts, and then searches their frames', async () => {
  await opens(pressShortcut);
  await picker.option('Elsewhere').click();
  await picker.chooseAlbum('Gallery');
  await picker.button('Save 1 image').click();
  await allowPermission(display);
  await expect.poll(() => fixture.owner.keys()).toContain('Gallery/Elsewhere.png');
  expect(sha256(await fixture.owner.read('Gallery/Elsewhere.png'))).toBe(sha256(gallery.image(20)));
  await picker.button('Select new (2)').waitFor();
  expect(await picker.page.getByText('not searched').count()).toBe(0);
});
