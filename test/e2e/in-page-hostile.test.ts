import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InPage } from '../../src/in-page/functions';
import { type Injected, type InjectionBench, openInjectionBench } from './injection-bench';

// What is injected into pages, in pages that are huge, or that lie.

let bench: InjectionBench;

beforeAll(async () => {
  bench = await openInjectionBench();
});

afterAll(() => bench.close());

/** Asks what the script left in the page. */
const ask = <Name extends keyof InPage>(
  page: Page,
  name: Name,
  ...args: InPage[Name]['args']
): Promise<InPage[Name]['answer']> =>
  page.evaluate(
    ([asked, given]) => {
      const { shoeboxInPage } = globalThis as unknown as Injected;
      const answers: Readonly<Record<string, (...args: never) => unknown>> = shoeboxInPage;
      return answers[asked]?.(...(given as never)); // as InPage says
    },
    [name, args] as const,
  ) as Promise<InPage[Name]['answer']>; // as InPage says

const TEXTS: InPage['aim']['args'][0] = {
  task: 'Point',
  nothingHere: 'Nothing',
  keys: [],
  kinds: { image: '', poster: '', background: '', drawing: '', canvas: '', 'frame-of-video': '' },
  language: 'en',
};

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

describe('of a form whose fields are called like what every element has', () => {
  const fields = [
    'getAttribute',
    'ownerDocument',
    'getBoundingClientRect',
    'getRootNode',
    'parentElement',
    'localName',
    'shadowRoot',
    'namespaceURI',
    'checkVisibility',
  ];
  const html = `<form style="height: 300px; background: url(rocket.jpg)">
    ${fields.map(name => `<input type="hidden" name="${name}">`).join('')}
    <svg id="within" width="30" height="30" style="position: absolute; left: 300px; top: 100px"><circle r="9"/></svg>
  </form>`;

  test('its background is found', async () => {
    const page = await bench.show(html);
    const rocket = { url: `${bench.photosUrl}rocket.jpg` };
    expect((await ask(page, 'scan', 'best')).images).toContainEqual(expect.objectContaining(rocket));
    await page.mouse.click(100, 100, { button: 'right' });
    expect(await ask(page, 'findHere', null)).toMatchObject({ candidate: rocket });
    expect(await ask(page, 'showPlace', rocket.url)).toMatchObject({ height: 300 });
  });

  test('a picture in it is found by keyboard', async () => {
    const page = await bench.show(html);
    const aimed = ask(page, 'aim', TEXTS);
    await page.mouse.move(700, 590);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await aimed).toMatchObject({ candidate: { url: `${bench.photosUrl}rocket.jpg` } });
  });
});

test('while a person aims, the page goes on clicking for itself', async () => {
  const page = await bench.show('<button>Next</button>');
  const aimed = ask(page, 'aim', TEXTS);
  const clicks = await page.evaluate(() => {
    let heard = 0;
    const button = document.querySelector('button');
    button?.addEventListener('click', () => heard++);
    button?.click();
    return heard;
  });
  expect(clicks).toBe(1);
  await page.keyboard.press('Escape');
  expect(await aimed).toEqual({ kind: 'given-up' });
});

test('an element that only has the name of one is none', async () => {
  const page = await bench.show('<img src="rocket.jpg"><div id="host"></div>');
  await page.evaluate(() => {
    const names = [
      'img',
      'image',
      'svg',
      'video',
      'canvas',
      'input',
      'object',
      'embed',
      'iframe',
      'area',
      'a',
      'source',
    ];
    const all = names.map(name => document.createElementNS('urn:example', name));
    document.body.prepend(document.createElement('image'), document.createElement('svg'), ...all);
  });
  expect((await ask(page, 'scan', 'best')).images).toMatchObject([{ url: `${bench.photosUrl}rocket.jpg` }]);
});

test('a document that is a drawing is saved as the file that it is, wherever it is clicked', async () => {
  const file = '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><circle r="20"/></svg>';
  const url = `data:image/svg+xml,${encodeURIComponent(file)}`;
  const page = await bench.open(url);
  expect(await ask(page, 'findHere', null)).toMatchObject({ candidate: { url } });
  expect((await ask(page, 'scan', 'best')).images).toMatchObject([{ url }]);
});

describe('a canvas', () => {
  const findIt = async (draw: string): Promise<unknown> => {
    const page = await bench.show('<canvas width="2000" height="1000"></canvas>');
    await page.evaluate(draw);
    await page.mouse.click(100, 100, { button: 'right' });
    return ask(page, 'findHere', null);
  };

  test('from which all is gone is no empty picture', async () => {
    expect(await findIt(`document.querySelector('canvas').getContext('webgl')`)).toEqual({
      kind: 'unreadable',
    });
  });

  test('on which there is hardly anything is a picture', async () => {
    expect(
      await findIt(`document.querySelector('canvas').getContext('2d').fillRect(1998, 998, 1, 1)`),
    ).toMatchObject({ kind: 'found' });
  });
});
