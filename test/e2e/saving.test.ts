import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseFromImageMenu, chooseOnlyItem } from '../browser/context-menu';
import { allowPermission, denyPermission } from '../browser/permission-prompt';
import { openRealPopup } from '../browser/real-popup';
import { startXvfb, type VirtualDisplay } from '../machine/display';
import { sha256 } from './bucket-owner';
import { connectionPanel } from './connection-panel';
import { BUCKET, type E2eFixture, openFixture, optionsPage, POOL_ID } from './fixture';
import { FOLDER } from './in-folder';

// One person's first day with Shoebox, as it ships: nothing granted, nothing configured, the browser's own menu and
// prompts. The steps build on each other.

/** From the bottom of the submenu: "Find image here", "New album…", "All albums…". */
const NEW_ALBUM = -2;
const ALL_ALBUMS = -3;

let display: VirtualDisplay;
let fixture: E2eFixture;
let page: Page;

const saved = (key: string): Promise<string> =>
  expect
    .poll(() => fixture.owner.keys())
    .toContain(key)
    .then(() => key);

async function shaInBucket(key: string): Promise<string> {
  return sha256(await fixture.owner.read(await saved(key)));
}

const shaOnSite = (name: string): string => {
  const bytes = fixture.site.files.get(name);
  if (bytes === undefined) throw new Error(`the sample site has no ${name}`);
  return sha256(bytes);
};

const photo = (name: string) => page.locator(`img[src$="/${name}"]`).first();

beforeAll(async () => {
  display = await startXvfb();
  fixture = await openFixture({ display: display.display, configured: false, granted: [] });
});

afterAll(async () => {
  await fixture.close();
  await display.close();
});

describe('a first day with Shoebox', () => {
  test('the options page opens by itself, is filled in, saved and tested', async () => {
    const options = await optionsPage(fixture.browser);
    await options.bringToFront();
    await options.getByRole('radio', { name: 'I have a bucket' }).check();
    await options.getByRole('textbox', { name: 'Bucket', exact: true }).fill(BUCKET);
    await options.getByRole('combobox', { name: 'Region' }).fill('us-east-1');
    await options.getByRole('textbox', { name: 'Identity pool ID' }).fill(POOL_ID);
    await options.getByText('Advanced', { exact: true }).click();
    await options.getByRole('textbox', { name: 'Folder in the bucket' }).fill(FOLDER);
    await options.getByRole('textbox', { name: 'S3 endpoint' }).fill(fixture.aws.endpoint);
    await options.getByRole('checkbox', { name: 'Bucket name in the path' }).check();
    await options.getByRole('textbox', { name: 'Cognito endpoint' }).fill(fixture.aws.cognitoEndpoint);
    await options.getByRole('button', { name: 'Save', exact: true }).click();
    await allowPermission(display);
    await options
      .getByText(/Right-click any image/)
      .first()
      .waitFor();
    expect(await connectionPanel(options).run()).toBe('Everything works.');
    expect(await fixture.owner.keys()).toEqual([]);
  });

  test('an album is made in the popup, and a picture saved to it from the menu', async () => {
    const popup = await fixture.popup();
    await popup.getByRole('button', { name: 'New album' }).first().click();
    await popup.getByRole('textbox', { name: 'Album name' }).fill('Moodboard');
    await popup.getByRole('button', { name: 'Create album' }).click();
    await expect.poll(() => fixture.owner.keys()).toEqual(['Moodboard/']);
    await popup.close();

    page = await fixture.browser.context.newPage();
    await page.goto(fixture.site.url);
    await chooseFromImageMenu({ display, page, locator: photo('rocket.jpg'), childIndex: 0 });
    expect(await shaInBucket('Moodboard/rocket.jpg')).toBe(shaOnSite('rocket.jpg'));
    const stored = await fixture.owner.metadata('Moodboard/rocket.jpg');
    expect(stored.contentType).toBe('image/jpeg');
    expect(stored.metadata).toMatchObject({ 'source-page': fixture.site.url });
    expect(stored.metadata['source-url']).toMatch(/rocket\.jpg$/);
    expect(Date.parse(stored.metadata['saved-at'] ?? '')).toBeGreaterThan(Date.now() - 120_000);
  });

  test('the popup shows the picture, read back from S3', async () => {
    const popup = await fixture.popup('?album=Moodboard%2F');
    const image = popup.getByRole('list', { name: 'Photos' }).getByRole('img', { name: 'rocket.jpg' });
    await image.waitFor();
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
    await popup.close();
  });

  test('saving the same picture again makes no second object', async () => {
    await chooseFromImageMenu({ display, page, locator: photo('rocket.jpg'), childIndex: 0 });
    await fixture.transferThat(
      ({ key, outcome }) => key === 'Moodboard/rocket.jpg' && outcome === 'already-there',
    );
    expect(await fixture.owner.keys()).toEqual(['Moodboard/', 'Moodboard/rocket.jpg']);
  });

  test('“New album…” asks for a name and saves into it', async () => {
    const opened = fixture.browser.context.waitForEvent('page');
    await chooseFromImageMenu({ display, page, locator: photo('two-friends.jpg'), childIndex: NEW_ALBUM });
    const dialog = await opened;
    await dialog.getByRole('textbox', { name: 'Album name' }).fill('Köln & 서울 100%');
    const closed = dialog.waitForEvent('close');
    await dialog.getByRole('button', { name: 'Create album' }).click();
    await closed;
    expect(await shaInBucket('Köln & 서울 100%/two-friends.jpg')).toBe(shaOnSite('two-friends.jpg'));
  });

  test('“All albums…” offers every album', async () => {
    const opened = fixture.browser.context.waitForEvent('page');
    await chooseFromImageMenu({ display, page, locator: photo('two-friends.jpg'), childIndex: ALL_ALBUMS });
    const dialog = await opened;
    const closed = dialog.waitForEvent('close');
    await dialog.getByRole('button', { name: 'Moodboard', exact: true }).click();
    await closed;
    expect(await shaInBucket('Moodboard/two-friends.jpg')).toBe(shaOnSite('two-friends.jpg'));
  });

  test('a picture of another host says what is missing when refused, and is saved when granted in the popup', async () => {
    await page.bringToFront();
    const foreign = page.locator(`img[src^="${fixture.site.otherHostUrl}"]`).first();
    await foreign.scrollIntoViewIfNeeded();
    const name = new URL((await foreign.getAttribute('src')) ?? '').pathname.split('/').at(-1) ?? '';
    await chooseFromImageMenu({ display, page, locator: foreign, childIndex: 0 });
    await denyPermission(display);
    const popup = await openRealPopup(fixture.browser, page);
    // One line says so; what is behind it is opened by the user alone.
    const line = `document.querySelector('.footer-toggle')`;
    await expect.poll(() => popup.evaluate(`${line}?.innerText`)).toContain('1 not saved');
    await popup.evaluate(`${line}.click()`);
    await popup.see({ role: 'button', name: 'Allow access and save' });
    expect(await popup.evaluate('document.body.innerText')).toContain(
      'Shoebox needs access to photos.localhost',
    );
    expect(await fixture.owner.keys()).not.toContain(`Moodboard/${name}`);

    // The question closes the popup; the picture is saved all the same.
    await popup.click({ role: 'button', name: 'Allow access and save' });
    await allowPermission(display);
    expect(await shaInBucket(`Moodboard/${name}`)).toBe(shaOnSite(name));
  });

  test('a granted host is not asked for again', async () => {
    const foreign = page.locator(`img[src^="${fixture.site.otherHostUrl}"]`).first();
    const name = new URL((await foreign.getAttribute('src')) ?? '').pathname.split('/').at(-1) ?? '';
    await chooseFromImageMenu({ display, page, locator: foreign, childIndex: 0 });
    await fixture.transferThat(
      ({ key, outcome }) => key === `Moodboard/${name}` && outcome === 'already-there',
    );
  });

  test('the menu has the last used album first after the worker was asleep', async () => {
    await fixture.browser.killWorker();
    await chooseFromImageMenu({ display, page, locator: photo('dandelions.jpg'), childIndex: 0 });
    expect(await shaInBucket('Moodboard/dandelions.jpg')).toBe(shaOnSite('dandelions.jpg'));
  });
});

describe('before anything is configured', () => {
  test('the menu item opens the options page', async () => {
    const fresh = await openFixture({ display: display.display, configured: false, granted: [] });
    try {
      // First, or it would open in the tab that the test has just begun to use.
      const options = await optionsPage(fresh.browser);
      const site = await fresh.browser.context.newPage();
      await site.goto(fresh.site.url);
      await options.close();
      await chooseOnlyItem({ display, page: site, locator: site.locator('img').first() });
      await optionsPage(fresh.browser);
    } finally {
      await fresh.close();
    }
  });
});
