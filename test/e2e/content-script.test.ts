import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Injected, type InjectionFixture, openInjectionFixture } from './injection-fixture';

// What is injected into pages, as it is built, in a real page: which versions of an image the page knows.

let fixture: InjectionFixture;

beforeAll(async () => {
  fixture = await openInjectionFixture();
});

afterAll(() => fixture.close());

/** What is known of the image with the id `it`. */
async function describeIt(
  html: string,
): Promise<{ shown: string; better: readonly string[]; alt: string } | null> {
  const page = await fixture.show(html);
  const described = await page.evaluate(async () => {
    const image = document.querySelector<HTMLImageElement>('#it');
    const { shoeboxContent } = globalThis as unknown as Injected;
    return image === null ? null : shoeboxContent.describeImage(image.currentSrc || image.src);
  });
  const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);
  return (
    described && {
      shown: nameOf(described.url),
      better: described.betterUrls.map(nameOf),
      alt: described.alt,
    }
  );
}

const GIF = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

describe('better versions of an image, best first:', () => {
  test.each([
    ['none', '<img id="it" src="rocket.jpg" alt="A rocket">', []],
    [
      'srcset by width',
      '<img id="it" src="rocket.jpg" srcset="rocket.jpg 640w, a,b.jpg 3000w, c.jpg 1280w" sizes="100px">',
      ['a,b.jpg', 'c.jpg'],
    ],
    [
      'srcset by density',
      '<img id="it" width="300" src="rocket.jpg" srcset="rocket.jpg, two.jpg 2x, three.jpg 3x">',
      ['three.jpg', 'two.jpg'],
    ],
    [
      'no smaller ones',
      '<img id="it" src="rocket.jpg" srcset="rocket.jpg 640w, small.jpg 320w" sizes="640px">',
      [],
    ],
    [
      'the shown picture of <picture>, not another crop',
      '<picture><source media="(min-width: 2000px)" srcset="wide.jpg 4000w"><source media="(min-width: 100px)" srcset="rocket.jpg 640w, large.jpg 2000w" sizes="640px"><img id="it" src="square.jpg"></picture>',
      ['large.jpg'],
    ],
    [
      'the image that the link leads to, before all others',
      '<a href="full.png"><img id="it" src="rocket.jpg" srcset="rocket.jpg 640w, large.jpg 2000w" sizes="10px"></a>',
      ['full.png', 'large.jpg'],
    ],
    ['no page that the link leads to', '<a href="gallery.html"><img id="it" src="rocket.jpg"></a>', []],
    ['what a zoom shows', '<img id="it" src="rocket.jpg" data-zoom-image="zoom.jpg">', ['zoom.jpg']],
    [
      'a placeholder for what is not loaded',
      `<img id="it" width="100" src="${GIF}" data-src="later.jpg">`,
      ['later.jpg'],
    ],
    [
      'a blurred small one',
      '<img id="it" style="width: 700px" src="rocket.jpg" data-src="sharp.jpg">',
      ['sharp.jpg'],
    ],
    [
      'of a loaded one, the lazy attribute names nothing better',
      '<img id="it" width="100" src="rocket.jpg" data-src="small.jpg">',
      [],
    ],
    [
      'lazy srcset',
      `<img id="it" width="100" src="${GIF}" data-srcset="a.jpg 400w, b.jpg 800w">`,
      ['b.jpg', 'a.jpg'],
    ],
    [
      'in a <noscript> beside it',
      `<div><img id="it" width="100" src="${GIF}"><noscript><img src="late.jpg"></noscript></div>`,
      ['late.jpg'],
    ],
    [
      'an attribute that is no URL',
      '<img id="it" src="rocket.jpg" data-zoom="true" data-full="1200 x 800" data-large="javascript:alert(1)//.">',
      [],
    ],
    [
      'below a transparent image',
      `<div style="position: relative; width: 300px; height: 200px"><img src="rocket.jpg" srcset="rocket.jpg 640w, large.jpg 900w" sizes="10px" width="300" height="200"><img id="it" src="${GIF}" style="position: absolute; inset: 0; width: 300px; height: 200px"></div>`,
      ['large.jpg', 'rocket.jpg'],
    ],
  ])('%s', async (_, html, better) => {
    expect((await describeIt(html))?.better).toEqual(better);
  });

  test('come with the image’s text alternative', async () => {
    expect(await describeIt('<img id="it" src="rocket.jpg" alt=" A rocket ">')).toMatchObject({
      alt: 'A rocket',
    });
  });

  test('are those of the image with a text alternative, of two that show the same', async () => {
    const html = '<img src="rocket.jpg" id="it"><a href="full.png"><img src="rocket.jpg" alt="Rocket"></a>';
    expect(await describeIt(html)).toMatchObject({ better: ['full.png'], alt: 'Rocket' });
  });

  test.each([
    ['the one in view, of many that wait', 'position: absolute; top: 3000px', ['first.jpg']],
    ['none, where two are in view and nobody saw which was clicked', '', []],
  ])('behind a placeholder: %s', async (_, style, better) => {
    const html = `<img id="it" width="100" src="${GIF}" data-src="first.jpg">
      <img width="100" src="${GIF}" data-src="second.jpg" alt="Has more to say" style="${style}">`;
    expect((await describeIt(html))?.better).toEqual(better);
  });
});

test('the images of a selection include the inline SVG that it begins with', async () => {
  const page = await fixture.show(
    '<svg width="40" height="40"><circle r="9"/></svg><img src="rocket.jpg"><p id="end">x</p>',
  );
  const urls = await page.evaluate(async () => {
    const end = document.querySelector('#end');
    if (end !== null) getSelection()?.setBaseAndExtent(document.body, 0, end, 1);
    const { shoeboxContent } = globalThis as unknown as Injected;
    return (await shoeboxContent.selectedImages()).map(({ url }) => url);
  });
  expect(urls).toEqual([expect.stringMatching(/^data:image\/svg\+xml/), `${fixture.photosUrl}rocket.jpg`]);
});

describe('scanning a page finds', () => {
  const urlsIn = async (html: string): Promise<readonly string[]> => {
    const page = await fixture.show(html);
    const { images } = await page.evaluate(() =>
      (globalThis as unknown as Injected).shoeboxContent.scanFrame('best'),
    );
    return images.map(({ url, betterUrls }) => (betterUrls[0] ?? url).replace(/^.*\//, ''));
  };

  test('all images that share one placeholder', async () => {
    const box = encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>');
    const waiting = ['a.jpg', 'b.jpg', 'c.jpg'].map(
      name => `<img src="data:image/svg+xml,${box}" width="300" data-src="${name}">`,
    );
    expect(await urlsIn(waiting.join(''))).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  });

  test('an image once that is shown twice', async () => {
    expect(await urlsIn('<img src="rocket.jpg"><a href="full.png"><img src="rocket.jpg"></a>')).toEqual([
      'full.png',
    ]);
  });
});
