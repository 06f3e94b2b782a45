const SVG = 'http://www.w3.org/2000/svg';
const XLINK = 'http://www.w3.org/1999/xlink';

/** What the page's style sheets may say about a shape; a file has only what it says itself. */
const PAINT = [
  'clip-path',
  'clip-rule',
  'color',
  'display',
  'dominant-baseline',
  'fill',
  'fill-opacity',
  'fill-rule',
  'filter',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'letter-spacing',
  'marker-end',
  'marker-mid',
  'marker-start',
  'mask',
  'mix-blend-mode',
  'opacity',
  'paint-order',
  'stop-color',
  'stop-opacity',
  'stroke',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-miterlimit',
  'stroke-opacity',
  'stroke-width',
  'text-anchor',
  'transform',
  'transform-origin',
  'visibility',
] as const;

/** Shapes beyond which a drawing is written without the page's styles: reading them takes about 0.1 ms each. */
const MAX_STYLED = 3_000;

/**
 * An `<svg>` of the page as a file that stands for itself: with its styles, unless it has more than `maxStyled` shapes,
 * what it refers to, and its size.
 */
export function drawingUrl(svg: SVGSVGElement, maxStyled = MAX_STYLED): string {
  const copy = svg.cloneNode(true) as SVGSVGElement; // a clone is of the same kind
  if (svg.querySelectorAll('*').length <= maxStyled) keepStyles(svg, copy);
  addReferences(svg, copy);
  const { width, height } = svg.getBoundingClientRect();
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.removeAttribute('class');
  // Scripts would not run where it is shown, and have no business in a picture.
  for (const script of copy.querySelectorAll('script')) script.remove();
  for (const element of [copy, ...copy.querySelectorAll('*')]) removeHandlers(element);
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
}

function keepStyles(original: SVGSVGElement, copy: SVGSVGElement): void {
  const originals = [original, ...original.querySelectorAll<SVGElement>('*')];
  const view = original.ownerDocument.defaultView;
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, element] of originals.entries()) {
    const style = view?.getComputedStyle(element);
    const target = copies[index];
    if (style === undefined || target?.namespaceURI !== SVG) continue;
    for (const name of PAINT) {
      const value = style.getPropertyValue(name);
      // The outermost one is placed by the page, not by itself.
      if (value !== '' && !(index === 0 && name.startsWith('transform')))
        target.style.setProperty(name, value);
    }
  }
}

/** `<use href="#icon">` and `url(#gradient)` may mean something elsewhere on the page: it comes along. */
function addReferences(original: SVGSVGElement, copy: SVGSVGElement): void {
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
