/**
 * Runs a few tasks at a time, in the order asked, but urgent ones first; one that is no longer wanted when its turn comes
 * is left out.
 */
export interface TaskQueue {
  /** Whether it is urgent is asked when a turn comes: that may have changed by then. */
  readonly add: (task: () => Promise<void>, signal: AbortSignal, isUrgent?: () => boolean) => void;
}

interface Waiting {
  readonly task: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly isUrgent: (() => boolean) | undefined;
}

/** @param onFailure of a task that did not deal with its own; the others go on. */
export function createTaskQueue(atOnce: number, onFailure: (error: unknown) => void): TaskQueue {
  let waiting: Waiting[] = [];
  let running = 0;
  const runNext = (): void => {
    while (running < atOnce) {
      waiting = waiting.filter(({ signal }) => !signal.aborted);
      const urgent = waiting.findIndex(({ isUrgent }) => isUrgent?.() === true);
      const [next] = waiting.splice(Math.max(0, urgent), 1);
      if (next === undefined) return;
      running += 1;
      void next
        .task()
        .catch(onFailure)
        .finally(() => {
          running -= 1;
          runNext();
        });
    }
  };
  return {
    add: (task, signal, isUrgent) => {
      waiting.push({ task, signal, isUrgent });
      runNext();
    },
  };
}
