import type { Page } from 'playwright-core';
import { openManager, type PageState, type Scene, showManager } from './page-state';
import { stubAnswers } from './stubbed-answers';

async function search(scene: Scene, query: string): Promise<Page> {
  const page = await openManager(scene);
  await page.getByRole('searchbox').fill(query);
  return page;
}

/** All albums, after Shoebox has looked through them. */
async function searchAll(scene: Scene, query: string): Promise<Page> {
  const page = await search(scene, query);
  await page.locator('.search-results[aria-busy=false]').waitFor();
  const look = page.locator('.search-seen button');
  if ((await look.count()) > 0) await look.click();
  await page.locator('.search-seen progress').waitFor({ state: 'detached' });
  await page.locator('.search-results .photo').first().waitFor();
  return page;
}

/** What is found in the whole bucket. */
export const SEARCH_STATES: readonly PageState[] = [
  {
    name: 'search, nothing seen yet',
    async open(scene) {
      const page = await search(scene, 'deep');
      await page.locator('.search-seen button').waitFor();
      return page;
    },
  },
  {
    name: 'search, looking through the albums',
    async open(scene) {
      const page = await scene.fixture.browser.context.newPage();
      await stubAnswers(page, { 'albums.contents': null });
      await showManager(scene, page);
      await page.getByRole('searchbox').fill('anything');
      await page.locator('.search-seen button').click();
      await page.locator('.search-seen progress').waitFor();
      return page;
    },
  },
  { name: 'search, found', open: scene => searchAll(scene, 'o') },
  {
    name: 'search, narrowed down',
    async open(scene) {
      const page = await searchAll(scene, 'e');
      await page.getByRole('combobox', { name: scene.text('picker_types') }).selectOption({ index: 1 });
      await page.locator('.search-filter[data-chosen="true"]').waitFor();
      return page;
    },
  },
];
