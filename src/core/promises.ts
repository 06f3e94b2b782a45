/** Resolves once it is over, however it ended: for whoever waits for its end alone, while others hear of its failure. */
export const settled = async (work: Promise<unknown>): Promise<void> =>
  void (await Promise.allSettled([work]));

/** Whether it can be done: for a question that the browser answers in the negative by refusing. Never rejects. */
export const succeeds = async (asked: Promise<unknown>): Promise<boolean> =>
  (await Promise.allSettled([asked]))[0].status === 'fulfilled';

/** Settles as `promise` does; but rejects with the reason of `signal` as soon as that is aborted, whatever `promise` does. */
export function abortable<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

/** Settles as `answer` does, but with `fallback` when that takes longer than `ms` milliseconds: pages may never answer. */
export function withTimeout<Answer>(answer: Promise<Answer>, ms: number, fallback: Answer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve(fallback), ms);
    void answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** For what nothing is to stop. */
export const NEVER_ABORTED = new AbortController().signal;

/** Resolves after so many milliseconds. Where tests set the clock, `Environment.sleep` is what to wait with. */
export const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Does the work once for all who ask for the same key while it goes on. */
export function singleFlight<Value>(): (key: string, work: () => Promise<Value>) => Promise<Value> {
  const running = new Map<string, Promise<Value>>();
  return (key, work) => {
    const started = running.get(key) ?? work().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
