import type { Point } from '../elements-at';

/** What a person does while aiming. */
export interface PickerActions {
  /** Null: the pointer is not over this frame any more. */
  point(to: Point | null): void;
  /** The page moved under the pointer. */
  moved(): void;
  /** Takes what is at a point; null: what is shown. */
  choose(at: Point | null): void;
  next(step: 1 | -1): void;
  /** Through what lies on each other. */
  deeper(step: 1 | -1): void;
  cancel(): void;
}

/**
 * With these a page would do something; while aiming it does not hear of them. Wheel and touch still scroll it, and the
 * right button still opens the browser's menu.
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

/** What belongs to the press or the key that ended the aiming may come after it: the second half of a double click. */
const AFTERMATH_MS = 400;

/** Listens before the page does, and keeps the presses from it, until `end`. */
export function listenWhilePicking(actions: PickerActions): { end(): void } {
  const watching = new AbortController();
  const keeping = new AbortController();
  const watch = { capture: true, passive: true, signal: watching.signal };
  const keep = { capture: true, signal: keeping.signal };

  let isEndedByPress = false;
  const onPress = (event: Event): void => {
    if (!event.isTrusted) return; // the page's own doing
    if (event instanceof MouseEvent && event.button === RIGHT_BUTTON) return;
    // After a key ended the aiming, a press is one for the page.
    if (watching.signal.aborted && !isEndedByPress) return;
    keepBack(event);
    const isChoice = event.type === 'click' && !watching.signal.aborted;
    isEndedByPress = isChoice;
    if (isChoice && event instanceof MouseEvent) actions.choose(placeOf(event));
  };
  const onKey = (event: KeyboardEvent): void => {
    const action = event.isTrusted ? actionOf(event) : null;
    if (action === null) return;
    keepBack(event);
    if (event.type === 'keydown' && !watching.signal.aborted) action(actions);
  };

  for (const name of PRESSES) addEventListener(name, onPress, keep);
  for (const name of ['keydown', 'keyup'] as const) addEventListener(name, onKey, keep);
  addEventListener('pointermove', event => isMove(event) && actions.point(placeOf(event)), watch);
  addEventListener('scroll', () => actions.moved(), watch);
  addEventListener('resize', () => actions.moved(), watch);
  document.documentElement.addEventListener('pointerleave', () => actions.point(null), watch);

  return {
    end() {
      watching.abort();
      setTimeout(() => keeping.abort(), AFTERMATH_MS);
    },
  };
}

const placeOf = ({ clientX, clientY }: MouseEvent): Point => ({ x: clientX, y: clientY });

/** Browsers also tell of a pointer that rests while the page changes: that is nobody's wish to leave the keyboard. */
const isMove = ({ movementX, movementY }: PointerEvent): boolean => movementX !== 0 || movementY !== 0;

function keepBack(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** What a key means here; null for all others, which are the page's. */
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
      return actions => actions.deeper(1);
    case 'ArrowLeft':
      return actions => actions.deeper(-1);
    default:
      return null;
  }
}
