import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';

// The album manager by keys alone: in which order Tab goes through it, and how little of it that is.

const ALBUMS = 12;

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
  const names = Array.from({ length: ALBUMS }, (_, index) => `Album ${index + 10}`);
  await fixture.owner.putAll(
    [...names.map(name => `${name}/`), 'Album 10/a.png', 'Album 10/b.png', 'Album 10/in/', 'loose.png'],
    'x',
  );
  await fixture.call('albums.list', undefined);
  await manager.open();
  await manager.albums().getByRole('button', { name: 'Album 21' }).waitFor();
  // What comes a moment later has a place in the order too: the albums' order, and that of the loose photo.
  for (const order of ['Last used first', 'Name, A to Z']) await manager.button(`Order: ${order}`).waitFor();
});

afterAll(() => fixture.close());

/** What has the focus, by its name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.getAttribute('title') ?? '';
  });

test('Tab goes from the search over its neighbours to one album, and past all others', async () => {
  const { page } = manager;
  await expect.poll(() => focused(page)).toBe('Search albums and photos');
  const stops: string[] = [];
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press('Tab');
    stops.push(await focused(page));
  }
  expect(stops).toEqual(['', 'Order: Last used first', 'Album 10', 'Order: Name, A to Z']);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('End');
  expect(await focused(page)).toBe('Album 21');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toBe('Album 21');
});
