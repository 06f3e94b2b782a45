/** Elements as Chrome and Firefox show them to extensions: with shadow trees that the page keeps closed. */
interface ShadowDoors {
  readonly chrome?: { readonly dom?: { openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null } };
}
interface WithOpenOrClosed {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

function shadowOf(element: Element): ShadowRoot | null {
  // Firefox has it as a property of the element, Chrome as a function that takes only HTML elements.
  const { openOrClosedShadowRoot } = element as WithOpenOrClosed;
  if (openOrClosedShadowRoot !== undefined) return openOrClosedShadowRoot;
  const { chrome } = globalThis as ShadowDoors;
  return element instanceof HTMLElement
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
    const shadow = shadowOf(element);
    if (shadow !== null) yield* everyElement(shadow);
  }
}
