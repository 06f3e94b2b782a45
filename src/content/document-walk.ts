import { yieldToMain } from '../core/yield-to-main';
import { localNameOf } from './dom-clobbering';

/** How Chrome and Firefox show extensions the shadow trees that a page keeps closed. */
interface ChromeDom {
  readonly chrome?: { readonly dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
}
interface FirefoxElement {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

const HTML = 'http://www.w3.org/1999/xhtml';

/** The shadow root of an element, open or closed; null without one. A form never has one, whatever its fields are called. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (localNameOf(element) === 'form') return null;
  const { openOrClosedShadowRoot } = element as FirefoxElement;
  if (openOrClosedShadowRoot !== undefined) return openOrClosedShadowRoot;
  const { chrome } = globalThis as ChromeDom;
  // Chrome's function throws for anything but HTML elements.
  return element.namespaceURI === HTML
    ? (chrome?.dom?.openOrClosedShadowRoot(element) ?? element.shadowRoot)
    : element.shadowRoot;
}

/**
 * All elements of a document in their order, those of shadow trees right after their host. What the page adds or removes
 * meanwhile does not disturb it.
 */
export function* everyElement(root: Document | ShadowRoot): Generator<Element, void, undefined> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    const shadow = shadowRootOf(element);
    if (shadow !== null) yield* everyElement(shadow);
  }
}

/** The elements of this frame's document that match, in document order. Yields to the page in between. */
export function findElements<Kind extends Element>(
  matches: (element: Element) => element is Kind,
): Promise<readonly Kind[]>;
export function findElements(matches: (element: Element) => boolean): Promise<readonly Element[]>;
export async function findElements(matches: (element: Element) => boolean): Promise<readonly Element[]> {
  const pause = yieldToMain();
  const found: Element[] = [];
  for (const element of everyElement(document)) {
    const paused = pause();
    if (paused !== null) await paused;
    if (matches(element)) found.push(element);
  }
  return found;
}
