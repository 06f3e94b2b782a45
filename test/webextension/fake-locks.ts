import { vi } from 'vitest';
import { serialQueue } from '../../src/core/serial-queue';

/** `navigator.locks`, as far as Shoebox uses it: one holder of a name at a time. */
export function fakeLocks(): void {
  const queues = new Map<string, ReturnType<typeof serialQueue>>();
  const request = <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const queue = queues.get(name) ?? serialQueue();
    queues.set(name, queue);
    return queue(work);
  };
  vi.stubGlobal('navigator', { ...globalThis.navigator, locks: { request } });
}
