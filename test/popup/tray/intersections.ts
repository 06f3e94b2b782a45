import { vi } from 'vitest';

/** In place of the browser's `IntersectionObserver`s: the test says what is in view. */
export class FakeIntersections {
  readonly #observers = new Set<{
    readonly callback: IntersectionObserverCallback;
    readonly seen: Set<Element>;
  }>();

  constructor() {
    const observers = this.#observers;
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        readonly #self: { readonly callback: IntersectionObserverCallback; readonly seen: Set<Element> };
        constructor(callback: IntersectionObserverCallback) {
          this.#self = { callback, seen: new Set() };
          observers.add(this.#self);
        }
        observe(element: Element): void {
          this.#self.seen.add(element);
        }
        disconnect(): void {
          observers.delete(this.#self);
        }
      },
    );
  }

  /** So much of the element is in view now, from 0 to 1. */
  show(element: Element, intersectionRatio: number): void {
    for (const { callback, seen } of this.#observers)
      if (seen.has(element))
        callback(
          [
            { target: element, intersectionRatio, isIntersecting: intersectionRatio > 0 },
          ] as unknown as IntersectionObserverEntry[], // as much of it as is read
          {} as IntersectionObserver, // not read
        );
  }
}
