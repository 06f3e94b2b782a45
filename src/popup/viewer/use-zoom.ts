import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { bounded, fitScale, type Size, scrollKeeping, stepped, toggled } from './zoom';

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
  const [room, setRoom] = useState<Size | null>(null);
  /** Null: all of it, whatever the room. */
  const [chosen, choose] = useState<number | null>(null);
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

  const fit = picture === null || room === null ? null : fitScale(picture, room, isVector);
  const scale = fit === null ? null : Math.max(fit, chosen ?? fit);
  const change = useCallback(
    (to: number, at: Point | null) => {
      const element = stage.current;
      if (element === null || picture === null || room === null || fit === null || scale === null) return;
      const axis = (scroll: number, length: 'width' | 'height') => ({
        scroll,
        room: room[length],
        picture: picture[length],
      });
      const { x, y } = at ?? { x: room.width / 2, y: room.height / 2 };
      scrollTo.current = {
        left: scrollKeeping(axis(element.scrollLeft, 'width'), x, scale, to),
        top: scrollKeeping(axis(element.scrollTop, 'height'), y, scale, to),
      };
      choose(to <= fit ? null : to);
    },
    [stage, picture, room, fit, scale],
  );
  if (picture === null || fit === null || scale === null) return null;
  return {
    shown: { width: picture.width * scale, height: picture.height * scale },
    isFit: scale <= fit,
    step: direction => change(stepped(scale, fit, direction), null),
    scaleBy: (factor, at) => change(bounded(scale * factor, fit), at),
    toggle: at => change(toggled(scale, fit), at),
  };
}
