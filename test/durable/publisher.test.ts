import { describe, expect, test } from 'vitest';
import type { WaitReason } from '../../src/core/wait-reason';
import { type Activity, openPublisher } from '../../src/durable/publisher';
import { FakeClock } from '../transfers/world/fake-clock';

const alive = { isAlive: true, die() {} };

interface Row {
  readonly id: string;
  readonly isPending: boolean;
}

/** A publisher of these rows, whose wait reasons are in `waiting`. */
function opened(...rows: Row[]) {
  const clock = new FakeClock();
  const waiting = new Map<string, WaitReason>();
  const published: (readonly { readonly id: string }[])[] = [];
  const activities: Activity[] = [];
  const publisher = openPublisher(
    {
      environment: { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal, alive) },
      onActivity: activity => void activities.push(activity),
      onChange: all => void published.push(all),
    },
    {
      records: () => rows,
      liveStatusOf: ({ id }) => ({ waiting: waiting.get(id) ?? null }),
      isPending: row => row.isPending,
    },
  );
  return { clock, waiting, published, activities, publisher, rows };
}

const PENDING = { id: 'a', isPending: true };

test('a list that changes often is published at once, and then every 100 ms', async () => {
  const { clock, published, publisher } = opened(PENDING);
  for (let ms = 0; ms < 1000; ms += 10) {
    publisher.publish();
    await clock.settle(10);
  }
  expect(published.length).toBeGreaterThanOrEqual(10);
  expect(published.length).toBeLessThanOrEqual(12);
});

describe('an end', () => {
  const others = (count: number): Row[] =>
    Array.from({ length: count }, (_, index) => ({ id: `o${index}`, isPending: true }));

  test('is published at once, however lately something else was, and nothing after it', async () => {
    const { clock, published, publisher } = opened({ id: 'a', isPending: false }, ...others(6));
    publisher.publish();
    await clock.settle(10);
    publisher.publish();
    const before = published.length;
    publisher.publishEnd();
    expect(published.length).toBe(before + 1);
    await clock.settle(500);
    expect(published.length).toBe(before + 1);
  });

  test('waits for the next list while many more are under way', async () => {
    const { clock, published, publisher } = opened({ id: 'a', isPending: false }, ...others(7));
    publisher.publishNow();
    for (let end = 0; end < 50; end++) publisher.publishEnd();
    expect(published.length).toBe(1);
    await clock.settle(500);
    expect(published.length).toBe(2);
  });
});

test('a record that has not changed is published as the very same object, another one is not', async () => {
  const { waiting, publisher, rows } = opened(PENDING, { id: 'b', isPending: true });
  const [a, b] = publisher.current();
  waiting.set('b', { kind: 'turn' });
  rows.push({ id: 'c', isPending: false });
  const now = publisher.current();
  expect(now[0]).toBe(a);
  expect(now[1]).not.toBe(b);
  waiting.set('b', { kind: 'turn' }); // equal, though another object
  expect(publisher.current()[1]).toBe(now[1]);
});

describe('the worker', () => {
  test.each<[string, Row[], Record<string, WaitReason>, Activity]>([
    ['is busy while a record moves', [PENDING], {}, 'busy'],
    ['is busy while one waits for its turn behind another', [PENDING], { a: { kind: 'turn' } }, 'busy'],
    ['waits while all are offline', [PENDING], { a: { kind: 'online' } }, 'waiting'],
    [
      'waits while some are offline and the others wait for their turn',
      [PENDING, { id: 'b', isPending: true }],
      { a: { kind: 'online' }, b: { kind: 'turn' } },
      'waiting',
    ],
    ['is idle while all wait for the user to sign in', [PENDING], { a: { kind: 'sign-in' } }, 'idle'],
    [
      'is idle while some wait for the user to sign in and the others for their turn',
      [PENDING, { id: 'b', isPending: true }],
      { a: { kind: 'sign-in' }, b: { kind: 'turn' } },
      'idle',
    ],
    [
      'waits while some are offline and others wait for the user to sign in',
      [PENDING, { id: 'b', isPending: true }],
      { a: { kind: 'sign-in' }, b: { kind: 'online' } },
      'waiting',
    ],
    ['is idle when nothing is pending', [{ id: 'a', isPending: false }], {}, 'idle'],
  ])('%s', (_, rows, waiting, activity) => {
    const { waiting: reasons, publisher, activities } = opened(...rows);
    for (const [id, reason] of Object.entries(waiting)) reasons.set(id, reason);
    publisher.publishNow();
    expect(activities).toEqual([activity]);
  });

  test('is busy with other work, waits with it for a network, and is idle after it', async () => {
    const { clock, activities, publisher } = opened();
    await publisher.whileBusy(async onWaiting => {
      await clock.settle(200);
      onWaiting({ kind: 'online' });
      await clock.settle(200);
    });
    await clock.settle(200);
    expect(activities).toEqual(['busy', 'waiting', 'idle']);
  });
});
