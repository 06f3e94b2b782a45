import { type Picture, picturesOf } from './candidates';
import { findElements } from './document-walk';
import { boxOf } from './dom-clobbering';
import type { Point } from './elements-at';
import type { StackPosition } from './picker-overlay';
import { picturesAt } from './pictures-at';

/** The picture that the user points at, by pointer or by keyboard. Searches the page only when told to. */
export class PickerTarget {
  private pointer: Point | null = null;
  private stack: readonly Picture[] = [];
  private depth = 0;
  /** The page has to be searched again: the pointer is elsewhere, or the page moved below it. */
  isStale = false;
  private updating: Promise<void> | null = null;

  /** The picture found when the page was searched last; null when there was none. */
  get picture(): Picture | null {
    return this.stack[this.depth] ?? null;
  }

  get position(): StackPosition {
    return { at: this.depth, of: this.stack.length, pointer: this.pointer };
  }

  /** The pointer moved, or left the frame (null). */
  pointAt(pointer: Point | null): void {
    if (pointer !== null && this.pointer?.x === pointer.x && this.pointer.y === pointer.y) return;
    this.pointer = pointer;
    this.stack = [];
    this.depth = 0;
    this.isStale = pointer !== null;
  }

  /**
   * The page scrolled or resized: what was reached by the keyboard moves along, below the pointer there may be another
   * picture.
   */
  onPageMoved(): void {
    this.isStale = this.pointer !== null;
  }

  /** Searches the page if stale; in a large one that takes longer than a frame, and it may be stale again. */
  update(): Promise<void> {
    this.updating ??= this.search().finally(() => {
      this.updating = null;
    });
    return this.updating;
  }

  /** Searches until nothing is stale. */
  async settle(): Promise<void> {
    while (this.isStale) await this.update();
  }

  /** To the picture below in the stack under the pointer, or above. */
  async moveInStack(step: 1 | -1): Promise<void> {
    await this.settle();
    if (this.stack.length > 1) this.depth = (this.depth + step + this.stack.length) % this.stack.length;
  }

  /** To the picture after this one in the window, or before it; false when the window shows none. */
  async next(step: 1 | -1): Promise<boolean> {
    await this.settle();
    const all = await picturesInView();
    const at = all.findIndex(({ element }) => element === this.picture?.element);
    const picture = all.at(at === -1 && step < 0 ? -1 : (at + step) % all.length);
    if (picture === undefined) return false;
    this.pointAt(null);
    this.stack = [picture];
    return true;
  }

  private async search(): Promise<void> {
    const { pointer } = this;
    if (!this.isStale || pointer === null) return;
    this.isStale = false;
    const stack = await picturesAt(pointer);
    if (this.pointer !== pointer) return; // moved meanwhile
    const current = this.picture?.element;
    this.stack = stack;
    this.depth = Math.max(
      0,
      stack.findIndex(({ element }) => element === current),
    );
  }
}

/** Smaller pictures are decoration: the keyboard should not have to step over every icon. */
const MIN_PX = 32;

/** The pictures that can be seen in the window now, one for each element, in the order of the page. */
async function picturesInView(): Promise<readonly Picture[]> {
  const elements = await findElements(element => isInView(element) && picturesOf(element).length > 0);
  return elements.flatMap(element => picturesOf(element).slice(0, 1));
}

function isInView(element: Element): boolean {
  const { left, top, right, bottom, width, height } = boxOf(element);
  if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return false;
  if (Math.min(width, height) < MIN_PX) return false;
  return Element.prototype.checkVisibility.call(element, { visibilityProperty: true });
}
