// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { betterUrlsOf, isPlaceholder, looksLikeImageUrl } from '../../src/content/better-urls';
import { loaded, only, show } from './page';

beforeEach(() =>
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query.includes('min-width: 1px') })),
);

/** The better versions of the page's only image, which shows `shown.jpg` in 100 × 100 pixels. */
function better(html: string): readonly string[] {
  show(html);
  loaded('img', 100);
  return betterUrlsOf(only('img'));
}

const IMG = '<img src="https://h/shown.jpg"';

test.each([
  [
    'the image that the link around it leads to',
    `<a href="https://h/full.jpg">${IMG}></a>`,
    ['https://h/full.jpg'],
  ],
  [
    'the image that a search engine’s link around it names',
    `<a href="https://search/images?view=detail&mediaurl=https%3A%2F%2Fh%2Ffull.jpg&q=a">${IMG}></a>`,
    ['https://h/full.jpg'],
  ],
  [
    'the attachment of a forum that the link around it leads to',
    `<a href="https://h/attachments/full-jpg.1234/">${IMG}></a>`,
    ['https://h/attachments/full-jpg.1234/'],
  ],
  ['what galleries call full-size', `${IMG} data-full="https://h/full.jpg">`, ['https://h/full.jpg']],
  [
    'the larger ones of srcset, the largest first',
    `${IMG} srcset="https://h/shown.jpg 100w, https://h/m.jpg 200w, https://h/l.jpg 900w">`,
    ['https://h/l.jpg', 'https://h/m.jpg'],
  ],
  [
    'the sources of picture that suit the window',
    `<picture><source media="(min-width: 1px)" srcset="https://h/wide.jpg 900w"><source media="(min-width: 9px)" srcset="https://h/other.jpg 900w">${IMG}></picture>`,
    ['https://h/wide.jpg'],
  ],
])('a better version is %s', (_, html, expected) => {
  expect(better(html)).toEqual(expected);
});

test.each([
  ['a link to a page', `<a href="https://h/full.html">${IMG}></a>`],
  ['a link with a script in it', `<a href="https://search/?imgurl=javascript:alert(1)">${IMG}></a>`],
  ['a link to a script', `<a href="javascript:alert(1)//a.jpg">${IMG}></a>`],
  ['an attribute with a script', `${IMG} data-full="javascript:alert(1).jpg">`],
  ['an attribute that holds no URL', `${IMG} data-zoom="true">`],
  ['an attribute of lazy loading, once the image is loaded', `${IMG} data-src="https://h/lazy.jpg">`],
  ['the shown URL itself', `${IMG} data-full="https://h/shown.jpg">`],
])('no better version is %s', (_, html) => {
  expect(better(html)).toEqual([]);
});

test('of any number of better versions the first four are named: each costs a request', () => {
  const many = Array.from({ length: 1_000 }, (_, index) => `https://h/${index}.jpg ${index + 200}w`);
  expect(better(`${IMG} srcset="${many.join(', ')}">`)).toHaveLength(4);
});

describe('behind a placeholder', () => {
  test('the lazily loaded picture and the one in a noscript beside it are better', () => {
    show('<img src="data:image/gif;base64,AA" data-src="https://h/lazy.jpg"><noscript></noscript>');
    only('noscript').textContent = '<img src="https://h/noscript.jpg" onerror="alert(1)">';
    loaded('body > img', 1);
    expect(betterUrlsOf(only('body > img'))).toEqual(['https://h/lazy.jpg', 'https://h/noscript.jpg']);
  });

  test('a noscript with several images says nothing: one of them may be any', () => {
    show('<img src="data:image/gif;base64,AA"><noscript></noscript>');
    only('noscript').textContent = '<img src="https://h/1.jpg"><img src="https://h/2.jpg">';
    loaded('body > img', 1);
    expect(betterUrlsOf(only('body > img'))).toEqual([]);
  });
});

test('an image is a placeholder while it is not loaded, shows inline data, or has fewer pixels than its box', () => {
  show('<img src="https://h/a.jpg">');
  expect(isPlaceholder(only('img'))).toBe(true);
  const image = loaded('img', 100);
  expect(isPlaceholder(image)).toBe(false);
  Object.defineProperty(image, 'clientWidth', { value: 101 });
  expect(isPlaceholder(image)).toBe(true);
});

test.each([
  ['https://h/a.JPG?x=1', true],
  ['https://h/a.html', false],
  ['https://h/wiki/File:a.jpg', true],
  ['data:image/png;base64,AA', true],
  ['data:text/html,a.jpg', false],
  ['javascript:a.jpg', false],
  ['blob:https://h/a.jpg', false],
  ['no URL.jpg', false],
])('%s looks like an image: %s', (url, expected) => {
  expect(looksLikeImageUrl(url)).toBe(expected);
});
