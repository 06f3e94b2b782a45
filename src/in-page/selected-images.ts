import { type Candidate, picturesOf } from './candidates';
import { isOuterSvg } from './element-kinds';
import { everyElement } from './every-element';
import { handOver } from './hand-over';

/** All pictures that the selection holds, each URL once, in the order of the page. Backgrounds of ancestors are not selected. */
export async function selectedImages(): Promise<readonly Candidate[]> {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed) return [];
  const found = new Map<string, Candidate>();
  for (const element of selectedElements(selection)) {
    for (const picture of picturesOf(element)) {
      const candidate = await handOver(picture);
      if (candidate !== null && !found.has(candidate.url)) found.set(candidate.url, candidate);
    }
  }
  return [...found.values()];
}

function* selectedElements(selection: Selection): Generator<Element, void, undefined> {
  const selected = new Set<Element>();
  for (const element of everyElement(document)) {
    const root = element.getRootNode();
    // What a selected element holds in a shadow tree is selected with it.
    if (root instanceof ShadowRoot ? selected.has(root.host) : holds(selection, element)) {
      selected.add(element);
      yield element;
    }
  }
}

/** A selection that begins with a drawing begins within it, for Chromium; a drawing is selected whole or not at all. */
const holds = (selection: Selection, element: Element): boolean =>
  selection.containsNode(element, isOuterSvg(element));
