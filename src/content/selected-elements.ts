import { parentOf } from './dom-clobbering';
import { isOuterSvg } from './element-types';
import { everyElement, shadowRootOf } from './every-element';

/** The elements that a selection holds wholly, in their order, with what is in their shadow trees. */
export function* selectedElements(selection: Selection): Generator<Element, void, undefined> {
  const all = [...document.querySelectorAll('*')];
  // Firefox can have several, in the order of the page.
  const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
  for (const element of ranges.flatMap(range => heldBy(range, all))) {
    yield element;
    const shadow = shadowRootOf(element);
    if (shadow !== null) yield* everyElement(shadow);
  }
}

/** Asked of each element, `containsNode` would count its siblings: 8 s for 60,000 of them (Chromium 156). */
function heldBy(range: Range, all: readonly Element[]): readonly Element[] {
  const from = firstThat(
    all,
    element => startOf(element).compareBoundaryPoints(Range.START_TO_START, range) >= 0,
  );
  const to = firstThat(
    all,
    element => startOf(element).compareBoundaryPoints(Range.END_TO_START, range) >= 0,
  );
  const ended = new Set(around(range.endContainer));
  // A selection that begins with a drawing begins within it, for Chromium; a drawing is selected whole or not at all.
  const begun = around(range.startContainer).filter(isOuterSvg);
  return [...begun, ...all.slice(from, to).filter(element => !ended.has(element) || isOuterSvg(element))];
}

/** The index of the first one that passes, when all after it do. */
function firstThat(all: readonly Element[], passes: (element: Element) => boolean): number {
  let [from, to] = [0, all.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const element = all[middle];
    if (element !== undefined && passes(element)) to = middle;
    else from = middle + 1;
  }
  return from;
}

function startOf(element: Element): Range {
  const start = document.createRange();
  start.setStartBefore(element);
  start.collapse(true);
  return start;
}

/** The elements in which a place is, from the inside out. */
function around(node: Node): readonly Element[] {
  const elements: Element[] = [];
  let element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : parentOf(node); // by its type
  for (; element !== null; element = parentOf(element)) elements.push(element);
  return elements;
}
