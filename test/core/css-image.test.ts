import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cssImages } from '../../src/core/css-image';

test.each([
  ['none', []],
  ['url("https://a.example/1.jpg")', [['https://a.example/1.jpg']]],
  ['url("a.png"), linear-gradient(red, blue), url("b.png")', [['a.png'], ['b.png']]],
  ['url("a,(b)\\".jpg")', [['a,(b)".jpg']]],
  ['url("\\41 .jpg")', [['A.jpg']]],
  ["url('x.jpg') url(y.jpg)", [['x.jpg'], ['y.jpg']]],
  ['image-set(url("1.jpg") 1dppx, url("2.jpg") 2dppx)', [['2.jpg', '1.jpg']]],
  ['image-set("1.avif" type("image/avif") 1x, "2.avif" 192dpi)', [['2.avif', '1.avif']]],
  [
    '-webkit-image-set(url("1,1.jpg") 1x, url("(3).jpg") 3x), url("under.jpg")',
    [['(3).jpg', '1,1.jpg'], ['under.jpg']],
  ],
  ['image-set(linear-gradient(red, blue) 1x)', []],
  ['"text with url(\\"no.jpg\\") in it" url("yes.jpg")', [['yes.jpg']]],
  ['cross-fade(url("a.jpg"), url("b.jpg"), 50%)', [['a.jpg'], ['b.jpg']]],
  ['url("")', []],
])('%s', (value, expected) => {
  expect(cssImages(value).map(versions => versions.map(({ url }) => url))).toEqual(expected);
});

test('a data: URL in a CSS image value is found however large it is', () => {
  const url = `data:image/png;base64,${'A'.repeat(20_000_000)}`;
  expect(cssImages(`url("${url}")`)[0]?.[0].url).toHaveLength(url.length);
});

test('a CSS image value made to be slow is parsed in no time', () => {
  const value = 'image-set(url("a.jpg") 1x, url("b.jpg") 2x), linear-gradient(red, blue), '.repeat(20_000);
  expect(cssImages(value)).toHaveLength(20_000);
});

test('CSS image-set densities are read in any unit', () => {
  const value = 'image-set(url("1.jpg") 1x, url("2.jpg") 192dpi, url("3.jpg") 3dppx)';
  expect(cssImages(value)[0]?.map(({ density }) => density)).toEqual([3, 2, 1]);
});

const UNITS = ['url(', 'image-set(', '"', "'", '\\', '41', ',', ')', ' ', '2x', 'a'];

test('parsing a CSS image value never throws', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...UNITS)), parts => {
      cssImages(parts.join(''));
    }),
  );
});
