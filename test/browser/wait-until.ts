import { setTimeout as pause } from 'node:timers/promises';

/** Windows and pixels raise no event that reaches us: they are looked at this often. */
const LOOK_EVERY_MS = 20;

/** Looks until the answer is yes; rejects with `otherwise` after `timeoutMs`. */
export async function waitUntil(
  otherwise: string,
  timeoutMs: number,
  look: () => Promise<boolean>,
): Promise<void> {
  if (!(await becomesTrue(timeoutMs, look))) throw new Error(`${otherwise} (within ${timeoutMs} ms)`);
}

/** Looks until the answer is yes, or the time is over: then false. */
export async function becomesTrue(timeoutMs: number, look: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!(await look())) {
    if (performance.now() > deadline) return false;
    await pause(LOOK_EVERY_MS);
  }
  return true;
}
