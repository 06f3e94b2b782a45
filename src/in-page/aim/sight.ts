import type { Picture } from '../candidates';
import type { Point } from '../elements-at';
import { picturesAt } from '../pictures-at';
import { picturesInView } from './in-view';
import type { StackPlace } from './layer';

/** What a person has in their sight, by pointer or by keyboard. Looks at the page when it is asked, not before. */
export class Sight {
  private pointer: Point | null = null;
  private stack: readonly Picture[] = [];
  private depth = 0;
  private isStale = false;

  /** The picture that is meant; null when there is none. */
  get picture(): Picture | null {
    if (this.isStale) this.look();
    return this.stack[this.depth] ?? null;
  }

  get place(): StackPlace {
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

  /** To what lies below, or above. */
  deeper(step: 1 | -1): void {
    if (this.stack.length > 1) this.depth = (this.depth + step + this.stack.length) % this.stack.length;
  }

  /** To the picture after this one in the window, or before it; false when the window shows none. */
  next(step: 1 | -1): boolean {
    const all = picturesInView();
    const at = all.findIndex(({ element }) => element === this.picture?.element);
    const picture = all.at(at === -1 && step < 0 ? -1 : (at + step) % all.length);
    if (picture === undefined) return false;
    this.pointAt(null);
    this.stack = [picture];
    return true;
  }

  private look(): void {
    const meant = this.stack[this.depth]?.element;
    this.stack = this.pointer === null ? [] : picturesAt(this.pointer);
    this.depth = Math.max(
      0,
      this.stack.findIndex(({ element }) => element === meant),
    );
    this.isStale = false;
  }
}
