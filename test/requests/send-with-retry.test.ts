import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import type { WaitReason } from '../../src/core/wait-reason';
import { openExecutors } from '../../src/requests/request-executors';
import { sendWithRetry } from '../../src/requests/send-with-retry';
import { FakeClock } from '../transfers/world/fake-clock';

const never = new AbortController().signal;

/** An executor with its own clock, and what it was told. */
function open(connections = 6) {
  const clock = new FakeClock();
  const waits: (WaitReason | null)[] = [];
  const limits: (number | null)[] = [];
  const owner = {};
  const executorFor = openExecutors({
    environment: {
      now: () => clock.now(),
      sleep: (ms, signal) => clock.sleep(ms, signal, owner),
      random: () => 0.5,
      newId: () => 'id',
      untilUserCame: async () => {},
      untilOnline: async () => true,
    },
    connectionLimit(bytesPerSecond) {
      limits.push(bytesPerSecond);
      return connections;
    },
  });
  const executor = executorFor({ host: 's3.example.org' }, waiting => waits.push(waiting));
  return { clock, waits, limits, executor, executorFor };
}

describe('sendWithRetry', () => {
  test('sends again after a pause, tells of the wait and of its end, and resolves with the answer', async () => {
    const { clock, waits, executor } = open();
    let attempts = 0;
    const answer = sendWithRetry(executor, never, {
      async send() {
        if (++attempts < 3) throw new ShoeboxError('s3-unavailable');
        return 'answer';
      },
    });
    const begun = clock.now();
    await clock.settle();
    expect([await answer, attempts]).toEqual(['answer', 3]);
    expect(waits).toEqual([
      { kind: 'retry', at: begun + 250, reason: 's3-unavailable' },
      null,
      { kind: 'retry', at: begun + 750, reason: 's3-unavailable' },
      null,
    ]);
  });

  test('rejects at once with a failure that can’t pass', async () => {
    const { waits, executor } = open();
    const send = async (): Promise<never> => {
      throw new ShoeboxError('access-denied');
    };
    await expect(sendWithRetry(executor, never, { send })).rejects.toMatchObject({ code: 'access-denied' });
    expect(waits).toEqual([]);
  });

  test('ends with what beforeRetry finds', async () => {
    const { clock, executor } = open();
    const answer = sendWithRetry(executor, never, {
      async send(): Promise<string> {
        throw new ShoeboxError('endpoint-unreachable');
      },
      beforeRetry: async ({ code }) => `found after ${code}`,
    });
    await clock.settle();
    await expect(answer).resolves.toBe('found after endpoint-unreachable');
  });

  test('halves the connections at SlowDown before the next waiting request gets one', async () => {
    const { clock, executor } = open(2);
    /** How many were under way when each began. */
    const begun: number[] = [];
    let underWay = 0;
    const send = async (signal: AbortSignal): Promise<void> => {
      const isRefused = begun.push(++underWay) <= 2;
      await clock.sleep(10, signal, executor);
      underWay--;
      if (isRefused) throw new ShoeboxError('throttled');
    };
    const all = Promise.all([1, 2, 3, 4].map(() => sendWithRetry(executor, never, { send })));
    await clock.settle();
    await all;
    expect(begun.slice(0, 4)).toEqual([1, 2, 1, 1]);
  });

  test('rejects with the reason of its signal while it waits', async () => {
    const { clock, executor } = open();
    const cancelled = new AbortController();
    const answer = sendWithRetry(executor, cancelled.signal, {
      async send() {
        throw new ShoeboxError('throttled', {}, { retryAfterMs: 60_000 });
      },
    });
    const rejected = expect(answer).rejects.toThrow('cancelled');
    await clock.idle();
    cancelled.abort(new Error('cancelled'));
    await rejected;
  });
});

describe('request executors', () => {
  test('size the common pool by the slowest host that is known', async () => {
    const { clock, limits, executor, executorFor } = open();
    const taking = (ms: number) => (signal: AbortSignal) => clock.sleep(ms, signal, executor);
    const send = async (host: string, ms: number): Promise<void> => {
      const sent = sendWithRetry(executorFor({ host }), never, { bytes: 1_000_000, send: taking(ms) });
      await clock.settle();
      await sent;
    };
    await send('s3.example.org', 1_000);
    await send('slow.example.org', 10_000);
    await send('s3.example.org', 1_000);
    expect([limits[0], limits.at(-1)]).toEqual([null, 100_000]);
  });
});
