import { setTimeout as delay } from 'node:timers/promises';
import { memorySamples } from '../machine/memory-samples';
import { summarize } from './statistics';

/** A browser that has just opened a page settles down for so long, and then its idle memory is taken for so long. */
const SETTLE_MS = 3000;
const IDLE_MS = 2000;

/** Bytes, of all processes of a browser together. */
export interface MemoryUse {
  readonly idle: number;
  readonly peak: number;
}

/** Takes the browser's idle memory, lets it work and watches the peak. */
export async function watchMemory(browserPid: number, work: () => Promise<unknown>): Promise<MemoryUse> {
  await delay(SETTLE_MS);
  const idle = await memorySamples(browserPid, 'Pss', delay(IDLE_MS));
  const busy = await memorySamples(browserPid, 'Pss', work());
  return { idle: summarize(idle).median, peak: summarize(busy).max };
}
