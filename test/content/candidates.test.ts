// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { candidatesOf, picturesOf } from '../../src/content/candidates';
import { clobber, loaded, only, show } from './page';

/** What the pictures of the page's only such element are, without the element. */
const pictures = (selector: string) =>
  picturesOf(only(selector)).map(({ element: _, ...picture }) => picture);

beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: true })));
afterEach(() => vi.unstubAllGlobals());

describe('an image', () => {
  test('has its URL, its text alternative and its size', () => {
    show('<img src="https://h/a.jpg" alt=" A cat ">');
    loaded('img', 300, 200);
    expect(pictures('img')).toEqual([
      {
        ...{ kind: 'image', url: 'https://h/a.jpg', betterUrls: [], alt: 'A cat', width: 300, height: 200 },
        shownSize: { width: 300, height: 200, isExact: true },
      },
    ]);
  });

  test('has only proportions where the browser chose one of several versions', () => {
    show('<img src="https://h/a.jpg" srcset="https://h/b.jpg 600w">');
    loaded('img', 300, 200);
    expect(pictures('img')).toMatchObject([{ shownSize: { isExact: false } }]);
  });

  test('of a figure has its caption where it has no text alternative', () => {
    show('<figure><img src="https://h/a.jpg" alt=""><figcaption>A <b>cat</b>\n asleep</figcaption></figure>');
    expect(pictures('img')).toMatchObject([{ alt: 'A cat asleep' }]);
  });

  test('has what its author called the file where it has no text alternative', () => {
    show('<img src="https://h/img.jpg" data-filename="Cat.jpg">');
    expect(pictures('img')).toMatchObject([{ alt: 'Cat.jpg' }]);
  });

  test('of a figure with several has no caption of its own', () => {
    show(
      '<figure><img src="https://h/a.jpg" id="a"><img src="https://h/b.jpg"><figcaption>Cats</figcaption></figure>',
    );
    expect(pictures('#a')).toMatchObject([{ alt: '' }]);
  });

  test.each([
    ['https://h/cat-300x200.jpg', 'https://h/full/cat.jpg', undefined],
    ['https://h/thumb_cat.jpg', 'https://h/cat.jpg', undefined],
    ['https://h/cat.jpg', 'https://h/dog.jpg', 'https://h/dog.jpg'],
  ])('%s in a link to %s is doubtful only where both are called differently', (shown, href, linkedUrl) => {
    show(`<a href="${href}"><img src="${shown}"></a>`);
    loaded('img', 300, 200);
    expect(pictures('img')[0]?.linkedUrl).toBe(linkedUrl);
  });

  test('that is a spacer is the picture that it reserves space for', () => {
    show('<img src="https://h/spacer.gif" data-full="https://h/a.jpg">');
    loaded('img', 1);
    expect(pictures('img')).toMatchObject([{ url: 'https://h/a.jpg', width: null }]);
  });

  test('that is a spacer, and reserves space for nothing, is no picture', () => {
    show('<img src="https://h/spacer.gif">');
    loaded('img', 2);
    expect(pictures('img')).toEqual([]);
  });

  test.each([
    ['aria-label', '<img src="https://h/a.jpg" aria-label="Cat">'],
    ['title', '<img src="https://h/a.jpg" title="Cat">'],
  ])('without a text alternative has that of its %s', (_, html) => {
    show(html);
    expect(pictures('img')).toMatchObject([{ alt: 'Cat' }]);
  });
});

test.each([
  ['an image button', '<input type="image" src="https://h/a.jpg">', 'input', 'https://h/a.jpg'],
  [
    'an object that names an image type',
    '<object type="image/png" data="https://h/a"></object>',
    'object',
    'https://h/a',
  ],
  ['an embed whose URL looks like an image', '<embed src="https://h/a.png">', 'embed', 'https://h/a.png'],
])('%s is a picture', (_, html, selector, url) => {
  show(html);
  expect(pictures(selector)).toMatchObject([{ kind: 'image', url }]);
});

test.each([
  ['an object with a document', '<object type="text/html" data="https://h/a.png"></object>', 'object'],
  ['an image button without a URL', '<input type="image">', 'input'],
  ['a canvas without pixels', '<canvas width="0" height="10"></canvas>', 'canvas'],
])('%s is no picture', (_, html, selector) => {
  show(html);
  expect(pictures(selector)).toEqual([]);
});

test('a video has its poster, or else its current frame, which has no URL', () => {
  show('<video id="a" poster="https://h/p.jpg"></video><video id="b"></video>');
  expect(pictures('#a')).toMatchObject([{ kind: 'poster', url: 'https://h/p.jpg' }]);
  expect(pictures('#b')).toMatchObject([{ kind: 'frame-of-video', url: '' }]);
  expect(candidatesOf(only('#b'))).toEqual([]);
});

describe('backgrounds', () => {
  const style = (values: Readonly<Record<string, Partial<CSSStyleDeclaration>>>) =>
    vi.stubGlobal('getComputedStyle', (_: Element, pseudo: string | null) => ({
      ...{
        content: 'normal',
        borderImageSource: 'none',
        backgroundImage: 'none',
        maskImage: 'none',
        listStyleImage: 'none',
      },
      ...values[pseudo ?? ''],
    }));

  test('come in painting order: ::after, ::before, the element’s own', () => {
    show('<p></p>');
    const image = (name: string) => ({ content: '""', backgroundImage: `url("https://h/${name}.jpg")` });
    style({ '::after': image('after'), '::before': image('before'), '': image('own') });
    expect(pictures('p').map(({ url }) => url)).toEqual([
      ...['https://h/after.jpg', 'https://h/before.jpg', 'https://h/own.jpg'],
    ]);
  });

  test('of a pseudo-element without content do not exist', () => {
    show('<p></p>');
    style({ '::before': { backgroundImage: 'url("https://h/a.jpg")' } });
    expect(pictures('p')).toEqual([]);
  });

  test('that an element is cut out by are found', () => {
    show('<p>');
    style({ '': { maskImage: 'url("https://h/mask.svg")' } });
    expect(pictures('p')).toMatchObject([{ kind: 'background', url: 'https://h/mask.svg' }]);
  });

  test('are shown in the version that suffices for the screen; larger ones are better', () => {
    show('<p></p>');
    style({ '': { backgroundImage: 'image-set(url("https://h/1.jpg") 1x, url("https://h/3.jpg") 3x)' } });
    vi.stubGlobal('devicePixelRatio', 1);
    expect(pictures('p')).toMatchObject([{ url: 'https://h/1.jpg', betterUrls: ['https://h/3.jpg'] }]);
  });

  test('of a form are found, whatever its fields are called', () => {
    show('<form title="Search"></form>');
    clobber(only('form'), 'getAttribute', 'ownerDocument', 'localName', 'title');
    style({ '': { backgroundImage: 'url("https://h/a.jpg")' } });
    expect(pictures('form')).toMatchObject([{ kind: 'background', url: 'https://h/a.jpg', alt: 'Search' }]);
  });
});
