import { setTimeout as delay } from 'node:timers/promises';
import { type MemoryKind, processTree, proportionalSetSize } from './process-tree';

/** How often memory is looked at: reading it keeps a core busy for some milliseconds. */
const LOOK_EVERY_MS = 75;

/** Bytes of a process and all its descendants together, looked at again and again until the work ends; at least once. */
export async function memorySamples(
  pid: number,
  kind: MemoryKind,
  work: Promise<unknown>,
): Promise<readonly number[]> {
  let done = false;
  const ended = work.finally(() => {
    done = true;
  });
  ended.catch(() => undefined); // thrown below
  const samples: number[] = [];
  do {
    const sizes = await Promise.all((await processTree(pid)).map(one => proportionalSetSize(one, kind)));
    samples.push(sizes.reduce((sum, size) => sum + size, 0));
    await Promise.race([delay(LOOK_EVERY_MS), ended]);
  } while (!done);
  await ended;
  return samples;
}
