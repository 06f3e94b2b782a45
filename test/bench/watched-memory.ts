import { setTimeout as delay } from 'node:timers/promises';
import { processTree, proportionalSetSize } from './process-tree';
import { summarize } from './statistics';

/** How often memory is looked at: reading it keeps a core busy for some milliseconds. */
const LOOK_EVERY_MS = 75;

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
  const idle = await samplesDuring(browserPid, delay(IDLE_MS));
  const busy = await samplesDuring(browserPid, work());
  return { idle: summarize(idle).median, peak: summarize(busy).max };
}

async function samplesDuring(browserPid: number, work: Promise<unknown>): Promise<readonly number[]> {
  let done = false;
  const ended = work.finally(() => {
    done = true;
  });
  ended.catch(() => undefined); // thrown below
  const samples: number[] = [];
  while (!done) {
    const sizes = await Promise.all((await processTree(browserPid)).map(pid => proportionalSetSize(pid)));
    samples.push(sizes.reduce((sum, size) => sum + size, 0));
    await Promise.race([delay(LOOK_EVERY_MS), ended]);
  }
  await ended;
  return samples;
}
