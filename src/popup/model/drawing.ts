import { imageSize } from '../../core/image-size';
import { mayBeDrawn } from './drawable-size';

/**
 * How many characters the references of a drawing may add to it, were each replaced by what it refers to. Chromium 156
 * takes 0.5 s for 150,000; ten times as many are in a file of one kilobyte, and stop all of the extension.
 */
const MAX_REPEATED = 200_000;

/** What a `data:` URL may hold that a drawing brings along, besides pictures. */
const FONT = /^data:(?:font\/|application\/(?:x-)?font)/i;

/** What hides a reference: an escape of CSS, a variable, a style sheet from elsewhere, nested rules. */
const HIDING = /\\|var\(|@import|&/i;

/**
 * Whether a drawing (SVG) may be shown in a page of the extension: as an `<img>` it can't run or load anything, but it is
 * drawn by this very process. False where it is not sure: for references that multiply (`<use>`, masks, patterns …), and
 * for pictures inside that are too large once they are decoded. Entities that multiply the XML parser refuses itself;
 * filters and dashes, however many, keep Chromium 156 for less than 0.3 s.
 */
export function isHarmlessDrawing(text: string): boolean {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  const root = parsed.documentElement;
  if (root.localName !== 'svg' || root.querySelector('parsererror') !== null) return false;
  if ([...parsed.childNodes].some(({ nodeType }) => nodeType === Node.PROCESSING_INSTRUCTION_NODE))
    return false;
  const elements = [root, ...root.querySelectorAll('*')];
  const sheets = elements
    .filter(({ localName }) => localName === 'style')
    .map(({ textContent }) => (textContent ?? '').replaceAll(/\/\*.*?\*\//gs, ''));
  const styles = [...sheets, ...elements.map(element => element.getAttribute('style') ?? '')];
  if (styles.some(style => HIDING.test(style))) return false;
  try {
    return (
      [...sheets, ...elements.flatMap(valuesOf)].every(isHarmlessValue) &&
      repeatedCharacters(root, styleReferences(root, sheets)) <= MAX_REPEATED
    );
  } catch (error) {
    // Nested too deeply, or a selector, base64 or an escape that is none.
    if ([RangeError, URIError, DOMException].some(kind => error instanceof kind)) return false;
    throw error;
  }
}

/** As {@link isHarmlessDrawing}, of one in a `data:` URL; true for any other URL. */
export function isHarmlessUrl(url: string): boolean {
  const [, base64, data = ''] = /^data:image\/svg[^,]*?(;base64)?,(.*)$/is.exec(url) ?? [];
  if (!/^data:image\/svg/i.test(url)) return true;
  // biome-ignore lint/plugin/no-silent-catch: what can't be read is not sure.
  try {
    const text = decodeURIComponent(data);
    return isHarmlessDrawing(base64 === undefined ? text : atob(text));
  } catch {
    return false;
  }
}

/** As URLs are read: without what the browser leaves out of them. */
const valuesOf = ({ attributes }: Element): readonly string[] =>
  [...attributes].filter(({ name }) => name !== 'id').map(({ value }) => value.replaceAll(/[\t\n\r]/g, ''));

/** All that may be names of elements: of colours, none has the name. */
const idsIn = (value: string): readonly string[] =>
  [...value.matchAll(/#([^\s;,"')]+)/g)].flatMap(([, id = '']) => [
    id,
    ...(id.includes('%') ? [decodeURIComponent(id)] : []),
  ]);

/** How many characters all references add; infinite if one leads back to itself. */
function repeatedCharacters(root: Element, styled: ReadonlyMap<Element, readonly string[]>): number {
  const costs = new Map<Element, number>();
  let plain = 0;
  const costOf = (element: Element): number => {
    const known = costs.get(element);
    if (known !== undefined) return known;
    costs.set(element, Number.POSITIVE_INFINITY); // until it is known: whoever asks meanwhile is inside of it
    const values = valuesOf(element);
    let cost = element.tagName.length + values.join('').length;
    for (const child of element.childNodes)
      if (!(child instanceof Element)) cost += (child.nodeValue ?? '').length;
    plain += cost;
    for (const child of element.children) cost += costOf(child);
    for (const id of [...values.flatMap(idsIn), ...(styled.get(element) ?? [])]) {
      const target = root.ownerDocument.getElementById(id);
      if (target !== null) cost += costOf(target);
    }
    costs.set(element, cost);
    return cost;
  };
  return costOf(root) - plain;
}

/** What the drawing's own style sheets make its elements refer to. */
function styleReferences(root: Element, sheets: readonly string[]): ReadonlyMap<Element, readonly string[]> {
  const references = new Map<Element, readonly string[]>();
  for (const sheet of sheets) {
    for (const [, selector = '', rules = ''] of sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      const ids = idsIn(rules);
      if (ids.length === 0) continue;
      for (const element of [root, ...root.querySelectorAll(selector)])
        if (element.matches(selector)) references.set(element, [...(references.get(element) ?? []), ...ids]);
    }
  }
  return references;
}

const isHarmlessValue = (value: string): boolean =>
  !value.includes('\\') && (value.replaceAll(/\s/g, '').match(/data:[^"')]*/gi) ?? []).every(isHarmlessData);

function isHarmlessData(url: string): boolean {
  if (FONT.test(url)) return true;
  const [, base64 = ''] = /^data:image\/[\w.+-]+;base64,(.*)$/i.exec(url) ?? [];
  const size = imageSize(Uint8Array.from(atob(decodeURIComponent(base64)), char => char.charCodeAt(0)));
  return size !== null && mayBeDrawn(size);
}
