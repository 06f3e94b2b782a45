import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { expectAllSaved } from './world/expectations';
import type { Hook } from './world/points';
import { MIB, once, refuse, World } from './world/world';

const always =
  (operation: string, hook: Hook): Hook =>
  point =>
    point.operation === operation && point.when === 'before' ? hook(point) : undefined;

describe('a failure that can pass', () => {
  test('is waited for, with its reason published, and then the transfer is saved', async () => {
    const world = new World();
    const life = world.live();
    world.at(once('put', 'before', refuse('s3-unavailable')));
    await life.transfers.add([world.file('t1', 7)]);
    const begun = world.clock.now();
    await world.settle(100);
    expect((await life.transfers.all()).map(({ waiting }) => waiting)).toEqual([
      { kind: 'retry', at: begun + 250, reason: 's3-unavailable' },
    ]);
    expect(life.activity).toBe('busy');
    await world.settle();
    expectAllSaved(world);
    expect([world.count('put'), life.activity]).toEqual([2, 'idle']);
  });

  test('and does not pass fails the transfer after its number of attempts', async () => {
    const world = new World();
    const life = world.live();
    world.at(always('put', refuse('s3-unavailable')));
    await life.transfers.add([world.file('t1', 7)]);
    await world.settle();
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 's3-unavailable' } }]);
    expect(world.count('put')).toBe(10);
  });

  test('is retried no sooner than Retry-After asks', async () => {
    const world = new World();
    const life = world.live();
    world.at(once('put', 'before', refuse('throttled', 42_000)));
    await life.transfers.add([world.file('t1', 7)]);
    const begun = world.clock.now();
    await world.settle();
    expect(world.disk.transfers.get('t1')?.endedAt).toBe(begun + 42_000);
  });
});

test('a failure that can’t pass is not retried', async () => {
  for (const code of [
    'access-denied',
    'bucket-not-found',
    'wrong-region',
    'key-too-long',
    'unexpected',
  ] as const) {
    const world = new World();
    const life = world.live();
    world.at(always('put', refuse(code)));
    await life.transfers.add([world.file('t1', 7)]);
    await world.settle();
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code } }]);
    expect(world.count('put')).toBe(1);
  }
});

describe('offline', () => {
  const whileOffline =
    (world: World): Hook =>
    ({ operation, when }) => {
      if (!world.isOnline && when === 'before' && /^(put|head|createMultipartUpload)$/.test(operation))
        throw new ShoeboxError('offline');
    };

  test('for hours sends nothing, uses up no attempt, and lets the worker die', async () => {
    const world = new World();
    const life = world.live();
    world.at(whileOffline(world));
    world.setOnline(false);
    await life.transfers.add([world.file('t1', 7), world.file('t2', 20 * MIB, { name: 'b' })]);
    await world.settle(5 * 60 * 60_000);
    expect(life.told.map(({ waiting }) => waiting)).toEqual([{ kind: 'online' }, { kind: 'online' }]);
    expect([life.activity, world.count('put')]).toEqual(['waiting', 1]);
    for (let times = 0; times < 30; times++) {
      world.setOnline(true);
      world.setOnline(false);
      await world.settle(1_000);
    }
    expect(life.told.map(({ state }) => state)).toEqual(['under-way', 'under-way']);
    world.setOnline(true);
    await world.settle();
    expectAllSaved(world);
    expect(life.activity).toBe('idle');
  });

  test('lets the worker die although more transfers wait for their turn', async () => {
    const world = new World();
    const life = world.live();
    world.at(whileOffline(world));
    world.setOnline(false);
    await life.transfers.add(
      Array.from({ length: 40 }, (_, index) => world.file(`t${index}`, 7, { name: `${index}` })),
    );
    await world.settle(60_000);
    expect(life.activity).toBe('waiting');
    world.setOnline(true);
    await world.settle();
    expectAllSaved(world);
  });
});

describe('SlowDown', () => {
  test('halves the requests at once before the next is sent; successes bring more again', async () => {
    const world = new World();
    const life = world.live();
    const atOnce: number[] = [];
    let now = 0;
    world.at(async ({ operation, when, nth }) => {
      if (operation !== 'uploadPart') return;
      now += when === 'before' ? 1 : -1;
      if (when === 'before') {
        atOnce.push(now);
        await world.clock.sleep(1_000, new AbortController().signal, life);
        if (nth <= 6) {
          now--;
          throw new ShoeboxError('throttled');
        }
      }
    });
    await life.transfers.add([world.file('t1', 480 * MIB)]);
    await world.settle();
    expect(Math.max(...atOnce.slice(0, 6))).toBe(6);
    expect(Math.max(...atOnce.slice(6, 12))).toBe(3);
    expect(Math.max(...atOnce.slice(-12))).toBeGreaterThan(3);
    expectAllSaved(world);
  });
});

describe('a request that stalls', () => {
  test('is aborted and sent again when it is a part', async () => {
    const world = new World();
    const life = world.live();
    world.at(once('uploadPart', 'before', () => 'hang', 9));
    await life.transfers.add([world.file('t1', 96 * MIB)]);
    await world.settle();
    expect([world.count('uploadPart'), world.count('createMultipartUpload')]).toEqual([13, 1]);
    expectAllSaved(world);
  });

  test.each(['put', 'head', 'createMultipartUpload', 'uploadPart', 'completeMultipartUpload'])(
    'is sent again when it is %s, whether S3 had done it or not',
    async operation => {
      for (const when of ['before', 'after'] as const) {
        const world = new World();
        world.at(once(operation, when, () => 'hang'));
        await world.live().transfers.add([world.file('t1', 7), world.file('t2', 20 * MIB, { name: 'b' })]);
        await world.settle();
        expectAllSaved(world);
        expect(world.bucket.objects.size).toBe(2);
      }
    },
  );

  test('again and again fails the transfer with connection-stalled', async () => {
    const world = new World();
    const life = world.live();
    world.at(({ operation }) => (operation === 'put' ? 'hang' : undefined));
    await life.transfers.add([world.file('t1', 7)]);
    await world.settle();
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'connection-stalled' } }]);
    expect(world.count('put')).toBe(5);
  });

  test('is not one of six at once over 0.5 Mbit/s', async () => {
    const world = new World();
    const life = world.live();
    const forever = new AbortController().signal;
    world.at(async ({ operation, when }) => {
      if (operation === 'uploadPart' && when === 'before')
        await world.clock.sleep((8 * MIB * 1000) / (10 * 1024), forever, life);
    });
    await life.transfers.add([world.file('t1', 96 * MIB)]);
    await world.settle();
    expect(world.count('uploadPart')).toBe(12);
    expectAllSaved(world);
  });
});
