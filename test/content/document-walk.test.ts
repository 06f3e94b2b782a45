// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { everyElement, findElements, shadowRootOf } from '../../src/content/document-walk';
import { clobber, countYields, only, show } from './page';

const names = (): string[] => [...everyElement(document.body.getRootNode() as Document)].map(({ id }) => id);

/** A host with a shadow tree that holds this. */
function host(selector: string, mode: ShadowRootMode, html: string): ShadowRoot {
  const root = only(selector).attachShadow({ mode });
  root.innerHTML = html;
  return root;
}

afterEach(() => vi.unstubAllGlobals());

test('the elements of a shadow tree come right after their host, also in a shadow tree', () => {
  show('<p id="a"></p><p id="b"></p>');
  host('#a', 'open', '<p id="inner"></p>');
  const inner = only('#a').shadowRoot?.querySelector('#inner');
  inner
    ?.attachShadow({ mode: 'open' })
    .append(Object.assign(document.createElement('i'), { id: 'innermost' }));
  expect(names().filter(id => id !== '')).toEqual(['a', 'inner', 'innermost', 'b']);
});

describe('a closed shadow tree', () => {
  test('is found by Chrome’s function', () => {
    show('<p></p>');
    const closed = host('p', 'closed', '<img>');
    vi.stubGlobal('chrome', { dom: { openOrClosedShadowRoot: () => closed } });
    expect(shadowRootOf(only('p'))).toBe(closed);
  });

  test('is found by Firefox’s property', () => {
    show('<p></p>');
    const closed = host('p', 'closed', '<img>');
    Object.defineProperty(only('p'), 'openOrClosedShadowRoot', { value: closed });
    expect(shadowRootOf(only('p'))).toBe(closed);
  });

  test('is not asked of an SVG element, for which Chrome’s function throws', () => {
    show('<svg></svg>');
    const openOrClosedShadowRoot = vi.fn(() => {
      throw new TypeError('not an HTMLElement');
    });
    vi.stubGlobal('chrome', { dom: { openOrClosedShadowRoot } });
    expect(shadowRootOf(only('svg'))).toBeNull();
    expect(openOrClosedShadowRoot).not.toHaveBeenCalled();
  });
});

test('a form has no shadow tree, even if its fields are called as if it had', () => {
  show('<form></form>');
  clobber(only('form'), 'openOrClosedShadowRoot', 'shadowRoot', 'localName');
  expect(shadowRootOf(only('form'))).toBeNull();
});

test('what the page removes while its elements are walked does not disturb the walk', () => {
  show('<p id="a"></p><p id="b"></p><p id="c"></p>');
  const walk = everyElement(document);
  const seen: string[] = [];
  for (const { id } of walk) {
    if (id === 'a') only('#b').remove();
    if (id !== '') seen.push(id);
  }
  expect(seen).toEqual(['a', 'b', 'c']);
});

describe('in a huge document', () => {
  const yields = countYields();

  test('matching elements are found in their order, and the page has its turns meanwhile', async () => {
    show('<p></p>'.repeat(2_000) + '<b id="one"></b><b id="two"></b>');
    const found = await findElements(element => element.localName === 'b');
    expect(found.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(yields()).toBeGreaterThan(500);
  });
});
