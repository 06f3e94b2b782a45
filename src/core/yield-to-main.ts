/** Longest uninterrupted run: half a frame at 60 Hz, so that a page scrolls on smoothly. */
const SLICE_MS = 8;

interface WithYield {
  readonly scheduler?: { yield?(): Promise<void> };
}

/** Chrome has `scheduler.yield` from 129 on. The timer too queues behind the page's work, but is throttled when nested. */
const yieldNow = (): Promise<void> =>
  (globalThis as WithYield).scheduler?.yield?.() ?? new Promise(resolve => setTimeout(resolve));

/**
 * Splits long work on the page's main thread into slices. Call the returned function between any two small steps: null
 * while the slice lasts, else a promise to await. (Awaiting each time would cost more than the steps themselves.)
 */
export function yieldToMain(now: () => number = () => performance.now()): () => Promise<void> | null {
  let since = now();
  return () => {
    if (now() - since < SLICE_MS) return null;
    return yieldNow().then(() => {
      since = now();
    });
  };
}
