// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { svgDataUrl } from '../../src/content/serialize-svg';
import { only, show, withBoxes } from './page';

withBoxes();

const fileOf = async (html: string): Promise<string> => {
  show(html);
  const url = await svgDataUrl(only<SVGSVGElement>('body > svg'));
  expect(url).toMatch(/^data:image\/svg\+xml;charset=utf-8,/);
  return decodeURIComponent(url.slice(url.indexOf(',') + 1));
};

/** What the page's style sheets say of a shape, by its id. */
let styles: Readonly<Record<string, Readonly<Record<string, string>>>>;

beforeEach(() => {
  styles = {};
  vi.stubGlobal('getComputedStyle', (element: Element) => ({
    getPropertyValue: (name: string) => styles[element.id]?.[name] ?? '',
  }));
});
afterEach(() => vi.unstubAllGlobals());

test('a drawing is a file with its size, and with its coordinates where it has no viewBox', async () => {
  const file = await fileOf('<svg data-box="0 0 20 10"><path d="M0 0"/></svg>');
  expect(file).toContain('width="20"');
  expect(file).toContain('height="10"');
  expect(file).toContain('viewBox="0 0 20 10"');
});

test('scripts and event handlers do not get into the file', async () => {
  const file = await fileOf(
    '<svg onload="alert(1)"><script>alert(2)</script><g ONCLICK="alert(3)"><path onfocus="alert(4)" d="M0 0"/></g></svg>',
  );
  expect(file).not.toMatch(/alert|<script|\son\w+=/i);
});

test('what the drawing refers to elsewhere on the page comes along, and what that refers to', async () => {
  const file = await fileOf(
    `<svg><use href="#icon"></use></svg>
     <div><svg><symbol id="icon"><path fill="url(#paint)" d="M0 0"></path></symbol><linearGradient id="paint"></linearGradient></svg></div>`,
  );
  expect(file).toContain('id="icon"');
  expect(file).toContain('id="paint"');
});

test('references in a circle, to HTML or to nothing end', async () => {
  const file = await fileOf(
    `<svg><use href="#a"></use><use href="#html"></use><use href="#nothing"></use></svg>
     <p id="html">text</p><div><svg><g id="a"><use href="#b"></use></g><g id="b"><use href="#a"></use></g></svg></div>`,
  );
  expect(file.match(/id="a"/g)).toHaveLength(1);
  expect(file).not.toContain('text');
});

test('of more than 3,000 shapes none gets the page’s styles: it would take too long', async () => {
  const computed = vi.fn(() => ({ getPropertyValue: () => 'rgb(1, 2, 3)' }));
  vi.stubGlobal('getComputedStyle', computed);
  await fileOf(`<svg>${'<g></g>'.repeat(3_001)}</svg>`);
  expect(computed).not.toHaveBeenCalled();
});
