import { yieldToMain } from '../core/yield-to-main';

const SVG = 'http://www.w3.org/2000/svg';
const XLINK = 'http://www.w3.org/1999/xlink';

/** Properties that the page's style sheets may set on a shape, with their initial values: a file has no style sheets. */
const INITIAL: Readonly<Record<string, string>> = {
  'clip-path': 'none',
  'clip-rule': 'nonzero',
  color: 'rgb(0, 0, 0)',
  display: 'inline',
  'dominant-baseline': 'auto',
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  'fill-rule': 'nonzero',
  filter: 'none',
  'font-family': '',
  'font-size': '',
  'font-style': 'normal',
  'font-weight': '400',
  'letter-spacing': 'normal',
  'marker-end': 'none',
  'marker-mid': 'none',
  'marker-start': 'none',
  mask: 'none',
  'mix-blend-mode': 'normal',
  opacity: '1',
  'paint-order': 'normal',
  'stop-color': 'rgb(0, 0, 0)',
  'stop-opacity': '1',
  stroke: 'none',
  'stroke-dasharray': 'none',
  'stroke-dashoffset': '0px',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-miterlimit': '4',
  'stroke-opacity': '1',
  'stroke-width': '1px',
  'text-anchor': 'start',
  transform: 'none',
  visibility: 'visible',
};

/** Inherited properties: the initial value too has to be written where an ancestor has another one. */
const INHERITED = /^(clip-rule|color|fill|font|letter|marker|paint-order|stroke|text-anchor|visibility)/;

/** With more shapes than this, none gets the page's styles; so many take 0.12 s (Chromium 156, 2 busy cores). */
const MAX_STYLED = 3_000;

/**
 * An `<svg>` of the page as a self-contained file in a `data:` URL: with its styles, unless it has too many shapes, what it
 * refers to, and its size. Yields to the page in between.
 */
export async function svgDataUrl(svg: SVGSVGElement): Promise<string> {
  const copy = svg.cloneNode(true) as SVGSVGElement; // a clone is of the same kind
  const pause = yieldToMain();
  await inlineStyles(svg, copy, pause);
  await addReferences(svg, copy, pause);
  const { width, height } = svg.getBoundingClientRect();
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.removeAttribute('class');
  // Whoever opens the file from the bucket must not run the page's scripts.
  for (const script of copy.querySelectorAll('script')) script.remove();
  for (const element of [copy, ...copy.querySelectorAll('*')]) removeHandlers(element);
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
}

type Pause = ReturnType<typeof yieldToMain>;

async function inlineStyles(original: Element, copy: Element, pause: Pause): Promise<void> {
  const originals = [original, ...original.querySelectorAll('*')];
  if (originals.length > MAX_STYLED) return;
  const copies = [copy, ...copy.querySelectorAll('*')];
  const view = original.ownerDocument.defaultView;
  const written = new Set<string>();
  for (const [index, element] of originals.entries()) {
    const paused = pause();
    if (paused !== null) await paused;
    const target = copies[index];
    const style = view?.getComputedStyle(element);
    if (style === undefined || target?.namespaceURI !== SVG) continue;
    const styled = target as SVGElement; // by its namespace
    // The page's layout alone decides transform and display of the outermost element.
    const names = Object.entries(INITIAL).filter(([name]) => index > 0 || !/^(transform|display)/.test(name));
    for (const [name, initial] of names) {
      const value = style.getPropertyValue(name);
      if (value === initial && !(INHERITED.test(name) && written.has(name))) continue;
      written.add(name);
      styled.style.setProperty(name, value);
    }
  }
}

/** `<use href="#icon">` and `url(#gradient)` may refer to elements elsewhere on the page: adds copies of those. */
async function addReferences(original: SVGSVGElement, copy: SVGSVGElement, pause: Pause): Promise<void> {
  const root = original.getRootNode() as Document | ShadowRoot; // it is shown, so it is in one of these
  const defs = original.ownerDocument.createElementNS(SVG, 'defs');
  const known = new Set([...copy.querySelectorAll('[id]')].map(({ id }) => id));
  const open: Element[] = [copy];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    for (const id of referencesIn(element)) {
      const target = known.has(id) ? null : root.getElementById(id);
      known.add(id);
      if (target === null || target.namespaceURI !== SVG) continue;
      const clone = target.cloneNode(true) as Element; // a clone is of the same kind
      await inlineStyles(target, clone, pause);
      defs.append(clone);
      open.push(clone);
    }
  }
  if (defs.childElementCount > 0) copy.prepend(defs);
}

function referencesIn(tree: Element): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const element of [tree, ...tree.querySelectorAll('*')]) {
    const href = element.getAttribute('href') ?? element.getAttributeNS(XLINK, 'href') ?? '';
    if (href.startsWith('#')) ids.add(href.slice(1));
    for (const { value } of element.attributes) {
      for (const [, id = ''] of value.matchAll(/url\(["']?[^"')#]*#([^"')]+)["']?\)/g)) ids.add(id);
    }
  }
  return ids;
}

function removeHandlers(element: Element): void {
  for (const { name } of [...element.attributes]) {
    if (/^on/i.test(name)) element.removeAttribute(name);
  }
}
