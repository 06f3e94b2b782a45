import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { EMPTY_SETTINGS, type Settings } from '../../src/core/settings';
import { setupCodeOf } from '../../src/core/setup-code';
import { showImageMenu } from '../browser/context-menu';
import { type E2eFixture, openFixture, optionsPage } from '../e2e/fixture';
import { guestsOf, onAws } from '../e2e/on-aws';
import { openPicker } from '../e2e/open-picker';
import { settled } from '../e2e/page-states/settled';
import { startXvfb } from '../machine/display';

// `npm run screenshots:readme`: the pictures of the README, of the real thing.

const FOLDER = '.github/readme';

/** Where the tests' browser stands on their display. */
const BROWSER_WINDOW = { x: 0, y: 0, width: 1000, height: 800 };

/** The popup's own size. */
const POPUP = { width: 440, height: 600 };

/** A window that shows all photographs of the sample page. */
const PICKER = { width: 1100, height: 640 };

/** How many pictures the picker finds on the sample page, and which of them are picked. */
const PHOTOGRAPHS = 9;
const PICKED = [0, 1, 3, 4, 5];

const ALBUMS = {
  Moodboard: [
    'fig-in-a-bowl.jpg',
    'dandelions.jpg',
    'paint-brushes.jpg',
    'forest-stream.jpg',
    'picos-de-europa.jpg',
    'two-friends.jpg',
  ],
  'Research: 별과 우주': ['hubble-deep-field.webp', 'rocket.jpg'],
  'Cats & dogs': ['chelsea-the-cat.png', 'two-friends.jpg'],
  Mountains: ['picos-de-europa.jpg', 'forest-stream.jpg'],
  'Garden/2026': ['dandelions.jpg'],
  Kitchen: ['fig-in-a-bowl.jpg'],
} as const;

async function fill({ owner, site, call }: E2eFixture): Promise<void> {
  for (const [album, names] of Object.entries(ALBUMS)) {
    for (const name of names) {
      const type = name.endsWith('.png') ? 'image/png' : name.endsWith('.webp') ? 'image/webp' : 'image/jpeg';
      await owner.put(`${album}/${name}`, site.files.get(name) ?? new Uint8Array(), type);
    }
  }
  await call('albums.list', undefined);
}

/** All pictures are there, and have finished fading in. */
async function picturesShown(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    wanted =>
      document.images.length >= wanted &&
      [...document.images].every(image => image.classList.contains('is-there')),
    count,
  );
  await settled(page);
}

async function shootPopup(
  fixture: E2eFixture,
  parameters: string,
  name: string,
  pictures: number,
): Promise<void> {
  const popup = await fixture.popup(parameters);
  await popup.setViewportSize(POPUP);
  await picturesShown(popup, pictures);
  await popup.screenshot({ path: `${FOLDER}/${name}.png` });
  await popup.close();
}

async function shootPicker(fixture: E2eFixture): Promise<void> {
  const page = await fixture.browser.context.newPage();
  await page.goto(fixture.site.url);
  const picker = await openPicker(fixture, page);
  await picker.page.setViewportSize(PICKER);
  await picturesShown(picker.page, PHOTOGRAPHS);
  for (const index of PICKED) await picker.options().nth(index).click();
  await picker.chooseAlbum('Moodboard');
  // No pointer over a picture.
  await picker.page.mouse.move(0, 0);
  await picturesShown(picker.page, PHOTOGRAPHS);
  await picker.page.screenshot({ path: `${FOLDER}/picker.png` });
  await picker.close();
  await page.close();
}

async function shootPopups(): Promise<void> {
  const light = await openFixture({ colorScheme: 'light' });
  await fill(light);
  await shootPopup(light, '', 'albums', Object.keys(ALBUMS).length);
  await shootPopup(light, '?album=Moodboard%2F', 'album', ALBUMS.Moodboard.length);
  await shootPicker(light);
  await light.close();
  const dark = await openFixture({ colorScheme: 'dark', locale: 'ko' });
  await fill(dark);
  await shootPopup(dark, '?album=Moodboard%2F', 'album-dark', ALBUMS.Moodboard.length);
  await dark.close();
}

/** As wide as the options page's cards, and as high as all that is to be seen of them at once. */
const OPTIONS = { width: 700, height: 1600 };

/** Of a card, around what lies in it. */
const MARGIN = 20;

/** What a template's outputs may say. */
const NEW_SETTINGS: Settings = {
  ...EMPTY_SETTINGS,
  ...onAws('minas-pictures', 'eu-central-1'),
};

/** The steps of the set-up, as somebody sees them who has nothing yet, and what they come to. */
async function shootOptions(): Promise<void> {
  const { bucket, region } = NEW_SETTINGS;
  // It is tested by itself, and has to work.
  const fixture = await openFixture({
    ...{ configured: false, colorScheme: 'light', folder: '', settings: NEW_SETTINGS },
    aws: { tlsRegions: [region], buckets: [{ name: bucket, region }], pools: [guestsOf(bucket, region)] },
  });
  const page = await optionsPage(fixture.browser);
  await page.setViewportSize(OPTIONS);
  await page.locator('#new-bucket').fill(NEW_SETTINGS.bucket);
  await page.locator('#new-region').selectOption(NEW_SETTINGS.region);
  await page.locator('#new-bucket').blur();
  await page.locator('#setup-guide').scrollIntoViewIfNeeded();
  const steps = page.locator('#setup-guide > ol > li');
  for (const [index, name] of ['choose', 'make'].entries()) {
    await steps.nth(index).scrollIntoViewIfNeeded();
    await settled(page);
    const box = await steps.nth(index).boundingBox();
    if (box === null) throw new Error(`the step ${name} is not there`);
    const clip = {
      x: box.x - 2 * MARGIN,
      y: box.y - MARGIN / 2,
      width: box.width + 3 * MARGIN,
      height: box.height + (3 * MARGIN) / 2,
    };
    await page.screenshot({ path: `${FOLDER}/set-up-${name}.png`, clip });
  }
  await page.locator('#setup-code').fill(setupCodeOf(NEW_SETTINGS));
  await page.locator('#setup-code').press('Enter');
  await page.locator('.save-status .notice-good').waitFor();
  await settled(page);
  await page.locator('form.card').screenshot({ path: `${FOLDER}/set-up-done.png` });
  await fixture.close();
}

async function shootMenu(): Promise<void> {
  const display = await startXvfb();
  const fixture = await openFixture({ display: display.display });
  await fill(fixture);
  const page = await fixture.browser.context.newPage();
  // One tab, as a person has it who looks at this page.
  for (const other of fixture.browser.context.pages()) if (other !== page) await other.close();
  await page.goto(fixture.site.url);
  const menu = await showImageMenu({
    display,
    page,
    locator: page.locator('img[src$="/picos-de-europa.jpg"]'),
  });
  await writeFile(`${FOLDER}/menu.png`, await display.screen.png(BROWSER_WINDOW));
  await menu.dismiss();
  await fixture.close();
  await display.close();
}

try {
  await shootPopups();
  await shootOptions();
  await shootMenu();
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1); // browsers and servers of the unfinished picture would keep this process
}
