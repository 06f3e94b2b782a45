import type { Point } from './elements-at';

/** What the user does while picking. */
export interface PickerActions {
  /** Null: the pointer left this frame. */
  point(to: Point | null): void;
  /** The page scrolled or resized under the pointer. */
  moved(): void;
  /** Chooses what is at a point; null: what is framed now. */
  choose(at: Point | null): void;
  next(step: 1 | -1): void;
  /** Through the pictures that lie on top of each other. */
  moveInStack(step: 1 | -1): void;
  cancel(): void;
}

/**
 * Events a page would act on: kept from it while picking. Wheel and touch still scroll it, and the right button still opens
 * the browser's menu.
 */
const PRESSES = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'auxclick',
  'dblclick',
  'dragstart',
  'selectstart',
] as const;

const RIGHT_BUTTON = 2;

/** The rest of the press or key that ended the picking comes later: the second half of a double click, say. */
const TRAILING_EVENTS_MS = 400;

/** Listens in the capture phase of `window`, before the page, and keeps presses from it until `end`. */
export function listenWhilePicking(actions: PickerActions): { end(): void } {
  const picking = new AbortController();
  const blocking = new AbortController();
  const watch = { capture: true, passive: true, signal: picking.signal };
  const block = { capture: true, signal: blocking.signal };

  let isEndedByPress = false;
  const onPress = (event: Event): void => {
    if (!event.isTrusted) return; // dispatched by the page itself
    if (event instanceof MouseEvent && event.button === RIGHT_BUTTON) return;
    // After a key ended the picking, a press is meant for the page.
    if (picking.signal.aborted && !isEndedByPress) return;
    blockEvent(event);
    const isChoice = event.type === 'click' && !picking.signal.aborted;
    isEndedByPress = isChoice;
    if (isChoice && event instanceof MouseEvent) actions.choose(placeOf(event));
  };
  const onKey = (event: KeyboardEvent): void => {
    const action = event.isTrusted ? actionOf(event) : null;
    if (action === null) return;
    blockEvent(event);
    if (event.type === 'keydown' && !picking.signal.aborted) action(actions);
  };

  for (const name of PRESSES) addEventListener(name, onPress, block);
  for (const name of ['keydown', 'keyup'] as const) addEventListener(name, onKey, block);
  addEventListener('pointermove', event => isMove(event) && actions.point(placeOf(event)), watch);
  addEventListener('scroll', () => actions.moved(), watch);
  addEventListener('resize', () => actions.moved(), watch);
  document.documentElement.addEventListener('pointerleave', () => actions.point(null), watch);

  return {
    end() {
      picking.abort();
      setTimeout(() => blocking.abort(), TRAILING_EVENTS_MS);
    },
  };
}

const placeOf = ({ clientX, clientY }: MouseEvent): Point => ({ x: clientX, y: clientY });

/**
 * Browsers also send moves of a resting pointer when the page changes below it: these must not end the use of the
 * keyboard.
 */
const isMove = ({ movementX, movementY }: PointerEvent): boolean => movementX !== 0 || movementY !== 0;

function blockEvent(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** What a key does here; null for all others, which the page gets. */
function actionOf({
  key,
  shiftKey,
  ctrlKey,
  altKey,
  metaKey,
}: KeyboardEvent): ((actions: PickerActions) => void) | null {
  if (ctrlKey || altKey || metaKey) return null;
  switch (key) {
    case 'Escape':
      return actions => actions.cancel();
    case 'Enter':
      return actions => actions.choose(null);
    case 'Tab':
      return actions => actions.next(shiftKey ? -1 : 1);
    case 'ArrowRight':
      return actions => actions.moveInStack(1);
    case 'ArrowLeft':
      return actions => actions.moveInStack(-1);
    default:
      return null;
  }
}
