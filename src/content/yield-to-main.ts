/** So much is done at a stretch: half a frame at 60 Hz, so that a page scrolls on smoothly. */
const STRETCH_MS = 8;

interface WithYield {
  readonly scheduler?: { yield?(): Promise<void> };
}

/** Chrome has it from 129 on. The timer goes behind what the page has to do, too, but is slowed down when nested. */
const letOthersRun = (): Promise<void> =>
  (globalThis as WithYield).scheduler?.yield?.() ?? new Promise(resolve => setTimeout(resolve));

/** Lets the page breathe: to be asked between any two small steps, and waited for when it is not null. */
export function breathing(now: () => number = () => performance.now()): () => Promise<void> | null {
  let since = now();
  return () => {
    if (now() - since < STRETCH_MS) return null;
    return letOthersRun().then(() => {
      since = now();
    });
  };
}
