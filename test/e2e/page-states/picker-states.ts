import type { Page } from 'playwright-core';
import { addressOf } from '../../../src/catalog/picture-address';
import type { PageState, Scene } from './page-state';
import { type StubbedAnswers, stubAnswers } from './stubbed-answers';

const MORE = `<img src="image/1.png" srcset="image/1.png 240w, image/15.png 1200w" sizes="100px" alt="Responsive">
  <svg width="120" height="120"><circle cx="60" cy="60" r="50"/></svg>
  <img alt="Broken" src="nowhere.png" width="200" height="120">`;

/** The picker for a page of its own. */
async function openPicker(scene: Scene, url: string, answers: StubbedAnswers = {}): Promise<Page> {
  const { fixture } = scene;
  const source = await fixture.browser.context.newPage();
  await source.goto(url);
  await source.bringToFront();
  const tabId = await (await fixture.browser.worker()).evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return tab?.id ?? -1;
  });
  const page = await fixture.browser.context.newPage();
  page.on('close', () => void source.close());
  await stubAnswers(page, answers);
  await page.goto(
    `chrome-extension://${fixture.browser.extensionId}/src/popup/index.html?window=1&pick=${tabId}`,
  );
  await page.getByRole('heading', { name: scene.text('picker_title') }).waitFor();
  return page;
}

async function openFilled(scene: Scene, search: string, answers: StubbedAnswers = {}): Promise<Page> {
  const page = await openPicker(scene, `${scene.gallery.url}${search}`, answers);
  await page.locator('.picture.is-there').first().waitFor();
  return page;
}

async function openSelected(scene: Scene, answers: StubbedAnswers = {}): Promise<Page> {
  const page = await openFilled(scene, `?images=30&more=${encodeURIComponent(MORE)}`, answers);
  await page.locator('[role=option]').nth(1).click();
  await page
    .locator('[role=option]')
    .nth(7)
    .click({ modifiers: ['Shift'] });
  await page.getByRole('listbox').press('ArrowRight');
  return page;
}

/** Some that were saved before, and some that are only linked. */
async function openSecondVisit(scene: Scene): Promise<Page> {
  const links = Array.from({ length: 4 }, (_, at) => `<a href="image/${300 + at}.png">photo ${at}</a>`);
  const search = `?images=12&more=${encodeURIComponent(links.join(' '))}`;
  const page = await openFilled(scene, search);
  await markSaved(page, scene, [0, 1, 2, 5, 300]);
  await page.reload();
  await page.locator('.tile-state').first().waitFor();
  return page;
}

/** Writes what the worker would have written when these were saved. */
async function markSaved(page: Page, scene: Scene, images: readonly number[]): Promise<void> {
  const addresses = await Promise.all(images.map(at => addressOf(`${scene.gallery.url}image/${at}.png`)));
  await page.evaluate(
    known =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('shoebox-catalog');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const change = opening.result.transaction('photos', 'readwrite');
          for (const address of known)
            change.objectStore('photos').put({
              key: address,
              id: '',
              addresses: [address],
              provenance: null,
              recordedAt: 1,
              isMissing: 0,
            });
          change.oncomplete = () => resolve(opening.result.close());
        };
      }),
    addresses,
  );
}

/** "Save images from this page…". */
export const PICKER_STATES: readonly PageState[] = [
  {
    name: 'picker, looking',
    open: scene => openPicker(scene, `${scene.gallery.url}?images=3`, { 'page.scan': null }),
  },
  { name: 'picker, 1,000 images', open: scene => openFilled(scene, '?images=1000') },
  { name: 'picker, some selected', open: scene => openSelected(scene) },
  { name: 'picker, second visit', open: openSecondVisit },
  {
    name: 'picker, second visit, new and linked',
    async open(scene) {
      const page = await openSecondVisit(scene);
      await page.getByRole('button', { name: new RegExp(`^${scene.text('picker_linked')}`) }).click();
      await page
        .getByRole('button', { name: new RegExp(`^${scene.text('picker_new')}`) })
        .first()
        .click();
      return page;
    },
  },
  {
    name: 'picker, filtered to nothing',
    async open(scene) {
      const page = await openFilled(scene, `?images=1&more=${encodeURIComponent(MORE)}`);
      await page.getByRole('combobox', { name: scene.text('picker_types') }).selectOption('SVG');
      await page.getByRole('combobox', { name: scene.text('picker_sizes') }).selectOption('1000');
      await page.locator('.nothing-found').waitFor();
      return page;
    },
  },
  {
    name: 'picker, frames not searched',
    open: scene =>
      openFilled(
        scene,
        `?images=9&more=${encodeURIComponent(`<iframe src="${scene.gallery.otherHostUrl}?images=2"></iframe>`)}`,
      ),
  },
  {
    name: 'picker, which album',
    async open(scene) {
      const page = await openSelected(scene);
      await page.getByTitle(scene.text('picker_album')).click();
      await page.getByRole('dialog').waitFor();
      return page;
    },
  },
  {
    name: 'picker, saving',
    async open(scene) {
      const page = await openSelected(scene, { 'web.save': null });
      await page.getByTitle(scene.text('picker_album')).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Moodboard', exact: true }).click();
      await page.locator('.save-bar .button-primary').click();
      await page.locator('.save-bar .button-primary:disabled').waitFor();
      return page;
    },
  },
  {
    name: 'picker, some saved',
    async open(scene) {
      const page = await openSelected(scene);
      await page.getByTitle(scene.text('picker_album')).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Moodboard', exact: true }).click();
      await page.locator('.save-bar .button-primary').click();
      await page.locator('.tile-state.is-saved').first().waitFor();
      return page;
    },
  },
  {
    name: 'picker, no images',
    async open(scene) {
      const page = await openPicker(scene, scene.gallery.url);
      await page.getByRole('heading', { name: scene.text('picker_nothing') }).waitFor();
      return page;
    },
  },
  {
    name: 'picker, a page that may not be read',
    async open(scene) {
      const page = await openPicker(scene, 'chrome://version');
      await page.getByRole('alert').waitFor();
      return page;
    },
  },
];
