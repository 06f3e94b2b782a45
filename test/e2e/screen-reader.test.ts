import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALL_STATES } from './page-states/all-states';
import { openScene, type Scene } from './page-states/page-state';
import { settled } from './page-states/settled';
import { preferNames } from './prefer-names';

// What a screen reader is told of the main states: names, states, live regions. Read the difference when one fails, aloud if
// need be; `-u` writes them anew.

const MAIN = [
  'albums',
  'album',
  'album with albums in it',
  'empty album',
  'delete album',
  'details',
  'viewer',
  'move photos',
];

let scene: Scene;

beforeAll(async () => {
  scene = await openScene('en', true);
  await scene.fixture.browser.context.addInitScript(preferNames);
});

afterAll(() => scene.close());

/** Without what is another one each day, or for each port. */
async function treeOf(page: Page): Promise<string> {
  await settled(page);
  const tree = await page.locator('body').ariaSnapshot();
  return tree
    .replace(/\b[A-Z][a-z]{2} \d{1,2}(, \d{4})?(, \d{1,2}:\d\d\s[AP]M)?/gu, 'DATE')
    .replace(/localhost:\d+/g, 'localhost');
}

const states = ALL_STATES.flatMap(([, , all]) => all).filter(({ name }) => MAIN.includes(name));

test('each of the main states is there', () => {
  expect(states.map(({ name }) => name).toSorted()).toEqual(MAIN.toSorted());
});

test.each(states)('$name', async ({ name, open }) => {
  const page = await open(scene);
  await expect(await treeOf(page)).toMatchFileSnapshot(`./screen-reader/${name.replaceAll(' ', '-')}.txt`);
  await page.close();
});
