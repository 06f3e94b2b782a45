import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type InjectionFixture, openInjectionFixture, TEXTS } from './injection-fixture';
import { longTasks } from './long-tasks';

// What is injected into pages, in pages that are huge: they go on meanwhile.

let fixture: InjectionFixture;

beforeAll(async () => {
  fixture = await openInjectionFixture();
});

afterAll(() => fixture.close());

describe('on a page of 60,000 elements', () => {
  const html = `
    <div id="none" style="height: 200px">No picture</div>
    <div id="far" style="height: 100px; background-image: url(rocket.jpg)"></div>
    <div style="height: 100px; overflow: hidden">${'<i style="float: left">x</i>'.repeat(60_000)}</div>
    <p id="end">The end</p>`;

  test.each([
    ['an image is looked for', (page: Page) => ask(page, 'describeImage', 'https://nowhere.example/a.jpg')],
    [
      'what shows a picture is brought into view',
      (page: Page) => ask(page, 'scrollIntoView', 'https://nowhere.example/a.jpg'),
    ],
    [
      'there is no picture under the pointer',
      async (page: Page) => {
        await page.mouse.click(100, 50, { button: 'right' });
        expect(await ask(page, 'imageAtContextMenu', null)).toEqual({ kind: 'uncertain' });
      },
    ],
    [
      'a person aims, by pointer and by keyboard',
      async (page: Page) => {
        const aimed = ask(page, 'pickElement', TEXTS);
        await page.mouse.move(100, 50);
        await page.mouse.move(120, 60);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        expect(await aimed).toMatchObject({ candidate: { url: `${fixture.photosUrl}rocket.jpg` } });
      },
    ],
  ] as const)('no task takes over 50 ms while %s', async (_, work) => {
    const page = await fixture.show(html);
    await drawn(page);
    expect(await longTasks(page, 50, () => work(page))).toEqual([]);
  });

  test('no task takes over 50 ms while the selection is searched, even if all is selected', async () => {
    const page = await fixture.show(html);
    await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
    await drawn(page);
    const work = async (): Promise<void> =>
      expect(await ask(page, 'selectedImages')).toMatchObject([{ url: `${fixture.photosUrl}rocket.jpg` }]);
    expect(await longTasks(page, 50, work)).toEqual([]);
  });
});

/** What the page itself has to do for it is done. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve)));
}

test('scanning an inline SVG of many shapes keeps the page’s styles, and no task takes long', async () => {
  const page = await fixture.show(
    `<style>circle { fill: rgb(1, 2, 3) }</style><svg width="400" height="400">${'<circle r="3"/>'.repeat(1500)}</svg>`,
  );
  const { images } = await ask(page, 'scanFrame', 'best');
  const text = await page.evaluate(async url => (await fetch(url)).text(), images[0]?.url ?? '');
  expect(text.match(/rgb\(1, 2, 3\)/g)).toHaveLength(1500);
});
