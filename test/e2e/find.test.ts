import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TransferView } from '../../src/messaging/protocol';
import { chooseNested, type MenuContext, placeOnScreen } from '../browser/context-menu';
import { NativeInput } from '../browser/native-input';
import { allowPermission } from '../browser/permission-prompt';
import { startXvfb, type VirtualDisplay } from '../machine/display';
import { sha256 } from './bucket-owner';
import { sizeOfPng } from './capture-cases/size-of-png';
import { type FindSite, startFindSite } from './find-page';
import { type E2eFixture, openFixture } from './fixture';

// "Find image here", with the browser's own menu and no access but to the bucket: what the browser's menu does not take
// for an image. The first time on a page the user has to point at it, since nobody has seen where the menu was opened.

let display: VirtualDisplay;
let fixture: E2eFixture;
let site: FindSite;
let page: Page;

/** Counted from the bottom: below an image, "Find image here" comes last, and so it does everywhere. */
const FIND = -1;
const FIRST_ALBUM = 0;

beforeAll(async () => {
  display = await startXvfb();
  fixture = await openFixture({ display: display.display, granted: ['http://127.0.0.1/*'] });
  await fixture.call('albums.create', { parent: '', name: 'Found' });
  site = await startFindSite(fixture.site.files);
});

afterAll(async () => {
  await fixture.close();
  await Promise.all([site.close(), display.close()]);
});

beforeEach(async () => {
  page = await fixture.browser.context.newPage();
  await page.goto(site.pageUrl);
});

afterEach(() => page.close());

const find = (selector: string, menuContext: MenuContext): Promise<void> =>
  chooseNested({
    display,
    page,
    locator: page.locator(selector),
    menuContext,
    childIndexes: [FIND, FIRST_ALBUM],
  });

/** The element picker stands in a shadow tree that no page can see, and no test; that its host is there can be seen. */
const aiming = () => page.locator('shoebox-element-picker');

async function clickNatively(selector: string): Promise<void> {
  const input = await NativeInput.on(display);
  const { x, y } = await placeOnScreen(page, page.locator(selector));
  await input.click(x, y, 1);
}

/** The transfer that comes of it, once it has ended. */
async function ended(work: () => Promise<unknown>): Promise<TransferView> {
  const before = new Set((await fixture.transfers()).map(({ id }) => id));
  await work();
  return fixture.transferThat(
    ({ id, state }) => !before.has(id) && (state === 'saved' || state === 'failed'),
  );
}

const shaOf = async ({ key }: TransferView): Promise<string> => sha256(await fixture.owner.read(key ?? ''));
const onSite = (name: string): string => sha256(fixture.site.files.get(name) ?? new Uint8Array());

/** What was told of something that became no transfer: a transfer's notification has the transfer's id. */
async function toldOfNothingWritten(): Promise<readonly string[]> {
  const worker = await fixture.browser.worker();
  const ids = await worker.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
  const written = new Set((await fixture.transfers()).map(({ id }) => id));
  return ids.filter(id => !written.has(id));
}

/** Does something that comes to nothing, which a person is told. */
async function comesToNothing(work: () => Promise<void>): Promise<void> {
  const told = await toldOfNothingWritten();
  const before = (await fixture.transfers()).length;
  await work();
  // What was told before may go by itself meanwhile.
  await expect
    .poll(async () => (await toldOfNothingWritten()).filter(id => !told.includes(id)))
    .toHaveLength(1);
  expect(await fixture.transfers()).toHaveLength(before);
}

/** Makes the page one on which Shoebox knows where menus are opened. */
async function giveUpAiming(): Promise<void> {
  await find('#end', 'page');
  await aiming().waitFor({ state: 'attached' });
  await (await NativeInput.on(display)).press('Escape');
  await aiming().waitFor({ state: 'detached' });
}

describe('“Find image here”, used first on a page,', () => {
  test('starts the element picker, and the page does not see the click in it', async () => {
    const transfer = await ended(async () => {
      await find('#background', 'page');
      await aiming().waitFor({ state: 'attached' });
      await clickNatively('#background');
    });
    // Its best version, for screens with two pixels to the pixel.
    expect(await shaOf(transfer)).toBe(onSite('forest-stream.jpg'));
    await aiming().waitFor({ state: 'detached' });
    expect(await page.title()).toBe('Hidden pictures');
  });

  test('leaves the page as it was on Escape', async () => {
    const before = (await fixture.transfers()).length;
    await giveUpAiming();
    expect(await fixture.transfers()).toHaveLength(before);
    await clickNatively('#end');
    await expect.poll(() => page.title()).toBe('Clicked');
  });

  test('works before the page has finished loading', async () => {
    await page.goto(site.loadingUrl, { waitUntil: 'commit' });
    const transfer = await ended(async () => {
      await find('#background', 'page');
      await aiming().waitFor({ state: 'attached' });
      await clickNatively('#background');
    });
    expect(await shaOf(transfer)).toBe(onSite('dandelions.jpg'));
  });

  test('is used by keyboard: Tab goes from picture to picture, Enter saves', async () => {
    const transfer = await ended(async () => {
      await find('#background', 'page');
      await aiming().waitFor({ state: 'attached' });
      await (await NativeInput.on(display)).press('Tab', 'Tab', 'Return');
    });
    expect(await shaOf(transfer)).toBe(onSite('dandelions.jpg'));
  });
});

describe('“Find image here”, where the page’s menus are observed,', () => {
  beforeEach(giveUpAiming);

  test.each([
    ['a background', '#background', 'page', 'forest-stream.jpg'],
    ['a pseudo-element', '#pseudo', 'page', 'dandelions.jpg'],
    ['an image below a transparent box', '#overlay', 'thing', 'paint-brushes.jpg'],
    ['an image that the pointer can’t touch', '#untouchable', 'page', 'picos-de-europa.jpg'],
    ['an image in an open shadow tree', '#open', 'thing', 'rocket.jpg'],
    ['an image in a closed shadow tree', '#closed', 'thing', 'forest-stream.jpg'],
    ['an image below a link', '#link', 'thing', 'rocket.jpg'],
    ['a video’s poster', '#poster', 'page', 'fig-in-a-bowl.jpg'],
    ['an image below a transparent image', '#gif', 'thing', 'two-friends.jpg'],
  ] as const)('saves %s', async (_, selector, ground, name) => {
    expect(await shaOf(await ended(() => find(selector, ground)))).toBe(onSite(name));
  });

  test('saves an inline SVG with the page’s styles and what it refers to', async () => {
    const transfer = await ended(() => find('#drawing', 'page'));
    expect(transfer.bytes?.mediaType).toBe('image/svg+xml');
    const text = Buffer.from(await fixture.owner.read(transfer.key ?? '')).toString();
    expect(text).toContain('id="dot"');
    expect(text).toMatch(/<circle[^>]*fill: rgb\(200, 80, 20\)/);
  });

  test('saves the pixels of a canvas', async () => {
    const transfer = await ended(() => find('#canvas', 'thing'));
    expect(transfer.bytes?.mediaType).toBe('image/png');
    const drawn = await page.locator('#canvas').evaluate((one: HTMLCanvasElement) => one.toDataURL());
    expect(await shaOf(transfer)).toBe(sha256(Buffer.from(drawn.split(',')[1] ?? '', 'base64')));
  });

  test('says why a tainted canvas can’t be read, and saves it as shown when the user wants that', async () => {
    const { id, failure, canUseScreen } = await ended(() => find('#tainted', 'thing'));
    expect({ code: failure?.code, canUseScreen }).toEqual({ code: 'source-unreadable', canUseScreen: true });
    const manager = await fixture.popup();
    await manager.getByRole('button', { name: 'Save as shown' }).click();
    const saved = await fixture.transferThat(one => one.id === id && one.state === 'saved');
    expect(saved.bytes).toMatchObject({ rung: 'screen', mediaType: 'image/png' });
    const [width, height] = sizeOfPng(await fixture.owner.read(saved.key ?? ''));
    expect([width, height]).toEqual([240, 160]);
    const { metadata } = await fixture.owner.metadata(saved.key ?? '');
    expect(metadata).toMatchObject({ 'source-page': site.pageUrl });
    expect(metadata).not.toHaveProperty('source-url');
    await manager.close();
  });
});

test('“Find image here” in a frame of another site asks for access and starts the picker there', async () => {
  const transfer = await ended(async () => {
    await find('#frame', 'frame');
    await allowPermission(display);
    await aiming().waitFor({ state: 'attached' });
    await clickNatively('#frame');
  });
  expect(await shaOf(transfer)).toBe(onSite('dandelions.jpg'));
});

test('“Find image here” in the toolbar button’s menu starts the picker, wherever the page’s menu was opened before', async () => {
  await giveUpAiming();
  await ended(() => find('#background', 'page'));
  await page.bringToFront();
  const before = (await fixture.transfers()).length;
  // The page is accessible since its own menu was used; the button's menu says nothing of a frame.
  await (await fixture.browser.worker()).evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    // Every event of an extension has `dispatch` in its own worker; the types leave it out.
    const onClicked = chrome.contextMenus.onClicked as typeof chrome.contextMenus.onClicked & {
      dispatch(info: object, tab: chrome.tabs.Tab | undefined): void;
    };
    onClicked.dispatch({ menuItemId: 'find:album:Found/', pageUrl: tab?.url, editable: false }, tab);
  });
  await aiming().waitFor({ state: 'attached' });
  expect(await fixture.transfers()).toHaveLength(before);
});

describe('the menu on links and selections', () => {
  /** From the bottom of the submenu, above "Find image here". */
  const LINK = -2;
  const SELECTION = -2;
  const ALL_ALBUMS = -2;

  test('saves the file that a link leads to', async () => {
    const transfer = await ended(() =>
      chooseNested({ display, page, locator: page.locator('#link'), childIndexes: [LINK, FIRST_ALBUM] }),
    );
    expect(await shaOf(transfer)).toBe(onSite('chelsea-the-cat.png'));
  });

  const select = (): Promise<void> =>
    page.evaluate(() => {
      const [first, last] = [document.querySelector('#text'), document.querySelector('#after')];
      if (first === null || last === null) throw new Error('the page has changed');
      getSelection()?.setBaseAndExtent(first, 0, last, 0);
    });

  test('saves each image of a selection once', async () => {
    await select();
    const locator = page.locator('#text');
    await chooseNested({ display, page, locator, childIndexes: [SELECTION, FIRST_ALBUM] });
    await fixture.transferThat(({ name, state }) => name.startsWith('hubble') && state === 'saved');
    await expect.poll(() => fixture.owner.keys('Found/hubble')).toHaveLength(1);
    await expect.poll(() => fixture.owner.keys('Found/chelsea')).toHaveLength(1);
  });

  test('asks once for the album of all images in a selection', async () => {
    await select();
    const opened = fixture.browser.context.waitForEvent('page');
    const locator = page.locator('#text');
    await chooseNested({ display, page, locator, childIndexes: [SELECTION, ALL_ALBUMS] });
    const dialog = await opened;
    await dialog.getByText('2 images').waitFor();
    const closed = dialog.waitForEvent('close');
    await dialog.getByRole('button', { name: 'New album' }).click();
    await dialog.getByRole('textbox', { name: 'Album name' }).fill('Selected');
    await dialog.getByRole('button', { name: 'Create album' }).click();
    await closed;
    await expect.poll(() => fixture.owner.keys('Selected/')).toHaveLength(3);
  });

  test('says that a selection holds no images', async () => {
    await page.locator('#end').selectText();
    const locator = page.locator('#end');
    await comesToNothing(() =>
      chooseNested({ display, page, locator, childIndexes: [SELECTION, FIRST_ALBUM] }),
    );
  });
});
