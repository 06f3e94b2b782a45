import { createHash } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';
import { saveSource } from './web-source';

// One field finds albums and photos of the whole bucket: by name, and by what was noted of them when they were saved.

let fixture: E2eFixture;
let page: Page;

const bytes = (): Uint8Array => fixture.site.files.get('rocket.jpg') ?? new Uint8Array();

beforeAll(async () => {
  fixture = await openFixture();
  await saveSource(
    fixture,
    {
      url: `${fixture.site.otherHostUrl}photos/rocket.jpg`,
      pageUrl: 'https://rockets.example/articles/2026',
      pageTitle: 'Über den Wolken: how it lifts off',
      alt: 'A trail of fire at dawn',
    },
    'Moodboard/',
  );
  for (const key of ['Garden/roses.jpg', 'Garden/2025/tulips.png', 'Garden/2025/rosemary.jpg'])
    await fixture.owner.put(key, bytes(), 'image/jpeg');
});

afterAll(() => fixture.close());
afterEach(() => page.close());

const field = (): Locator => page.getByRole('searchbox', { name: 'Search albums and photos' });
const photos = (): Locator => page.getByRole('list', { name: 'Photos' }).getByRole('listitem');
const albums = (): Locator => page.getByRole('list', { name: 'Albums' }).getByRole('listitem');
const nothing = (): Locator => page.locator('.nothing-found');
const photo = (name: string): Locator => photos().filter({ hasText: name });

async function search(query: string): Promise<void> {
  page = await fixture.popup();
  await field().fill(query);
}

/** Opens an album as a person does, and waits until the catalog has learnt from it. */
async function lookInto(album: string): Promise<void> {
  page = await fixture.popup(`?album=${encodeURIComponent(album)}`);
  await page.getByRole('list', { name: 'Photos' }).waitFor();
  await page.close();
}

test('a photo is found by the title, description and website of its page, and opened with Enter', async () => {
  await search('WOLKEN uber');
  await photo('rocket').waitFor();
  expect(await photo('rocket').textContent()).toContain('Moodboard');
  for (const query of ['fire dawn', 'rockets.example', 'articles 2026']) {
    await field().fill(query);
    await photo('rocket').waitFor();
  }
  await field().press('Enter');
  await page.getByRole('dialog', { name: 'rocket.jpg' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await field().press('Escape');
  expect(await field().inputValue()).toBe('');
  await albums().filter({ hasText: 'Garden' }).waitFor();
});

test('photos of albums that were never opened are found once they are looked through, albums within albums too', async () => {
  await search('ros');
  await nothing().filter({ hasText: 'No albums or photos match “ros”.' }).waitFor();
  await page.getByRole('button', { name: 'Look through all' }).click();
  await photo('roses.jpg').waitFor();
  await photo('rosemary.jpg').waitFor();
  await page.getByRole('button', { name: 'Look through all' }).waitFor({ state: 'hidden' });
  await field().fill('garden');
  await albums().filter({ hasText: 'Garden' }).waitFor();
  await field().fill('2025 ros');
  await expect.poll(() => photos().count()).toBe(1);
  // Where the way back leads.
  await field().fill('2025');
  await albums().first().getByRole('button').click();
  await page.getByRole('heading', { name: '2025', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  expect(await field().inputValue()).toBe('2025');
  await albums().first().waitFor();
});

test('what was found is narrowed down by type', async () => {
  await lookInto('Garden/2025/');
  await search('garden');
  await field().fill('2025 s');
  await expect.poll(() => photos().count()).toBe(2);
  await page.getByRole('combobox', { name: 'Type' }).selectOption('PNG (1)');
  await expect.poll(() => photos().count()).toBe(1);
  await photo('tulips.png').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(() => photos().count()).toBe(2);
});

test('a photo that was renamed is found under its new name, and one that others deleted is not shown again', async () => {
  await fixture.owner.put('Changing/first.jpg', bytes(), 'image/jpeg');
  await fixture.owner.put('Changing/vanishing.jpg', bytes(), 'image/jpeg');
  await lookInto('Changing/');
  const etag = createHash('md5').update(bytes()).digest('hex');
  await fixture.call('jobs.start', {
    id: crypto.randomUUID(),
    wish: {
      kind: 'rename-photo',
      photo: { key: 'Changing/first.jpg', size: bytes().length, etag },
      name: 'second.jpg',
    },
  });
  await expect.poll(() => fixture.owner.keys()).toContain('Changing/second.jpg');
  await fixture.owner.remove('Changing/vanishing.jpg');
  await search('second');
  await photo('second.jpg').waitFor();
  await field().fill('first.jpg');
  await nothing().filter({ hasText: 'No albums or photos match “first.jpg”.' }).waitFor();
  await field().fill('vanishing');
  await photo('vanishing.jpg').getByRole('button').first().click();
  await page
    .getByText(/is no longer in the bucket/)
    .first()
    .waitFor();
  await expect.poll(() => photo('vanishing.jpg').count()).toBe(0);
});

test('in an album its own photos are found by what was noted, and those of all albums with one click', async () => {
  page = await fixture.popup('?album=Moodboard%2F');
  await page.getByRole('searchbox', { name: 'Search photos' }).fill('dawn');
  await photo('rocket').waitFor();
  await page.getByRole('searchbox', { name: 'Search photos' }).fill('ros');
  await page.getByText('No photos match “ros”.').waitFor();
  await page.getByRole('button', { name: /^Search all albums for/ }).click();
  expect(await field().inputValue()).toBe('ros');
  await photo('roses.jpg').waitFor();
});
