import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { clampScale, fitScale, type Size, scrollKeeping, steppedScale, toggledScale } from './zoom';

/** A point within the stage, in CSS pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Zoom {
  /** Of the picture in CSS pixels. */
  readonly shown: Size;
  /** Whether all of it is seen. */
  readonly isFit: boolean;
  /** One step nearer or farther; around the middle. */
  readonly step: (direction: 1 | -1) => void;
  readonly scaleBy: (factor: number, at: Point) => void;
  /** Between all of it and its own size. */
  readonly toggle: (at: Point | null) => void;
}

/** How large a picture is drawn in the stage, which scrolls what is larger. Null until both sizes are known. */
export function useZoom(
  stage: RefObject<HTMLElement | null>,
  picture: Size | null,
  isVector: boolean,
): Zoom | null {
  const [viewport, setRoom] = useState<Size | null>(null);
  /** Null: all of it, whatever the room. */
  const [chosen, setChosen] = useState<number | null>(null);
  const scrollTo = useRef<{ readonly left: number; readonly top: number } | null>(null);

  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return undefined;
    // Without scroll bars, which must not change the scale by which they come and go.
    const look = (): void => setRoom({ width: element.offsetWidth, height: element.offsetHeight });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    look();
    return () => resized.disconnect();
  }, [stage]);

  useLayoutEffect(() => {
    if (scrollTo.current !== null) stage.current?.scrollTo(scrollTo.current);
    scrollTo.current = null;
  });

  const fit = picture === null || viewport === null ? null : fitScale(picture, viewport, isVector);
  const scale = fit === null ? null : Math.max(fit, chosen ?? fit);
  const change = useCallback(
    (to: number, at: Point | null) => {
      const element = stage.current;
      if (element === null || picture === null || viewport === null || fit === null || scale === null) return;
      const axis = (scroll: number, length: 'width' | 'height') => ({
        scroll,
        room: viewport[length],
        picture: picture[length],
      });
      const { x, y } = at ?? { x: viewport.width / 2, y: viewport.height / 2 };
      scrollTo.current = {
        left: scrollKeeping(axis(element.scrollLeft, 'width'), x, scale, to),
        top: scrollKeeping(axis(element.scrollTop, 'height'), y, scale, to),
      };
      setChosen(to <= fit ? null : to);
    },
    [stage, picture, viewport, fit, scale],
  );
  if (picture === null || fit === null || scale === null) return null;
  return {
    shown: { width: picture.width * scale, height: picture.height * scale },
    isFit: scale <= fit,
    step: direction => change(steppedScale(scale, fit, direction), null),
    scaleBy: (factor, at) => change(clampScale(scale * factor, fit), at),
    toggle: at => change(toggledScale(scale, fit), at),
  };
}

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
