/** Runs a few tasks at a time, in the order asked; one that is no longer wanted when its turn comes is left out. */
export interface TaskQueue {
  readonly add: (task: () => Promise<void>, signal: AbortSignal) => void;
}

export function createTaskQueue(atOnce: number): TaskQueue {
  const waiting: { readonly task: () => Promise<void>; readonly signal: AbortSignal }[] = [];
  let running = 0;
  const runNext = (): void => {
    while (running < atOnce) {
      const next = waiting.shift();
      if (next === undefined) return;
      if (next.signal.aborted) continue;
      running += 1;
      // Tasks deal with their own failures; here only the turn is passed on.
      void next
        .task()
        .catch(() => {})
        .finally(() => {
          running -= 1;
          runNext();
        });
    }
  };
  return {
    add: (task, signal) => {
      waiting.push({ task, signal });
      runNext();
    },
  };
}
