// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isHarmlessDrawing, isHarmlessUrl } from '../../../src/popup/model/drawing';
import { png } from '../../core/crafted-images';

const svg = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${content}</svg>`;

/** Levels that each refer `times` to the one before. */
const multiplied = (
  levels: number,
  times: number,
  level: (id: number, inside: string) => string,
  refer: (id: number) => string,
) =>
  svg(
    Array.from({ length: levels }, (_, index) =>
      level(index, index === 0 ? '<rect width="1" height="1"/>' : refer(index - 1).repeat(times)),
    ).join(''),
  );

const group = (id: number, inside: string): string => `<g id="a${id}">${inside}</g>`;
const use = (id: number): string => `<use href="#a${id}"/>`;
const picture = (width: number, height: number): string =>
  svg(`<image href="data:image/png;base64,${Buffer.from(png(width, height)).toString('base64')}"/>`);

describe('a drawing is shown', () => {
  test.each<[name: string, drawing: string]>([
    ['of a clock tower', readFileSync('test/site/photos/shore.svg', 'utf8')],
    ['with an icon that is used a hundred times', svg(group(0, '<path d="M0 0L9 9"/>') + use(0).repeat(100))],
    ['with a large path', svg(`<path d="${'M0 0L9 9'.repeat(50_000)}"/>`)],
    [
      'with a clip path by its style sheet',
      svg(
        '<style>.a{clip-path:url(#c)}</style><clipPath id="c"><rect/></clipPath><g class="a"><rect class="a"/></g>',
      ),
    ],
    ['with a picture in it', picture(300, 200)],
    ['with a font in it', svg('<style>@font-face{src:url(data:font/woff2;base64,AAAA)}</style>')],
  ])('%s', (_, drawing) => {
    expect(isHarmlessDrawing(drawing)).toBe(true);
  });
});

describe('a drawing is not shown', () => {
  test.each<[name: string, drawing: string]>([
    ['whose <use> elements multiply', multiplied(6, 10, group, use)],
    [
      'whose <use> elements multiply by their old attribute',
      multiplied(6, 10, group, id => `<use xlink:href="#a${id}"/>`),
    ],
    [
      'whose masks multiply',
      multiplied(
        9,
        10,
        (id, inside) => `<mask id="a${id}">${inside}</mask>`,
        id => `<rect mask="url(#a${id})"/>`,
      ),
    ],
    [
      'whose patterns multiply by inline styles',
      multiplied(
        9,
        10,
        (id, inside) => `<pattern id="a${id}">${inside}</pattern>`,
        id => `<rect style="fill:url('#a${id}')"/>`,
      ),
    ],
    [
      'whose masks multiply by a style sheet',
      multiplied(
        9,
        10,
        (id, inside) => `<style>.m${id}{mask:url(#a${id})}</style><mask id="a${id}">${inside}</mask>`,
        id => `<rect class="m${id}"/>`,
      ),
    ],
    [
      'whose <use> elements multiply by an animation',
      multiplied(9, 10, group, id => `<use><set attributeName="href" to="#a${id}"/></use>`),
    ],
    ['whose references are written in entities', multiplied(9, 10, group, id => `<use href="&#35;a${id}"/>`)],
    ['whose references are escaped', multiplied(9, 10, group, id => `<use href="#%61${id}"/>`)],
    [
      'whose references are CSS variables',
      svg('<style>:root{--m:url(#a)}g{mask:var(--m)}</style><g id="a"/>'),
    ],
    ['whose references are written in escapes of CSS', svg('<style>g{mask:u\\72l(#a)}</style><g id="a"/>')],
    ['with a style sheet before it', `<?xml-stylesheet href="data:text/css,g{}"?>${svg('')}`],
    ['with data that is hidden by a line break', svg('<image href="da&#10;ta:image/svg+xml,x"/>')],
    ['that refers to itself', svg(`<g id="a0">${use(0)}</g>`)],
    ['with a picture in it that is a bomb', picture(30_000, 30_000)],
    [
      'with a drawing in it',
      svg(`<image href="data:image/svg+xml;base64,${Buffer.from(svg('')).toString('base64')}"/>`),
    ],
    ['with a drawing in it that is not in base64', svg('<image href="data:image/svg+xml,x"/>')],
    ['with a style sheet that brings others', svg('<style>@import url(#a)</style>')],
  ])('%s', (_, drawing) => {
    expect(isHarmlessDrawing(drawing)).toBe(false);
  });
});

test('a drawing in a data: URL is looked at, and no other URL is', () => {
  const bomb = multiplied(6, 10, group, use);
  const urlsOf = (drawing: string): readonly string[] => [
    `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`,
    `data:image/svg+xml;base64,${btoa(drawing)}`,
  ];
  expect(urlsOf(bomb).map(isHarmlessUrl)).toEqual([false, false]);
  expect(urlsOf(svg('<rect/>')).map(isHarmlessUrl)).toEqual([true, true]);
  expect(isHarmlessUrl('https://example.com/cat.svg')).toBe(true);
});
