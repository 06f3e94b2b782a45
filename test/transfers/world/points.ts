import type { DownloadStore, JobBucket, JobDatabase } from '../../../src/jobs/ports';
import type { Blobs, TransferBucket, TransferDatabase } from '../../../src/transfers/ports';

/** The requests of a bucket's port. */
type RequestOf<Bucket> = Exclude<keyof Bucket, 'host' | 'prefix'> & string;

/** Writes that are looked at before, where the bucket honours no condition. */
export type ConditionalOperation =
  | ('put' | 'completeMultipartUpload' | 'delete')
  | ('job.copy' | 'job.completeMultipartUpload' | 'job.delete');

/**
 * What a fake is asked to do, by the method of its port: a fault at a name that no fake has would never come. The model
 * has both queues in one world, and says whose request it is.
 */
export type Operation =
  | RequestOf<TransferBucket>
  | RequestOf<JobBucket>
  | `job.${RequestOf<JobBucket>}`
  | `${ConditionalOperation}.look`
  | `database.${keyof TransferDatabase | keyof JobDatabase}`
  | `jobs.${keyof JobDatabase}`
  | `blobs.${keyof Blobs}`
  | `downloads.${keyof DownloadStore}`
  | ('capture' | 'sha256' | 'cleanup.keep' | 'onDeleting');

/**
 * A point at which something may go wrong: just before the world does what it was asked (nothing of it has happened),
 * or just after (all of it has happened, only the answer is missing).
 */
export interface Point {
  readonly operation: Operation;
  readonly when: 'before' | 'after';
  /** Of all points that this world reached, from 0. */
  readonly index: number;
  /** Of all points with the same `operation` and `when`, from 1. */
  readonly nth: number;
  /** What it is about: a key, an id, a part number. */
  readonly what: string;
}

/** What happens there. Errors are thrown; undefined lets it pass. */
export type Fate =
  | undefined
  /** No answer ever comes; the operation ends when its signal aborts. */
  | 'hang'
  /** The worker dies here. */
  | 'die'
  /** Before only, for what has no result: it is answered as if it had been done. */
  | 'pretend';

/** Decides what happens at a point; may wait before it does. */
// biome-ignore lint/suspicious/noConfusingVoidType: a hook that only looks on returns nothing
export type Hook = (point: Point) => Fate | void | Promise<Fate | void>;

/** A promise that a test settles when it wants to. */
export function gate(): {
  readonly opened: Promise<undefined>;
  open(): void;
  /** As {@link open}, but it rejects. */
  shut(reason: Error): void;
} {
  let open = (): void => {};
  let shut = (_reason: Error): void => {};
  const opened = new Promise<undefined>((resolve, reject) => {
    open = () => resolve(undefined);
    shut = reject;
  });
  return { opened, open, shut };
}

const never = <Value>(): Promise<Value> => new Promise(() => {});

/** Rejects with the reason of `signal`, unless `over` comes first. */
const aborted = (signal: AbortSignal | null, over: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal === null) return;
    const leave = (): void => reject(signal.reason);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true, signal: over });
  });

/** A life of the worker, as the points see it. */
export interface Mortal {
  readonly isAlive: boolean;
  die(): void;
}

/** Everything that a world does goes through here. */
export class Points {
  hook: Hook = () => undefined;
  readonly reached: Point[] = [];
  readonly #counts = new Map<string, number>();

  count(operation: Operation, when: Point['when']): number {
    return this.#counts.get(`${operation} ${when}`) ?? 0;
  }

  /** Does something for a life, unless fate has it otherwise. A life that has died hears of nothing. */
  async pass<Value>(
    life: Mortal,
    operation: Operation,
    what: string,
    signal: AbortSignal | null,
    effect: () => Value,
  ): Promise<Value> {
    if (!life.isAlive) return never();
    signal?.throwIfAborted();
    const isPretence = (await this.#reach(life, operation, 'before', what, signal)) === 'pretend';
    signal?.throwIfAborted();
    const value = isPretence ? undefined : effect();
    await this.#reach(life, operation, 'after', what, signal);
    return value as Value; // undefined only where Value is void
  }

  async #reach(
    life: Mortal,
    operation: Operation,
    when: Point['when'],
    what: string,
    signal: AbortSignal | null,
  ): Promise<Fate> {
    const nth = this.count(operation, when) + 1;
    this.#counts.set(`${operation} ${when}`, nth);
    const point: Point = { operation, when, what, nth, index: this.reached.length };
    this.reached.push(point);
    const over = new AbortController();
    const decided = (async () => this.hook(point))();
    try {
      const fate = await Promise.race([decided, aborted(signal, over.signal)]);
      if (fate === 'die') life.die();
      if (!life.isAlive) return never();
      if (fate === 'hang') return await aborted(signal, over.signal);
      return fate ?? undefined;
    } catch (reason) {
      if (!life.isAlive) return never();
      throw reason;
    } finally {
      over.abort();
    }
  }
}
