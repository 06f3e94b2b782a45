import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TransferView } from '../../src/messaging/protocol';
import { allowPermission, denyPermission } from '../browser/permission-prompt';
import { openRealPopup } from '../browser/real-popup';
import { openedSidePanel, openSidePanel, type SidePanel } from '../browser/side-panel';
import { waitUntil } from '../browser/wait-until';
import { startXvfb, type VirtualDisplay } from '../machine/display';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture } from './fixture';

// Pictures dragged by a real mouse from a page into the album manager beside it, as it ships: of all hosts only the
// bucket's is granted, and whatever else is needed is asked for.

let display: VirtualDisplay;
let fixture: E2eFixture;
let page: Page;
let panel: SidePanel;

const TRIPS = '[data-album$="Trips/"] .cover';

beforeAll(async () => {
  display = await startXvfb();
  fixture = await openFixture({ display: display.display, granted: ['http://127.0.0.1/*'] });
  for (const name of ['Trips', 'Cats']) await fixture.call('albums.create', { parent: '', name });
  page = await fixture.browser.context.newPage();
  await page.goto(fixture.site.url);
  panel = await openSidePanel(fixture.browser, display, page);
  await panel.see({ role: 'button', name: 'Trips' });
});

afterAll(async () => {
  await fixture.close();
  await display.close();
});

afterEach(async () => {
  // One that is under way would not be dismissed, and the next test would take it for its own.
  const underWay = async () => (await fixture.transfers()).filter(({ state }) => state === 'under-way');
  await expect.poll(underWay).toEqual([]);
  for (const { id } of await fixture.transfers()) await fixture.call('transfers.dismiss', { id });
});

const show = async (markup: string): Promise<void> => {
  await page.evaluate(async html => {
    document.body.innerHTML = html;
    await Promise.all([...document.images].map(image => image.decode()));
  }, markup);
};

const ended = (): Promise<TransferView> =>
  fixture.transferThat(({ state }) => state === 'saved' || state === 'failed');

const savedAs = (prefix: string): Promise<TransferView> =>
  fixture.transferThat(({ state, key }) => state === 'saved' && key?.startsWith(prefix) === true);

const shaOnSite = (name: string): string => sha256(fixture.site.files.get(name) ?? new Uint8Array());

const shaInBucket = async (key: string | null): Promise<string> =>
  sha256(await fixture.owner.read(key ?? ''));

const sourcePage = async (key: string | null): Promise<string | undefined> =>
  (await fixture.owner.metadata(key ?? '')).metadata['source-page'];

const words = async (): Promise<string> => String(await panel.evaluate('document.body.innerText'));

const says = (text: string): Promise<void> =>
  waitUntil(`The panel does not say “${text}”`, 10_000, async () => (await words()).includes(text));

describe('dropped from a page on an album in the side panel,', () => {
  test('a picture of the page’s own host is saved without a prompt, and its page is noted', async () => {
    await show('<img src="photos/rocket.jpg" alt="A rocket" width="300" height="200">');
    await panel.drop(page.locator('img'), TRIPS, () => says('Drop to add to “Trips”'));
    const transfer = await ended();
    expect(transfer).toMatchObject({ state: 'saved', key: 'Trips/rocket.jpg', note: null });
    expect(await shaInBucket(transfer.key)).toBe(shaOnSite('rocket.jpg'));
    expect(await sourcePage(transfer.key)).toBe(fixture.site.url);
    await says('Saving to “Trips”.');
  });

  test('a picture of another host without access is saved as the page shows it, with a note', async () => {
    await show(`<img src="${fixture.site.otherHostUrl}photos/dandelions.jpg" width="300" height="200">`);
    await panel.drop(page.locator('img'), TRIPS);
    await denyPermission(display);
    const transfer = await ended();
    expect(transfer).toMatchObject({
      state: 'saved',
      key: 'Trips/dandelions.jpg',
      bytes: { rung: 'drag' },
      note: { code: 'source-taken-as-shown', detail: { host: new URL(fixture.site.otherHostUrl).host } },
    });
    expect(await shaInBucket(transfer.key)).toBe(shaOnSite('dandelions.jpg'));
    expect(await sourcePage(transfer.key)).toBe(fixture.site.url);
  });

  test('a picture that only its page has is saved, not what its link leads to', async () => {
    await show('<a href="/elsewhere.html"><img src="favicon.svg" width="300" height="200"></a>');
    await page.evaluate(async () => {
      const image = document.images[0];
      const blob = await (await fetch('photos/rocket.jpg')).blob();
      if (image !== undefined) image.src = URL.createObjectURL(blob);
      await image?.decode();
    });
    await panel.drop(page.locator('img'), '[data-album$="Cats/"] .cover');
    const transfer = await ended();
    expect(transfer).toMatchObject({ state: 'saved', album: 'Cats/', bytes: { rung: 'page' }, note: null });
    expect(await shaInBucket(transfer.key)).toBe(shaOnSite('rocket.jpg'));
  });

  test('a picture of another host is saved once access is granted', async () => {
    await show(`<img src="${fixture.site.otherHostUrl}photos/fig-in-a-bowl.jpg" width="300" height="200">`);
    await panel.drop(page.locator('img'), TRIPS);
    await allowPermission(display);
    const transfer = await ended();
    expect(transfer).toMatchObject({ state: 'saved', bytes: { rung: 'worker' }, note: null });
    expect(await shaInBucket(transfer.key)).toBe(shaOnSite('fig-in-a-bowl.jpg'));
    expect(await sourcePage(transfer.key)).toBe(fixture.site.url);
  });

  test('a picture of a page without access is saved as shown, without a guess at its origin', async () => {
    const other = await fixture.browser.context.newPage();
    await other.goto(fixture.site.url.replace('localhost', 'unread.localhost'));
    await panel.drop(other.locator('img[src$="/two-friends.jpg"]'), TRIPS);
    await denyPermission(display);
    const transfer = await ended();
    expect(transfer).toMatchObject({ state: 'saved', bytes: { rung: 'drag' } });
    expect(await shaInBucket(transfer.key)).toBe(shaOnSite('two-friends.jpg'));
    expect(await sourcePage(transfer.key)).toBeUndefined();
    await other.close();
  });

  test('a picture is saved in its best version', async () => {
    await show(
      `<img src="photos/rocket.jpg" srcset="photos/rocket.jpg 640w, photos/forest-stream.jpg 1600w"
        sizes="200px" alt="A stream, in full" width="200" height="150">`,
    );
    await panel.drop(page.locator('img'), TRIPS);
    const transfer = await ended();
    expect(transfer).toMatchObject({ state: 'saved', key: 'Trips/forest-stream.jpg', note: null });
    expect(await shaInBucket(transfer.key)).toBe(shaOnSite('forest-stream.jpg'));
    expect(await sourcePage(transfer.key)).toBe(fixture.site.url);
  });

  test('all pictures of a selection are saved', async () => {
    await show(
      `<main style="width: 300px"><p><span>These words are held</span></p>
      <img src="photos/rocket.jpg" width="90" height="60"> and
      <img src="photos/hubble-deep-field.webp" width="90" height="60"></main>`,
    );
    await page.locator('main').selectText();
    await panel.drop(page.locator('span'), '[data-album$="Cats/"] .cover');
    await savedAs('Cats/hubble-deep-field.webp');
    await savedAs('Cats/rocket');
  });

  test('a link saves what it leads to', async () => {
    await show('<a href="photos/picos-de-europa.jpg">The mountains, in full size</a>');
    await panel.drop(page.locator('a'), TRIPS);
    const transfer = await ended();
    expect(transfer).toMatchObject({ state: 'saved', key: 'Trips/picos-de-europa.jpg' });
    expect(await sourcePage(transfer.key)).toBe(fixture.site.url);
  });

  test('text without a picture is refused with that reason', async () => {
    // The words themselves are dragged: beside them, in their paragraph, nothing is selected.
    await show('<p><span>Words and no picture</span></p>');
    await page.locator('p').selectText();
    await panel.drop(page.locator('span'), TRIPS);
    await says('There is no image in what you dropped.');
    expect(await fixture.transfers()).toEqual([]);
  });
});

test('a picture dropped beside the albums in the side panel is asked for its album', async () => {
  await show('<img src="photos/chelsea-the-cat.png" width="300" height="200">');
  await panel.drop(page.locator('img'), 'h1', () => says('Drop on an album, or here to choose one'));
  await panel.see({ role: 'heading', name: 'Save to album' });
  await panel.click({ role: 'button', name: 'Cats' });
  expect(await ended()).toMatchObject({ state: 'saved', key: 'Cats/chelsea-the-cat.png' });
});

test('a picture dropped anywhere in an open album is saved there', async () => {
  await panel.see({ role: 'heading', name: 'Albums' });
  await panel.click({ role: 'button', name: 'Cats' });
  await panel.see({ role: 'heading', name: 'Cats' });
  await show('<img src="photos/two-friends.jpg" width="300" height="200">');
  await panel.drop(page.locator('img'), '.photo-open', () => says('Drop to add to “Cats”'));
  expect(await ended()).toMatchObject({ state: 'saved', key: 'Cats/two-friends.jpg' });
  await says('two-friends.jpg');
});

test('the popup’s menu opens the side panel', async () => {
  await panel.close();
  const popup = await openRealPopup(fixture.browser, page);
  await popup.click({ role: 'button', name: 'More actions' });
  const reopened = await openedSidePanel(fixture.browser, () =>
    popup.click({ role: 'menuitem', name: 'Open in side panel' }),
  );
  await reopened.see({ role: 'button', name: 'Trips' });
});
