import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSrcset } from '../../src/core/srcset';

const at = (url: string, width: number | null, density = 1) => ({ url, width, density });

test.each([
  ['a.jpg', [at('a.jpg', null)]],
  ['a.jpg 320w, b.jpg 640w', [at('a.jpg', 320), at('b.jpg', 640)]],
  ['a.jpg, b.jpg 1.5x,c.jpg 2x', [at('a.jpg', null), at('b.jpg', null, 1.5), at('c.jpg', null, 2)]],
  // Commas belong to the URL until there is white space.
  [
    'i/w_300,h_200/a.jpg 300w, i/w_600,h_400/a.jpg 600w',
    [at('i/w_300,h_200/a.jpg', 300), at('i/w_600,h_400/a.jpg', 600)],
  ],
  [
    'data:image/gif;base64,R0lGOD 1x, b.jpg 2x',
    [at('data:image/gif;base64,R0lGOD', null), at('b.jpg', null, 2)],
  ],
  ['a.jpg 1x,b.jpg 2x', [at('a.jpg', null), at('b.jpg', null, 2)]],
  ['a,b', [at('a,b', null)]],
  [' ,, a.jpg,,  b.jpg ', [at('a.jpg', null), at('b.jpg', null)]],
  ['\n\ta.jpg\n\t320w\n', [at('a.jpg', 320)]],
  ['a.jpg 800w 600h', [at('a.jpg', 800)]],
  // What the standard calls an error is dropped, and nothing but that.
  ['a.jpg 600h, b.jpg 2x', [at('b.jpg', null, 2)]],
  ['a.jpg 1x 2x, b.jpg 0w, c.jpg 3px, d.jpg -1x, e.jpg 1.5w, f.jpg +2x', []],
  ['a.jpg (x, y) 2x, b.jpg 2x', [at('b.jpg', null, 2)]],
  ['a.jpg 1e1x', [at('a.jpg', null, 10)]],
  ['', []],
])('%s', (text, expected) => {
  expect(parseSrcset(text)).toEqual(expected);
});

test('parsing srcset never throws, and gives only URLs without white space', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'a,. \t()1wxh-+e') }), text => {
      for (const { url } of parseSrcset(text)) expect(url).toMatch(/^[^\s]+$/);
    }),
  );
});

test('a srcset made to be slow is parsed in no time', () => {
  expect(parseSrcset('a.jpg 1x,'.repeat(1_000_000))).toHaveLength(500);
});
