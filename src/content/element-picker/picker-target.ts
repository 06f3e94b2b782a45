import type { Picture } from '../candidates';
import type { Point } from '../elements-at';
import { picturesAt } from '../pictures-at';
import type { StackPosition } from './picker-overlay';
import { picturesInView } from './pictures-in-view';

/** What a person has in their sight, by pointer or by keyboard. Looks at the page when it is asked to, not before. */
export class PickerTarget {
  private pointer: Point | null = null;
  private stack: readonly Picture[] = [];
  private depth = 0;
  /** The page is to be looked at anew: the pointer is elsewhere, or the page moved below it. */
  isStale = false;
  private looking: Promise<void> | null = null;

  /** The picture that was meant when the page was looked at last; null when there was none. */
  get picture(): Picture | null {
    return this.stack[this.depth] ?? null;
  }

  get place(): StackPosition {
    return { at: this.depth, of: this.stack.length, pointer: this.pointer };
  }

  /** The pointer came to another place, or left (null). */
  pointAt(pointer: Point | null): void {
    if (pointer !== null && this.pointer?.x === pointer.x && this.pointer.y === pointer.y) return;
    this.pointer = pointer;
    this.stack = [];
    this.depth = 0;
    this.isStale = pointer !== null;
  }

  /** The page moved: what was reached by the keyboard goes with it, below the pointer there may be something else. */
  pageMoved(): void {
    this.isStale = this.pointer !== null;
  }

  /** Looks at the page if it has to; in a large one that takes longer than a frame, and it may be stale again. */
  look(): Promise<void> {
    this.looking ??= this.lookAnew().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  /** Looks until what is seen is what is there. */
  async lookClosely(): Promise<void> {
    while (this.isStale) await this.look();
  }

  /** To what lies below, or above. */
  async deeper(step: 1 | -1): Promise<void> {
    await this.lookClosely();
    if (this.stack.length > 1) this.depth = (this.depth + step + this.stack.length) % this.stack.length;
  }

  /** To the picture after this one in the window, or before it; false when the window shows none. */
  async next(step: 1 | -1): Promise<boolean> {
    await this.lookClosely();
    const all = await picturesInView();
    const at = all.findIndex(({ element }) => element === this.picture?.element);
    const picture = all.at(at === -1 && step < 0 ? -1 : (at + step) % all.length);
    if (picture === undefined) return false;
    this.pointAt(null);
    this.stack = [picture];
    return true;
  }

  private async lookAnew(): Promise<void> {
    const { pointer } = this;
    if (!this.isStale || pointer === null) return;
    this.isStale = false;
    const stack = await picturesAt(pointer);
    if (this.pointer !== pointer) return; // elsewhere meanwhile
    const meant = this.picture?.element;
    this.stack = stack;
    this.depth = Math.max(
      0,
      stack.findIndex(({ element }) => element === meant),
    );
  }
}
