import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type E2eFixture, openFixture, RESTORING_POOL } from './fixture';
import { type Manager, managerOf } from './manager';

// How many clicks a person needs for what people do most. What is pointed at, typed and read costs none.

const ROCKET = readFileSync('test/demo/sample-site/photos/rocket.jpg');
const FRIENDS = readFileSync('test/demo/sample-site/photos/two-friends.jpg');

let fixture: E2eFixture;
let manager: Manager;
let clicks = 0;

beforeAll(async () => {
  fixture = await openFixture({ versioned: true });
  fixture.aws.setPools([RESTORING_POOL]);
  await fixture.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

beforeEach(async () => {
  await fixture.owner.clear();
  await fixture.owner.put('Cats/a.jpg', ROCKET, 'image/jpeg');
  await fixture.owner.put('Cats/b.jpg', FRIENDS, 'image/jpeg');
  await fixture.owner.put('Dogs/rex.jpg', ROCKET, 'image/jpeg');
  await manager.open('Cats/');
  clicks = 0;
});

async function click(target: Locator, button: 'left' | 'right' = 'left'): Promise<void> {
  clicks += 1;
  await target.click({ button });
}

const tile = (name: string): Locator => manager.photos().getByRole('listitem').filter({ hasText: name });
const picture = (name: string): Locator => tile(name).locator('.photo-open');
const entry = (name: string): Locator => manager.page.getByRole('menuitem', { name, exact: true });
const viewer = (): Locator => manager.page.locator('dialog.viewer');
const keys = (): Promise<string[]> => fixture.owner.keys('Cats/');
const clipboard = (): Promise<string> => manager.page.evaluate(() => navigator.clipboard.readText());

async function coverOf(prefix: string): Promise<string | undefined> {
  const reply = await fixture.call('albums.preview', { prefix });
  return reply.ok ? reply.value.cover?.key : undefined;
}

async function typeName(name: string): Promise<void> {
  await manager.page.getByRole('textbox', { name: 'Name' }).fill(name);
  await manager.page.keyboard.press('Enter');
}

describe('in an album', () => {
  test('a cover is set by two clicks', async () => {
    await click(picture('b.jpg'), 'right');
    await click(entry('Use as album cover'));
    await manager.page.getByText('Album cover changed.').waitFor();
    expect(await coverOf('Cats/')).toBe('Cats/b.jpg');
    expect(clicks).toBeLessThanOrEqual(2);
  });

  test('a Markdown link is copied by two clicks', async () => {
    await click(picture('a.jpg'), 'right');
    await entry('Copy link as').hover();
    await click(entry('Markdown'));
    await manager.page.getByText(/^Link copied/).waitFor();
    expect(await clipboard()).toMatch(/^!\[a\\\.jpg\]\(http/);
    expect(clicks).toBeLessThanOrEqual(2);
  });

  test('a photo is renamed by one click and typing, is shown at once, and keeps the focus', async () => {
    await click(tile('a.jpg').locator('.photo-name'));
    await typeName('lion');
    await tile('lion.jpg').locator('.photo-open:focus').waitFor();
    await expect.poll(keys).toEqual(['Cats/b.jpg', 'Cats/lion.jpg']);
    expect(await fixture.owner.read('Cats/lion.jpg')).toEqual(new Uint8Array(ROCKET));
    expect(clicks).toBeLessThanOrEqual(1);
  });

  test('a photo is renamed without a click by F2', async () => {
    await picture('b.jpg').focus();
    await manager.page.keyboard.press('F2');
    await typeName('a/b');
    await expect.poll(keys).toEqual(['Cats/a-b.jpg', 'Cats/a.jpg']);
  });

  test('a photo is moved by three clicks', async () => {
    await click(picture('a.jpg'), 'right');
    await click(entry('Move to…'));
    await click(manager.dialog().getByRole('button', { name: 'Dogs', exact: true }));
    await expect.poll(keys).toEqual(['Cats/b.jpg']);
    expect(clicks).toBeLessThanOrEqual(3);
  });

  test('a photo is deleted by one click, and by one more it never was', async () => {
    await tile('a.jpg').hover();
    await click(tile('a.jpg').getByRole('button', { name: 'Delete photo' }));
    await expect.poll(() => tile('a.jpg').count()).toBe(0);
    await click(manager.button('Undo'));
    await tile('a.jpg').waitFor();
    expect(clicks).toBeLessThanOrEqual(2);
  });

  test('a deleted photo is restored by four clicks', async () => {
    await fixture.owner.remove('Cats/a.jpg');
    await click(manager.button('More actions'));
    await click(entry('Recently deleted'));
    await click(manager.page.getByRole('list', { name: 'Recently deleted' }).getByText('a.jpg'));
    await click(manager.button('Restore 1 photo'));
    await expect.poll(keys).toEqual(['Cats/a.jpg', 'Cats/b.jpg']);
    expect(clicks).toBeLessThanOrEqual(4);
  });
});

test('a photo whose album nobody remembers is found and opened by one click and typing', async () => {
  await tile('b.jpg').waitFor();
  await manager.open();
  await click(manager.page.getByRole('searchbox'));
  await manager.page.keyboard.type('b.jp');
  await tile('b.jpg').waitFor();
  await manager.page.keyboard.press('Enter');
  await viewer().getByRole('heading', { name: 'b.jpg' }).waitFor();
  expect(clicks).toBeLessThanOrEqual(1);
});

describe('in the viewer', () => {
  beforeEach(async () => {
    await picture('a.jpg').click();
    await viewer().locator('.viewer-picture[data-there=true]').waitFor();
  });

  test('a click on the name renames what goes on to be looked at, and Escape leads back to it', async () => {
    await click(viewer().getByRole('button', { name: 'a.jpg' }));
    await typeName('tiger');
    await viewer().getByRole('heading', { name: 'tiger.jpg' }).waitFor();
    await expect.poll(keys).toEqual(['Cats/b.jpg', 'Cats/tiger.jpg']);
    expect(await viewer().locator('.viewer-picture[data-there=true]').count()).toBe(1);
    expect(clicks).toBeLessThanOrEqual(1);
    await manager.page.keyboard.press('Escape');
    await tile('tiger.jpg').locator('.photo-open:focus').waitFor();
  });

  test('a cover is set by two clicks, and said over the picture', async () => {
    await manager.page.keyboard.press('ArrowRight');
    await viewer().getByRole('heading', { name: 'b.jpg' }).waitFor();
    await click(viewer().getByRole('button', { name: 'More actions' }));
    await click(entry('Use as album cover'));
    await viewer().getByText('Album cover changed.').waitFor();
    expect(await coverOf('Cats/')).toBe('Cats/b.jpg');
    expect(clicks).toBeLessThanOrEqual(2);
  });

  test('a right click on the picture opens the same menu, and keys in it do not turn to other photos', async () => {
    await click(viewer().locator('.viewer-picture'), 'right');
    await entry('Rename photo').waitFor();
    await manager.page.keyboard.press('End');
    await manager.page.keyboard.press('Escape');
    await expect.poll(() => entry('Rename photo').count()).toBe(0);
    expect(await viewer().getByRole('heading', { name: 'a.jpg' }).count()).toBe(1);
  });
});

describe('our own menu', () => {
  test('opens by the menu key at the photo that has the focus, which has it again after Escape', async () => {
    await picture('a.jpg').focus();
    await manager.page.keyboard.press('ContextMenu');
    await entry('Rename photo').waitFor();
    const menu = await manager.page.getByRole('menu').boundingBox();
    const photo = await picture('a.jpg').boundingBox();
    expect(menu?.x).toBeLessThan((photo?.x ?? 0) + (photo?.width ?? 0));
    await manager.page.keyboard.press('ArrowDown');
    await manager.page.keyboard.press('Escape');
    await expect.poll(() => manager.page.getByRole('menu').count()).toBe(0);
    await tile('a.jpg').locator('.photo-open:focus').waitFor();
  });

  test('acts on all that is selected, when it is opened on one of these', async () => {
    await picture('a.jpg').focus();
    await manager.page.keyboard.press('Control+a');
    await picture('b.jpg').click({ button: 'right' });
    await click(entry('Copy 2 links'));
    await manager.page.getByText(/^2 links copied/).waitFor();
  });

  test('stays within a narrow window, with its submenu, also where lines run from right to left', async () => {
    const { page } = manager;
    await page.setViewportSize({ width: 320, height: 480 });
    for (const direction of ['ltr', 'rtl']) {
      await page.evaluate(dir => document.documentElement.setAttribute('dir', dir), direction);
      await picture('b.jpg').click({ button: 'right' });
      await entry('Copy link as').click();
      await entry('Markdown').waitFor();
      for (const menu of await page.locator('.menu').all()) {
        const { x = -1, y = -1, width = 0, height = 0 } = (await menu.boundingBox()) ?? {};
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(320);
        expect(y + height).toBeLessThanOrEqual(480);
      }
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('menu').count()).toBe(0);
    }
  });

  test('renames an album from its card', async () => {
    await manager.open();
    await click(manager.albums().getByRole('button', { name: 'Dogs' }), 'right');
    await click(entry('Rename album'));
    await typeName('Wolves');
    await expect.poll(() => fixture.owner.keys('Wolves/')).toContain('Wolves/rex.jpg');
    await manager.albums().getByRole('button', { name: 'Wolves' }).waitFor();
    expect(clicks).toBeLessThanOrEqual(2);
  });
});
