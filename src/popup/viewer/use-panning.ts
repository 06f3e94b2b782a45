import type { RefObject } from 'preact';
import { useMemo, useRef } from 'preact/hooks';

interface PointerHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: (event: PointerEvent) => void;
}

/** Scrolls an element by dragging its contents with the mouse; fingers do that without us. */
export function usePanning(stage: RefObject<HTMLElement | null>): PointerHandlers {
  const held = useRef<number | null>(null);
  return useMemo(() => {
    const end = (): void => {
      held.current = null;
      stage.current?.removeAttribute('data-held');
    };
    return {
      onPointerDown({ pointerId, pointerType, button }) {
        const element = stage.current;
        if (element === null || pointerType !== 'mouse' || button !== 0) return;
        const isScrollable =
          element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
        if (!isScrollable) return;
        held.current = pointerId;
        element.setPointerCapture(pointerId);
        element.setAttribute('data-held', 'true');
      },
      onPointerMove({ pointerId, movementX, movementY }) {
        if (held.current === pointerId) stage.current?.scrollBy(-movementX, -movementY);
      },
      onPointerUp: end,
      onPointerCancel: end,
    };
  }, [stage]);
}
