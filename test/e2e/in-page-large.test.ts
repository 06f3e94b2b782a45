import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type InjectionBench, openInjectionBench, TEXTS } from './injection-bench';

// What is injected into pages, in pages that are huge: they go on meanwhile.

let bench: InjectionBench;

beforeAll(async () => {
  bench = await openInjectionBench();
});

afterAll(() => bench.close());

describe('of a page of 60,000 elements', () => {
  const html = `
    <div id="none" style="height: 200px">No picture</div>
    <div id="far" style="height: 100px; background-image: url(rocket.jpg)"></div>
    <div style="height: 100px; overflow: hidden">${'<i style="float: left">x</i>'.repeat(60_000)}</div>
    <p id="end">The end</p>`;

  /** The tasks over 50 ms while something is done, in milliseconds. */
  async function longTasks(page: Page, work: () => Promise<unknown>): Promise<readonly number[]> {
    await page.evaluate(async () => {
      // The page's own beginning is over.
      await new Promise(resolve => requestAnimationFrame(resolve));
      await new Promise(resolve => requestIdleCallback(resolve));
      const long: number[] = [];
      new PerformanceObserver(list => {
        long.push(...list.getEntries().map(({ duration }) => duration));
      }).observe({ type: 'longtask' });
      Object.assign(globalThis, { long });
    });
    await work();
    return page.evaluate(async () => {
      await new Promise(resolve => setTimeout(resolve)); // the observer hears of a task after its end
      return (globalThis as unknown as { readonly long: readonly number[] }).long;
    });
  }

  // Long is what takes long on the clock: on a machine that has other things to do, any task may.
  test.each([
    ['an image is looked for', (page: Page) => ask(page, 'describe', 'https://nowhere.example/a.jpg')],
    [
      'what shows a picture is brought into view',
      (page: Page) => ask(page, 'showPlace', 'https://nowhere.example/a.jpg'),
    ],
    [
      'all is selected',
      async (page: Page) => {
        await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
        expect(await ask(page, 'selectedImages')).toMatchObject([{ url: `${bench.photosUrl}rocket.jpg` }]);
      },
    ],
    [
      'there is no picture under the pointer',
      async (page: Page) => {
        await page.mouse.click(100, 50, { button: 'right' });
        expect(await ask(page, 'findHere', null)).toEqual({ kind: 'unsure' });
      },
    ],
    [
      'a person aims, by pointer and by keyboard',
      async (page: Page) => {
        const aimed = ask(page, 'aim', TEXTS);
        await page.mouse.move(100, 50);
        await page.mouse.move(120, 60);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        expect(await aimed).toMatchObject({ candidate: { url: `${bench.photosUrl}rocket.jpg` } });
      },
    ],
  ] as const)('no task takes over 50 ms while %s', { retry: 3 }, async (_, work) => {
    const page = await bench.show(html);
    expect(await longTasks(page, () => work(page))).toEqual([]);
  });
});

test('a drawing of many shapes keeps the page’s styles in a scan, and no task takes long', async () => {
  const page = await bench.show(
    `<style>circle { fill: rgb(1, 2, 3) }</style><svg width="400" height="400">${'<circle r="3"/>'.repeat(1500)}</svg>`,
  );
  const { images } = await ask(page, 'scan', 'best');
  const text = await page.evaluate(async url => (await fetch(url)).text(), images[0]?.url ?? '');
  expect(text.match(/rgb\(1, 2, 3\)/g)).toHaveLength(1500);
});
