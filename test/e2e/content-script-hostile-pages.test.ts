import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type InjectionFixture, openInjectionFixture, TEXTS } from './injection-fixture';

// What is injected into pages, in pages that lie, or have it otherwise than others.

let fixture: InjectionFixture;

beforeAll(async () => {
  fixture = await openInjectionFixture();
});

afterAll(() => fixture.close());

describe('a form whose fields have the names of element properties', () => {
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

  test('has its background image found', async () => {
    const page = await fixture.show(html);
    const rocket = { url: `${fixture.photosUrl}rocket.jpg` };
    expect((await ask(page, 'scanFrame', 'best')).images).toContainEqual(expect.objectContaining(rocket));
    await page.mouse.click(100, 100, { button: 'right' });
    expect(await ask(page, 'imageAtContextMenu', null)).toMatchObject({ candidate: rocket });
    expect(await ask(page, 'scrollIntoView', rocket.url)).toMatchObject({ height: 300 });
  });

  test('has the picture in it picked by keyboard', async () => {
    const page = await fixture.show(html);
    const aimed = ask(page, 'pickElement', TEXTS);
    await page.mouse.move(700, 590);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await aimed).toMatchObject({ candidate: { url: `${fixture.photosUrl}rocket.jpg` } });
  });
});

test('clicks made by the page’s own scripts go on while the element picker is open', async () => {
  const page = await fixture.show('<button>Next</button>');
  const aimed = ask(page, 'pickElement', TEXTS);
  const clicks = await page.evaluate(() => {
    let heard = 0;
    const button = document.querySelector('button');
    button?.addEventListener('click', () => heard++);
    button?.click();
    return heard;
  });
  expect(clicks).toBe(1);
  await page.keyboard.press('Escape');
  expect(await aimed).toEqual({ kind: 'cancelled' });
});

test('an element that only has the id of the picker’s host is not taken for it', async () => {
  const page = await fixture.show('<img src="rocket.jpg"><div id="host"></div>');
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
  expect((await ask(page, 'scanFrame', 'best')).images).toMatchObject([
    { url: `${fixture.photosUrl}rocket.jpg` },
  ]);
});

test('a document that is an SVG is saved as its file wherever it is clicked', async () => {
  const file = '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><circle r="20"/></svg>';
  const url = `data:image/svg+xml,${encodeURIComponent(file)}`;
  const page = await fixture.open(url);
  expect(await ask(page, 'imageAtContextMenu', null)).toMatchObject({ candidate: { url } });
  expect((await ask(page, 'scanFrame', 'best')).images).toMatchObject([{ url }]);
});

describe('a canvas', () => {
  const findIt = async (draw: string): Promise<unknown> => {
    const page = await fixture.show('<canvas width="2000" height="1000"></canvas>');
    await page.evaluate(draw);
    await page.mouse.click(100, 100, { button: 'right' });
    return ask(page, 'imageAtContextMenu', null);
  };

  test('whose drawing buffer was cleared is not saved as an empty picture', async () => {
    expect(await findIt(`document.querySelector('canvas').getContext('webgl')`)).toMatchObject({
      candidate: { url: expect.stringMatching(/^shown:/) },
    });
  });

  test('with hardly anything on it is saved as a picture', async () => {
    expect(
      await findIt(`document.querySelector('canvas').getContext('2d').fillRect(1998, 998, 1, 1)`),
    ).toMatchObject({ kind: 'found' });
  });
});
