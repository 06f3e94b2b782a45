// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { wholeOfTiles } from '../../src/content/iiif-tiles';
import { only, show } from './page';

const VIEWER = '<div class="openseadragon-canvas"><canvas></canvas></div>';

const has = (html: string, ...urls: readonly string[]): readonly string[] => {
  show(html);
  vi.stubGlobal('performance', { getEntriesByType: () => urls.map(name => ({ name })) });
  return wholeOfTiles(only('canvas'));
};

afterEach(() => vi.unstubAllGlobals());

const TILES = [
  'https://m/iiif/2/a%2Fb/0,0,1024,1024/512,/0/default.jpg',
  'https://m/iiif/2/a%2Fb/1024,0,512,1024/256,512/0/default.jpg',
];

test('behind the canvas of a viewer is the whole picture that its tiles are of', () => {
  expect(has(VIEWER, 'https://m/a.js', ...TILES)).toEqual([
    'https://m/iiif/2/a%2Fb/full/max/0/default.jpg',
    'https://m/iiif/2/a%2Fb/full/full/0/default.jpg',
  ]);
});

test('what fits in one tile is a part of the picture as well', () => {
  expect(has(VIEWER, 'https://m/iiif/2/a%2Fb/full/300,/0/default.jpg', ...TILES)[0]).toBe(
    'https://m/iiif/2/a%2Fb/full/max/0/default.jpg',
  );
});

test.each([
  [
    'tiles of a page that was turned, with the next one in one tile',
    VIEWER,
    [...TILES, 'https://m/iiif/2/c/full/300,/0/default.jpg'],
  ],
  [
    'tiles of which later ones may not be noted any more',
    VIEWER,
    [...TILES, ...Array.from({ length: 248 }, (_, index) => `https://m/${index}.js`)],
  ],
  ['a small picture beside other tiles', VIEWER, ['https://m/iiif/2/c/full/90,/0/default.jpg']],
  ['tiles of two pictures', VIEWER, [...TILES, 'https://m/iiif/2/c/0,0,9,9/9,/0/default.jpg']],
  ['tiles of another kind', VIEWER, ['https://m/a_files/12/0_0.jpg']],
  ['any other canvas', '<canvas></canvas>', TILES],
])('nothing is known of %s', (_, html, urls) => {
  expect(has(html, ...urls)).toEqual([]);
});
