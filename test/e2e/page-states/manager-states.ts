import type { Page } from 'playwright-core';
import { LONG_NAME } from './bucket-contents';
import { openManager, type PageState, type Scene, showManager } from './page-state';
import { stubAnswers } from './stubbed-answers';

const album = (prefix: string): string => `?album=${encodeURIComponent(prefix)}`;

export async function openAlbum(scene: Scene, prefix: string): Promise<Page> {
  const page = await openManager(scene, album(prefix));
  await page.getByRole('list', { name: scene.text('photos') }).waitFor();
  return page;
}

async function openViewer(scene: Scene): Promise<Page> {
  const page = await openAlbum(scene, 'Moodboard/');
  await page.getByRole('button', { name: 'dandelions.jpg' }).click();
  await page.locator('.viewer-picture[data-there=true]').waitFor();
  return page;
}

async function openDetails(scene: Scene, name: string): Promise<Page> {
  const page = await openAlbum(scene, 'Origins/');
  const photo = page.getByRole('listitem').filter({ has: page.getByTitle(name).first() });
  await photo.hover();
  await photo.getByRole('button', { name: scene.text('details') }).click();
  await page.getByRole('dialog').waitFor();
  await page.locator('dl[aria-busy=false]').waitFor();
  return page;
}

/** The album manager: albums, an album, its dialogs. */
export const MANAGER_STATES: readonly PageState[] = [
  {
    name: 'albums',
    async open(scene) {
      const page = await openManager(scene);
      await page.getByRole('button', { name: 'Moodboard' }).waitFor();
      return page;
    },
  },
  {
    name: 'albums, none found',
    async open(scene) {
      const page = await openManager(scene);
      await page.getByRole('searchbox').fill('nothing is called so');
      await page.locator('.nothing-found').waitFor();
      return page;
    },
  },
  {
    name: 'new album, refused',
    async open(scene) {
      const page = await openManager(scene);
      await page.getByRole('button', { name: scene.text('new_album') }).click();
      await page.getByRole('textbox', { name: scene.text('album_name') }).fill('a/b');
      await page.getByRole('textbox', { name: scene.text('album_name') }).press('Enter');
      await page.getByText(scene.text('error_album_name_slash')).waitFor();
      return page;
    },
  },
  { name: 'album', open: scene => openAlbum(scene, 'Moodboard/') },
  {
    name: 'album with albums in it',
    async open(scene) {
      const page = await openManager(scene, album('Garden/'));
      await page.getByRole('button', { name: '2026' }).waitFor();
      return page;
    },
  },
  {
    name: 'empty album',
    async open(scene) {
      const page = await openManager(scene, album('Empty/'));
      await page.getByRole('heading', { name: scene.text('album_empty') }).waitFor();
      return page;
    },
  },
  {
    name: 'settings that changed while files are added',
    async open(scene) {
      const page = await scene.fixture.browser.context.newPage();
      await stubAnswers(page, { 'photos.add': null });
      await showManager(scene, page, album('Empty/'));
      await page.locator('input[type=file]').setInputFiles({
        ...{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') },
      });
      await page.locator('.tray-row').waitFor();
      const store = (more: object): Promise<void> =>
        page.evaluate(async added => {
          const { settings } = await chrome.storage.sync.get('settings');
          await chrome.storage.sync.set({ settings: { ...Object(settings), ...added } });
        }, more);
      await store({ changed: true });
      await page.getByRole('heading', { name: scene.text('settings_changed') }).waitFor();
      await store({ changed: false });
      // Or the pages of all later states would say that this one had files left.
      await page.evaluate(() => localStorage.clear());
      return page;
    },
  },
  {
    name: 'delete album',
    async open(scene) {
      const page = await openAlbum(scene, 'Moodboard/');
      await page.getByRole('button', { name: scene.text('album_more'), exact: true }).click();
      await page.getByRole('menuitem', { name: scene.text('delete_album') }).click();
      await page.locator('.measure').waitFor();
      return page;
    },
  },
  { name: 'details', open: scene => openDetails(scene, 'noted.jpg') },
  { name: 'details, too long', open: scene => openDetails(scene, LONG_NAME) },
  { name: 'details, nothing noted', open: scene => openDetails(scene, 'unknown.jpg') },
  { name: 'details, archived', open: scene => openDetails(scene, 'cold.jpg') },
  {
    name: 'viewer',
    open: openViewer,
  },
  {
    name: 'viewer, menu',
    async open(scene) {
      const page = await openViewer(scene);
      await page
        .getByRole('button', { name: scene.text('album_more'), exact: true })
        .last()
        .click();
      await page.getByRole('menuitem', { name: scene.text('copy_link_as') }).click();
      await page.getByRole('menuitem', { name: 'Markdown' }).waitFor();
      return page;
    },
  },
  {
    name: 'viewer, renaming',
    async open(scene) {
      const page = await openViewer(scene);
      await page.keyboard.press('F2');
      await page.getByRole('textbox').fill('dandelions/at noon');
      return page;
    },
  },
  {
    name: 'context menu of a photo',
    async open(scene) {
      const page = await openAlbum(scene, 'Moodboard/');
      await page.getByRole('button', { name: 'dandelions.jpg' }).first().click({ button: 'right' });
      await page.getByRole('menuitem', { name: scene.text('copy_link_as') }).hover();
      await page.getByRole('menuitem', { name: 'Markdown' }).waitFor();
      return page;
    },
  },
  {
    name: 'context menu of an album',
    async open(scene) {
      const page = await openManager(scene);
      await page.getByRole('button', { name: 'Moodboard' }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: scene.text('rename_album') }).waitFor();
      return page;
    },
  },
  {
    name: 'keys',
    async open(scene) {
      const page = await openAlbum(scene, 'Moodboard/');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      return page;
    },
  },
  {
    name: 'viewer, preview of a RAW file',
    async open(scene) {
      const page = await openAlbum(scene, 'Mountains/');
      await page.getByRole('button', { name: 'DSC_0003.NEF' }).click();
      await page.locator('.viewer-note').waitFor();
      return page;
    },
  },
  {
    name: 'link',
    async open(scene) {
      const page = await openManager(scene, `?link=${encodeURIComponent('Origins/noted.jpg')}`);
      await page.locator('.link-url a').waitFor();
      return page;
    },
  },
];
