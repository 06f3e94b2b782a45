import { vi } from 'vitest';
import { settle } from './render-hook';

/** In place of `IntersectionObserver`: a test says what comes into view, and what leaves it. */
export class FakeIntersections {
  readonly #observed = new Map<Element, Set<IntersectionObserverCallback>>();

  constructor() {
    const observed = this.#observed;
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        readonly #callback: IntersectionObserverCallback;
        constructor(callback: IntersectionObserverCallback) {
          this.#callback = callback;
        }
        observe(element: Element): void {
          observed.set(element, (observed.get(element) ?? new Set()).add(this.#callback));
        }
        disconnect(): void {
          for (const callbacks of observed.values()) callbacks.delete(this.#callback);
        }
      },
    );
  }

  isObserved(element: Element): boolean {
    return (this.#observed.get(element)?.size ?? 0) > 0;
  }

  /** Tells all that observe the element whether it is in view, and lets everything that follows be drawn. */
  tell(element: Element, isIntersecting: boolean): Promise<void> {
    return settle(() => {
      const entry = {
        isIntersecting,
        intersectionRatio: isIntersecting ? 1 : 0,
      } as IntersectionObserverEntry; // what is read of it
      for (const callback of [...(this.#observed.get(element) ?? [])])
        callback([entry], new IntersectionObserver(() => {}));
    });
  }
}
