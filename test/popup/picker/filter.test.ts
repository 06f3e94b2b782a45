import { describe, expect, it } from 'vitest';
import {
  countsOf,
  filtered,
  kindOf,
  kindsAmong,
  type Marks,
  NO_FILTER,
  sizesAmong,
} from '../../../src/popup/picker/filter';
import { pageImage } from './page-images';

describe('the picker’s kinds', () => {
  it.each([
    ['https://a.example/photo.JPG?w=1', null, 'JPEG'],
    ['https://a.example/photo.jpg', 'image/webp', 'WebP'],
    ['https://a.example/picture', null, 'other'],
    ['https://a.example/picture', 'image/avif', 'AVIF'],
    ['data:image/svg+xml,photo.png', 'image/svg+xml', 'SVG'],
    ['blob:https://a.example/1.gif', null, 'GIF'],
    ['not a url', null, 'other'],
  ])('%s, called %s, is %s', (url, mediaType, kind) => {
    expect(kindOf(pageImage(url, { mediaType }))).toBe(kind);
  });

  it('are counted by the best version, in the filter’s order', () => {
    const images = [
      pageImage('https://a.example/1.png'),
      pageImage('https://a.example/1.gif', { betterUrls: ['https://a.example/1.jpg'] }),
      pageImage('https://a.example/2.png'),
    ];
    expect(kindsAmong(images, null)).toEqual([
      ['JPEG', 1],
      ['PNG', 2],
    ]);
  });

  it('keep the chosen one when another filter leaves none of it: it has to be seen to be let go', () => {
    expect(kindsAmong([pageImage('https://a.example/1.png')], 'SVG')).toEqual([
      ['PNG', 1],
      ['SVG', 0],
    ]);
  });
});

const NONE: Marks = new Map();

describe('the picker’s filter', () => {
  const wide = pageImage('https://a.example/wide.png', { width: 1200, height: 90 });
  const icon = pageImage('https://a.example/icon.png', { width: 64, height: 64 });
  const unknown = pageImage('https://a.example/unknown.jpg');

  it('lets everything through at first', () => {
    expect(filtered([wide, icon, unknown], NO_FILTER, NONE)).toEqual([wide, icon, unknown]);
  });

  it('goes by the longer edge, and keeps what is not known to be too small', () => {
    expect(filtered([wide, icon, unknown], { ...NO_FILTER, minEdge: 400 }, NONE)).toEqual([wide, unknown]);
  });

  it('goes by kind', () => {
    expect(filtered([wide, icon, unknown], { ...NO_FILTER, kind: 'JPEG' }, NONE)).toEqual([unknown]);
  });

  const linked = pageImage('https://a.example/linked.jpg', { isLinked: true });

  it('shows what is only linked where it is wanted, or there is nothing else', () => {
    expect(filtered([wide, linked], NO_FILTER, NONE)).toEqual([wide]);
    expect(filtered([wide, linked], { ...NO_FILTER, withLinked: true }, NONE)).toEqual([wide, linked]);
    expect(filtered([linked], NO_FILTER, NONE)).toEqual([linked]);
    expect(filtered([linked], { ...NO_FILTER, withLinked: false }, NONE)).toEqual([]);
  });

  it('leaves out what is in the bucket already, and counts what it would show', () => {
    const marks: Marks = new Map([
      [wide.url, 'saved'],
      [icon.url, 'failed'],
      [unknown.url, 'saving'],
    ]);
    expect(filtered([wide, icon, unknown], { ...NO_FILTER, onlyNew: true }, marks)).toEqual([icon]);
    expect(countsOf([wide, icon, linked], NO_FILTER, marks)).toEqual({ linked: 1, fresh: 1, saved: 1 });
  });

  it('counts what each size would show beside the other filters', () => {
    expect(sizesAmong([wide, icon, unknown, linked], { ...NO_FILTER, kind: 'PNG' }, NONE)).toEqual([
      [0, 2],
      [100, 1],
      [400, 1],
      [1000, 1],
    ]);
  });
});
