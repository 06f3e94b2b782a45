import { clamp } from '../../core/clamp';
/** In CSS pixels, or in pixels of the picture. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** At this scale a pixel of the picture is eight wide: more shows nothing more. */
const MAX_SCALE = 8;

/** Three steps double the size and a bit. */
const STEP = 1.4;

/** The scale at which all of a picture is seen. A small one keeps its size, unless it is sharp at every size. */
export function fitScale(picture: Size, viewport: Size, isVector: boolean): number {
  const fit = Math.min(viewport.width / picture.width, viewport.height / picture.height);
  return Math.max(Number.MIN_VALUE, isVector ? fit : Math.min(1, fit));
}

/** A scale within what makes sense: from all of the picture to {@link MAX_SCALE}. */
export const clampScale = (scale: number, fit: number): number => clamp(scale, fit, Math.max(MAX_SCALE, fit));

/** One step nearer or farther. */
export const steppedScale = (scale: number, fit: number, direction: 1 | -1): number =>
  clampScale(scale * STEP ** direction, fit);

/** What a double click leads to: the picture's own size, or twice that if it is seen so already; and back. */
export const toggledScale = (scale: number, fit: number): number =>
  scale > fit ? fit : clampScale(fit < 1 ? 1 : 2, fit);

/** By how much one turn of the wheel or one move of two fingers scales; `deltaY` as in `WheelEvent`, in pixels. */
export const wheelFactor = (deltaY: number): number => Math.exp(-clamp(deltaY, -60, 60) / 100);

/** One axis of a picture that is scrolled within its room, and is centred in it while it is smaller. */
export interface Axis {
  readonly scroll: number;
  /** Length of the room. */
  readonly room: number;
  /** Length of the picture, unscaled. */
  readonly picture: number;
}

/** How far to scroll for the point at `at` (from the room's beginning) to stay where it is while the scale changes. */
export function scrollKeeping({ scroll, room, picture }: Axis, at: number, from: number, to: number): number {
  const margin = (scale: number): number => Math.max(0, (room - picture * scale) / 2);
  const point = (scroll + at - margin(from)) / from;
  return Math.max(0, point * to + margin(to) - at);
}
