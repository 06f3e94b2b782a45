import { isShoeboxError, mayHaveSucceeded, ShoeboxError } from '../../src/core/failure';
import { abortable } from '../../src/core/promises';
import type { ConditionalOperation, Operation } from '../transfers/world/points';
import type { FakeBucket, WriteContext } from './fake-bucket';

/** Sends one request: what it does in the bucket is `effect`, if it comes to that. */
export type Send = <Value>(
  operation: Operation,
  what: string,
  signal: AbortSignal,
  effect: () => Value,
) => Promise<Value>;

/** A write that depends on what is at its key. */
interface Write<Value> {
  readonly operation: ConditionalOperation;
  readonly key: string;
  /** The same for every try of the same write, and for no other. */
  readonly writer: string;
  readonly signal: AbortSignal;
  /** What S3 would refuse it with, by the entity tag of what is at the key. */
  readonly rejection: (etag: string | null) => ShoeboxError | null;
  readonly effect: (manner: WriteContext) => Value;
}

export type ConditionalWrites = <Value>(write: Write<Value>) => Promise<Value>;

/** For how long S3 may still do a write whose answer was lost. */
const LANDS_WITHIN_MS = 20_000;

/**
 * What Shoebox's adapters do in one worker: where conditions are heeded, they send one request. Where they are not, they
 * look first, with a request of its own, and both are one turn at the key; a write whose answer was lost keeps others
 * from its key until it can't be done any more. What another user stores between look and write, nobody sees.
 */
export function conditionalWrites(
  bucket: FakeBucket,
  send: Send,
  seq: () => number,
  now: () => number,
): ConditionalWrites {
  const tails = new Map<string, Promise<unknown>>();
  const lost = new Map<string, { readonly writer: string; readonly until: number }>();

  async function lookAndSend<Value>(write: Write<Value>): Promise<Value> {
    const { operation, key, writer, signal, rejection, effect } = write;
    const other = lost.get(key);
    const left = (other?.until ?? 0) - now();
    if (other !== undefined && other.writer !== writer && left > 0)
      throw new ShoeboxError('s3-unavailable', {}, { retryAfterMs: left });
    const look = await send(`${operation}.look`, key, signal, () => ({
      lookedSeq: seq(),
      refused: rejection(bucket.head(key)?.etag ?? null),
    }));
    if (look.refused !== null) throw look.refused;
    try {
      return await send(operation, key, signal, () => effect(look));
    } catch (error) {
      if (!isShoeboxError(error) || mayHaveSucceeded(error.code))
        lost.set(key, { writer, until: now() + LANDS_WITHIN_MS });
      throw error;
    }
  }

  return async write => {
    const { operation, key, signal, effect } = write;
    if (bucket.honoursConditions) return send(operation, key, signal, () => effect({ lookedSeq: null }));
    const before = tails.get(key) ?? Promise.resolve();
    let end = (): void => {};
    const ended = new Promise<void>(resolve => {
      end = resolve;
    });
    tails.set(
      key,
      before.then(() => ended),
    );
    try {
      await abortable(signal, before);
      return await lookAndSend(write);
    } finally {
      end();
    }
  };
}
