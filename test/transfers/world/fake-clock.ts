import { setImmediate as nextTurn } from 'node:timers/promises';

interface Timer {
  readonly at: number;
  readonly owner: object;
  readonly wake: () => void;
}

/** Time that passes only when nothing else can happen any more: hours take no time, and nothing depends on speed. */
export class FakeClock {
  #now = Date.UTC(2027, 0, 1);
  readonly #timers = new Set<Timer>();
  /** Work that the fake world can't do in its own turn. */
  #underWay = 0;

  now(): number {
    return this.#now;
  }

  /** `owner` is the life that sleeps: it can be ended with all its sleeps. */
  sleep(ms: number, signal: AbortSignal, owner: object): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const timer: Timer = {
        at: this.#now + ms,
        owner,
        wake: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = (): void => {
        this.#timers.delete(timer);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#timers.add(timer);
    });
  }

  forget(owner: object): void {
    for (const timer of this.#timers) if (timer.owner === owner) this.#timers.delete(timer);
  }

  /** Time stands still while this runs. */
  async during<Value>(work: Promise<Value>): Promise<Value> {
    this.#underWay++;
    try {
      return await work;
    } finally {
      this.#underWay--;
    }
  }

  /** Resolves when nothing more happens at this instant. */
  idle(): Promise<void> {
    return this.settle(0);
  }

  /** Lets time pass until nothing waits for it any more, or for at most `ms`. */
  async settle(ms = Number.POSITIVE_INFINITY): Promise<void> {
    const end = this.#now + ms;
    for (let rounds = 0; rounds < 200_000; rounds++) {
      do await nextTurn();
      while (this.#underWay > 0);
      const next = this.#next();
      if (next === undefined || next.at > end) {
        if (Number.isFinite(end)) this.#now = end;
        return;
      }
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.wake();
    }
    throw new Error('The fake world does not come to rest.');
  }

  #next(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (next === undefined || timer.at < next.at) next = timer;
    return next;
  }
}
