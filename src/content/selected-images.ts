import { yieldToMain } from '../core/yield-to-main';
import { type Candidate, picturesOf } from './candidates';
import { everyElement, shadowRootOf } from './document-walk';
import { parentOf } from './dom-clobbering';
import { isOuterSvg } from './element-types';
import { exportPicture } from './export-picture';

/** All pictures within the selection, each URL once, in the order of the page. Backgrounds of ancestors are not selected. */
export async function selectedImages(): Promise<readonly Candidate[]> {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed) return [];
  const pause = yieldToMain();
  const found = new Map<string, Candidate>();
  for (const element of selectedElements(selection)) {
    const paused = pause();
    if (paused !== null) await paused;
    for (const picture of picturesOf(element)) {
      const candidate = await exportPicture(picture);
      if (candidate !== null && !found.has(candidate.url)) found.set(candidate.url, candidate);
    }
  }
  return [...found.values()];
}

/** The elements wholly within the selection, in document order, each followed by those of its shadow tree. */
function* selectedElements(selection: Selection): Generator<Element, void, undefined> {
  const all = [...document.querySelectorAll('*')];
  // Firefox can have several ranges, in the order of the page.
  const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
  for (const element of ranges.flatMap(range => elementsIn(range, all))) {
    yield element;
    const shadow = shadowRootOf(element);
    if (shadow !== null) yield* everyElement(shadow);
  }
}

/** By binary search: `containsNode` counts the siblings of each element, 8 s for 60,000 of them (Chromium 156). */
function elementsIn(range: Range, all: readonly Element[]): readonly Element[] {
  const from = firstIndex(
    all,
    element => startOf(element).compareBoundaryPoints(Range.START_TO_START, range) >= 0,
  );
  const to = firstIndex(
    all,
    element => startOf(element).compareBoundaryPoints(Range.END_TO_START, range) >= 0,
  );
  const aroundEnd = new Set(ancestorsOf(range.endContainer));
  // In Chromium a selection that begins with a drawing begins inside it; a drawing is selected whole or not at all.
  const drawings = ancestorsOf(range.startContainer).filter(isOuterSvg);
  return [
    ...drawings,
    ...all.slice(from, to).filter(element => !aroundEnd.has(element) || isOuterSvg(element)),
  ];
}

/** The index of the first element that passes, where all after it pass too. */
function firstIndex(all: readonly Element[], passes: (element: Element) => boolean): number {
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

/** The node, if it is an element, and the elements around it, from the inside out. */
function ancestorsOf(node: Node): readonly Element[] {
  const elements: Element[] = [];
  let element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : parentOf(node); // by its type
  for (; element !== null; element = parentOf(element)) elements.push(element);
  return elements;
}
