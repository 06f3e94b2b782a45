import { localNameOf } from './dom-clobbering';

/** Elements as Chrome and Firefox show them to extensions: with shadow trees that the page keeps closed. */
interface ShadowDoors {
  readonly chrome?: { readonly dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
}
interface WithOpenOrClosed {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

const HTML = 'http://www.w3.org/1999/xhtml';

/** The shadow tree of an element, open or closed; null without one. A form never has one, whatever its fields are called. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (localNameOf(element) === 'form') return null;
  // Firefox has it as a property of the element, Chrome as a function that takes only HTML elements.
  const { openOrClosedShadowRoot } = element as WithOpenOrClosed;
  if (openOrClosedShadowRoot !== undefined) return openOrClosedShadowRoot;
  const { chrome } = globalThis as ShadowDoors;
  return element.namespaceURI === HTML
    ? (chrome?.dom?.openOrClosedShadowRoot(element) ?? element.shadowRoot)
    : element.shadowRoot;
}

/**
 * All elements of a document in their order, those of shadow trees right after their host. What the page adds or takes
 * away meanwhile does not disturb it.
 */
export function* everyElement(root: Document | ShadowRoot): Generator<Element, void, undefined> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    const shadow = shadowRootOf(element);
    if (shadow !== null) yield* everyElement(shadow);
  }
}
