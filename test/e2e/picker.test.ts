import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture } from './fixture';
import { type GallerySite, startGallerySite } from './gallery-site';
import { type OpenPicker, openPicker } from './open-picker';

// "Save images from this page…": what it finds, how it is picked from, and that all of it arrives.

let fixture: E2eFixture;
let gallery: GallerySite;
let page: Page;
let picker: OpenPicker;

beforeAll(async () => {
  fixture = await openFixture();
  gallery = await startGallerySite();
  page = await fixture.browser.context.newPage();
  await fixture.call('albums.create', { parent: '', name: 'Gallery' });
});

afterAll(async () => {
  await fixture.close();
  await gallery.close();
});

async function pickFrom(search: string): Promise<void> {
  await page.goto(`${gallery.url}${search}`);
  picker = await openPicker(fixture, page);
}

/** The names of the pictures that are drawn. */
const names = (): Promise<readonly (string | null)[]> =>
  picker.options().evaluateAll(all => all.map(option => option.getAttribute('title')));

// Long is what takes long on the clock: on a machine that has other things to do, any task may.
test('no task of a page of 1,000 images takes over 50 ms while it is scanned', {
  retry: 3,
}, async () => {
  await page.goto(`${gallery.url}?images=1000&watch=1`);
  // The page's own beginning is over.
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve)));
  const longTasks = (): Promise<string> =>
    page.evaluate(() => document.documentElement.dataset['longTasks'] ?? 'not watched');
  const before = await longTasks();
  picker = await openPicker(fixture, page);
  await picker.button('Select all (1,000)').waitFor();
  const after = await longTasks();
  await picker.close();
  expect(after).toBe(before);
});

// Before any album was used.
test('two clicks save what was picked: the picker asks for the album, saves to it, and stays with that marked', async () => {
  await fixture.call('albums.create', { parent: '', name: 'Asked for' });
  await page.goto(`${gallery.url}?images=12`);
  picker = await openPicker(fixture, page);
  await picker.option('3.png').click();
  await picker.option('4.png').click();
  await picker.button('Save 2 images').click();
  await picker.page.getByRole('dialog').getByRole('button', { name: 'Asked for', exact: true }).click();
  await picker.page.getByText('Saved 2 images to “Asked for”.').waitFor();
  await picker.page.getByRole('option', { name: /^4\.png, .*, Saved$/ }).waitFor();
  expect(await fixture.owner.keys('Asked for/')).toEqual(
    expect.arrayContaining(['Asked for/Gallery of 12 3.png', 'Asked for/Gallery of 12 4.png']),
  );
  await picker.button('Select new (10)').click();
  await picker.button('Save 10 images').waitFor();
  await picker.button('Select none').click();
  await picker.button('Open album').click();
  await picker.page.getByRole('heading', { name: 'Asked for' }).waitFor();
  await picker.close();
});

describe('the picker on a page of 1,000 images', () => {
  beforeAll(async () => {
    await pickFrom('?images=1000');
    await picker.options().first().waitFor();
  });
  afterAll(() => picker.close());

  test('keeps only what is near the viewport in the document, wherever it is scrolled', async () => {
    expect(await picker.options().count()).toBeLessThanOrEqual(60);
    await picker.grid().press('End');
    await picker.option('999.png').waitFor();
    expect(await picker.options().count()).toBeLessThanOrEqual(60);
    expect(await picker.option('999.png').getAttribute('aria-posinset')).toBe('1000');
  });

  test('saves a batch of 200 completely, with one notification', async () => {
    await picker.grid().press('Home');
    await picker.option('0.png').click();
    for (let index = 0; index < 199; ) {
      const columns = await picker.columns();
      const step = Math.min(columns, 199 - index);
      await picker.grid().press(step === columns ? 'Shift+ArrowDown' : 'Shift+ArrowRight');
      index += step === columns ? columns : 1;
    }
    await picker.chooseAlbum('Gallery');
    await picker.button('Save 200 images').click();
    const wanted = Array.from({ length: 200 }, (_, index) => `Gallery/Gallery of 1000 ${index}.png`);
    await expect
      .poll(async () => (await fixture.owner.keys('Gallery/')).filter(key => key.endsWith('.png')).length, {
        timeout: 45_000,
      })
      .toBe(200);
    expect((await fixture.owner.keys('Gallery/')).filter(key => key.endsWith('.png')).sort()).toEqual(
      wanted.sort(),
    );
    for (const index of [0, 1, 99, 199])
      expect(sha256(await fixture.owner.read(`Gallery/Gallery of 1000 ${index}.png`))).toBe(
        sha256(gallery.image(index)),
      );
    const worker = await fixture.browser.worker();
    const shown = (): Promise<number> =>
      worker.evaluate(() => chrome.notifications.getAll().then(all => Object.keys(all).length));
    await expect.poll(shown).toBe(1);
  }, 90_000);
});

describe('the picker on a page of many kinds of images', () => {
  const pictures = `
    <img src="image/1.png" srcset="image/1.png 240w, image/15.png 1200w" sizes="100px" alt="Responsive">
    <a href="image/2.png"><img src="image/4.png" alt="A thumbnail"></a>
    <img src="image/2.png">
    <div style="background-image: url(image/5.png); width: 50px; height: 50px"></div>
    <svg width="120" height="120"><circle cx="60" cy="60" r="50"/></svg>
    <div id="host"></div>
    <iframe srcdoc="<img src='image/6.png'>"></iframe>
    <script>
      const image = Object.assign(new Image(), { src: 'image/7.png' });
      document.querySelector('#host').attachShadow({ mode: 'closed' }).append(image);
      fetch('image/9.png').then(async answer => {
        const own = Object.assign(new Image(), { src: URL.createObjectURL(await answer.blob()), alt: 'Made here' });
        own.onload = () => document.documentElement.dataset.done = 'yes';
        document.body.append(own);
      });
    </script>`;

  beforeEach(async () => {
    // None of them was saved from this host before.
    await page.goto(`${gallery.thirdHostUrl}?more=${encodeURIComponent(pictures)}`);
    await page.locator('[data-done]').waitFor({ state: 'attached' });
    picker = await openPicker(fixture, page);
    return () => picker.close();
  });

  test('finds best versions, backgrounds, SVGs, shadow trees, frames and canvases, each once', async () => {
    await expect
      .poll(names)
      .toEqual(['Responsive', 'A thumbnail', '5.png', 'Image', '7.png', 'Made here', '6.png']);
    // The page knows the height of the small version only, in whole CSS pixels.
    expect(await picker.facts('Responsive')).toMatch(/^≈ 1200 × 7[3-6]\d$/);
  });

  test('narrows them down by filters, and does not save what they hide', async () => {
    await picker.button('Select all (7)').click();
    await picker.filter('Type', 'SVG \\(1\\)');
    await expect.poll(names).toEqual(['Image']);
    await picker.button('Save 1 image').waitFor();
    await picker.filter('Type', 'All types');
    await picker.filter('Size', '1,000 px and up');
    await expect.poll(names).not.toContain('5.png');
    expect(await names()).toContain('Responsive');
  });

  test('saves all in their best versions, also those that only the page can read', async () => {
    await picker.button('Select all (7)').click();
    await picker.chooseAlbum('Found');
    await picker.button('Save 7 images').click();
    const hashes = async (): Promise<readonly string[]> => {
      const keys = (await fixture.owner.keys()).filter(key => /^Found\/./.test(key));
      return Promise.all(keys.map(async key => sha256(await fixture.owner.read(key))));
    };
    await expect.poll(async () => (await hashes()).length).toBe(7);
    expect(await hashes()).toEqual(
      expect.arrayContaining([2, 5, 6, 7, 9, 15].map(index => sha256(gallery.image(index)))),
    );
  });
});

describe('selecting in the picker', () => {
  beforeEach(async () => {
    // None of them was saved from this host before.
    await page.goto(`${gallery.otherHostUrl}?images=30`);
    picker = await openPicker(fixture, page);
    await picker.options().first().waitFor();
    return () => picker.close();
  });

  const selected = (): Promise<number> => picker.page.locator('[role=option][aria-selected=true]').count();

  test('works by clicks, Shift ranges, all and none', async () => {
    await picker.option('2.png').click();
    await picker.option('8.png').click({ modifiers: ['Shift'] });
    expect(await selected()).toBe(7);
    await picker.option('5.png').click();
    expect(await selected()).toBe(6);
    await picker.button('Select none').click();
    expect(await selected()).toBe(0);
    await picker.button('Select all (30)').click();
    await picker.button('Save 30 images').waitFor();
  });

  test('works by keyboard alone', async () => {
    const grid = picker.grid();
    await expect.poll(() => grid.evaluate(list => list === document.activeElement)).toBe(true);
    expect(await grid.getAttribute('aria-activedescendant')).toBe('image-0');
    await grid.press('Space');
    await grid.press('Shift+ArrowRight');
    await grid.press('Shift+ArrowRight');
    expect(await selected()).toBe(3);
    expect(await grid.getAttribute('aria-activedescendant')).toBe('image-2');
    await grid.press('Control+a');
    await picker.button('Save 30 images').waitFor();
    await grid.press('Escape');
    expect(await selected()).toBe(0);
  });

  test('takes the first image on Enter, then saves the selection on Enter', async () => {
    await picker.chooseAlbum('By keyboard');
    await picker.grid().focus();
    await picker.grid().press('Enter');
    expect(await selected()).toBe(1);
    await picker.grid().press('Shift+ArrowRight');
    await picker.grid().press('Enter');
    await picker.page.getByText('Saved 2 images to “By keyboard”.').waitFor();
    await expect
      .poll(() => fixture.owner.keys('By keyboard/').then(keys => keys.filter(key => key.endsWith('.png'))))
      .toEqual(['By keyboard/Gallery of 30 0.png', 'By keyboard/Gallery of 30 1.png']);
  });
});

test('the picker says that no extension may read this page, and leads to it', async () => {
  await page.goto('chrome://version');
  picker = await openPicker(fixture, page);
  await picker.page.getByRole('alert').getByText('Shoebox can’t read this page.').waitFor();
  await picker.button('Go to the page').click();
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
  await picker.close();
});

test('the picker says that a page has no images', async () => {
  await pickFrom('');
  await picker.page.getByRole('heading', { name: 'No images on this page' }).waitFor();
  await picker.close();
});

test('a second visit to a page marks what was saved from it, and takes the rest with what is only linked', async () => {
  const links = '<a href="image/41.png">The harbour</a> <a href="image/42.png">42.png</a>';
  const visit = async (): Promise<void> => {
    await page.goto(
      `${gallery.otherHostUrl}?images=0&more=${encodeURIComponent(
        `<img src="image/40.png" alt="Shown"><img src="image/43.png" alt="Shown, too">${links}`,
      )}`,
    );
    picker = await openPicker(fixture, page);
    await picker.option('Shown').waitFor();
  };
  await visit();
  expect(await names()).toEqual(['Shown', 'Shown, too']);
  await picker.option('Shown').click();
  await picker.chooseAlbum('Twice');
  await picker.button('Save 1 image').click();
  await picker.page.getByText('Saved 1 image to “Twice”.').waitFor();
  await picker.close();
  await visit();
  await picker.page.getByRole('option', { name: /^Shown, .*, Saved$/ }).waitFor();
  await picker.page.getByRole('button', { name: 'Linked 2' }).click();
  await picker.page.getByRole('button', { name: 'New 3' }).click();
  expect(await names()).toEqual(['Shown, too', 'The harbour', '42.png']);
  await picker.button('Select all (3)').click();
  await picker.page.getByRole('button', { name: 'New 3' }).click();
  await picker.chooseAlbum('Twice');
  await picker.button('Save 3 images').click();
  await expect
    .poll(async () => (await fixture.owner.keys('Twice/')).filter(key => key.endsWith('.png')).length)
    .toBe(4);
  await picker.close();
});
