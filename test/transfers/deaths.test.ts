import { describe, expect, test, vi } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { newTransfer, type Transfer } from '../../src/core/transfer';
import { contents, expectAllSaved, removeOrphans } from './world/expectations';
import type { Point } from './world/points';
import { clicked, type Life, MIB, World } from './world/world';

vi.setConfig({ testTimeout: 60_000 });

/** So that several parts are on the wire when the worker dies, each of them for another time. */
const PART_MS = 400;

const SCENARIOS: Record<string, { begin(world: World): readonly Transfer[]; readonly parts: number }> = {
  'a picture': { begin: () => [clicked('t1', 'Cats/')], parts: 0 },
  'a small file': { begin: world => [world.file('t1', 7)], parts: 0 },
  'a large file': { begin: world => [world.file('t1', 52 * MIB)], parts: 6 * 2 },
  'two files of one name': {
    begin: world => [world.file('t1', 7), world.file('t2', 20 * MIB)],
    parts: 4,
  },
};

interface Run {
  readonly world: World;
  /** False when the world came to rest before that point was reached. */
  readonly isReached: boolean;
}

/** Lives through a scenario until the point with this index is reached, and then has `fate` have its way. */
async function runUntil(
  name: string,
  index: number,
  fate: (world: World, life: Life, point: Point) => undefined | 'die',
): Promise<Run> {
  const world = new World();
  const life = world.live();
  let isReached = false;
  world.at(async point => {
    if (point.index === index) {
      isReached = true;
      return fate(world, life, point);
    }
    if (point.operation === 'uploadPart' && point.when === 'before')
      await world.clock.sleep(PART_MS + 10 * Number(point.what), new AbortController().signal, life);
    return undefined;
  });
  const transfers = SCENARIOS[name]?.begin(world) ?? [];
  // Who is cut off before it is acknowledged asks again, with the next life.
  void life.transfers.add(transfers);
  await world.settle();
  return { world, isReached };
}

// Hundreds of worlds each; some seconds on a busy machine.
describe.each(Object.keys(SCENARIOS))('the worker dies at any point of %s', name => {
  test('and the next worker completes it: nothing twice, nothing left, nothing sent again but what was in flight', async () => {
    for (let index = 0; ; index++) {
      const { world, isReached } = await runUntil(name, index, () => 'die');
      if (!isReached) break;
      const last = world.points.reached.at(-1);
      const next = world.live();
      world.at(() => undefined);
      const asked = SCENARIOS[name]?.begin(new World()) ?? [];
      const isAdded = asked.every(({ id }) => world.disk.transfers.has(id));
      await next.transfers.recover();
      if (!isAdded) await next.transfers.add(asked);
      await world.settle();
      const where = `dead at ${index}, ${last?.operation} ${last?.when} ${last?.what}`;
      removeOrphans(world);
      expect([where, world.bucket.objects.size]).toEqual([where, asked.length]);
      expectAllSaved(world);
      expect(next.activity).toBe('idle');
      const { parts = 0 } = SCENARIOS[name] ?? {};
      expect([where, world.count('uploadPart') <= parts + 6]).toEqual([where, true]);
      expect([where, world.count('createMultipartUpload') <= 2]).toEqual([where, true]);
    }
  });

  test('and so does the next one, at every point: still nothing twice, nothing left', async () => {
    for (let index = 0; ; index += 3) {
      const { world, isReached } = await runUntil(name, index, () => 'die');
      if (!isReached) break;
      const from = world.points.reached.length;
      world.at(point => (point.index === from + 12 + (index % 7) ? 'die' : undefined));
      const second = world.live();
      void second.transfers.recover();
      await world.settle();
      const third = world.live();
      world.at(() => undefined);
      const asked = SCENARIOS[name]?.begin(new World()) ?? [];
      await third.transfers.recover();
      await third.transfers.add(asked);
      await world.settle();
      removeOrphans(world);
      expect([index, world.bucket.objects.size]).toEqual([index, asked.length]);
      expectAllSaved(world);
    }
  });

  test.each(['cancel', 'pause and cancel'])(
    'and the user cancels it (%s) at any point: nothing stays',
    async how => {
      for (let index = 0; ; index++) {
        let call: Promise<unknown> = Promise.resolve();
        const { world, isReached } = await runUntil(name, index, (_, { transfers }) => {
          call = (async () => {
            for (const id of ['t1', 't2']) {
              if (how !== 'cancel') await transfers.pause(id);
              await transfers.cancel(id);
            }
          })();
          return undefined;
        });
        if (!isReached) break;
        await call;
        await world.settle();
        const last = world.points.reached[index];
        const where = `called off at ${index}, ${last?.operation} ${last?.when} ${last?.what}`;
        // Whatever was saved before is still in the list; nothing else is anywhere.
        const kept = [...world.disk.transfers.values()];
        expect([where, kept.map(({ state }) => state)]).toEqual([where, kept.map(() => 'saved')]);
        expect([where, Object.keys(contents(world))]).toEqual([where, kept.map(({ key }) => key)]);
        expect([where, world.bucket.uploads.size, world.disk.pendingCleanups.size]).toEqual([where, 0, 0]);
        expect([where, world.disk.blobs.size]).toEqual([where, 0]);
      }
    },
  );

  test('and the user pauses and resumes it at any point: no part that had arrived is sent twice', async () => {
    for (let index = 0; ; index++) {
      let call: Promise<unknown> = Promise.resolve();
      const { world, isReached } = await runUntil(name, index, (_, { transfers }) => {
        call = transfers.pause('t1').then(() => transfers.unpause('t1'));
        return undefined;
      });
      if (!isReached) break;
      await call;
      await world.settle();
      const { parts = 0 } = SCENARIOS[name] ?? {};
      expect([index, world.count('uploadPart') <= parts + 6]).toEqual([index, true]);
      expectAllSaved(world);
    }
  });
});

test('a transfer over which workers die again and again fails with that reason, and can be retried', async () => {
  const world = new World();
  await world.live().transfers.add([world.file('t1', 20 * MIB)]);
  let life: Life = world.live();
  for (let lives = 0; lives < 30; lives++) {
    life = world.live();
    world.at(({ operation }) => (operation === 'uploadPart' ? 'die' : undefined));
    void life.transfers.recover();
    await world.settle();
  }
  expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'keeps-being-interrupted' } }]);
  world.at(() => undefined);
  await life.transfers.retry('t1');
  await world.settle();
  expectAllSaved(world);
});

test('a picture whose capture kills the worker each time is given up, and delays no other for ever', async () => {
  const world = new World();
  await world.live().transfers.add([clicked('t1', 'Cats/')]);
  let life: Life = world.live();
  for (let lives = 0; lives < 8; lives++) {
    life = world.live();
    world.at(({ operation }) => (operation === 'capture' ? 'die' : undefined));
    void life.transfers.recover();
    await world.settle();
  }
  expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'keeps-being-interrupted' } }]);
  world.at(() => undefined);
  await life.transfers.retry('t1');
  await world.settle();
  expectAllSaved(world);
});

test('a transfer that gets one more part done per worker is not given up', async () => {
  const world = new World();
  await world.live().transfers.add([world.file('t1', 480 * MIB)]);
  world.connectionLimit = 1;
  for (let lives = 0; lives < 40; lives++) {
    const before = world.count('uploadPart');
    const life = world.live();
    world.at(async ({ operation, when, nth }) => {
      if (operation !== 'uploadPart' || when !== 'before') return undefined;
      await world.clock.sleep(PART_MS, new AbortController().signal, life);
      return nth > before + 1 ? 'die' : undefined;
    });
    void life.transfers.recover();
    await world.settle();
  }
  world.at(() => undefined);
  await world.live().transfers.recover();
  await world.settle();
  expectAllSaved(world);
});

test('a start where the browser denies its network counts as no attempt once a request finds none', async () => {
  const world = new World();
  world.saysOnline = false;
  await world.live().transfers.add([world.file('t1', 7)]);
  let puts = 0;
  world.at(({ operation, when }) => {
    if (operation !== 'put' || when !== 'before') return undefined;
    puts++;
    if (puts % 2 === 1) throw new ShoeboxError('offline');
    return puts < 60 ? 'die' : undefined;
  });
  for (let lives = 0; lives < 32; lives++) {
    await world.live().transfers.recover();
    await world.settle();
  }
  expectAllSaved(world);
});

test('a start without a network counts as no attempt', async () => {
  const world = new World();
  await world.live().transfers.add([world.file('t1', 7)]);
  world.live();
  world.setOnline(false);
  for (let lives = 0; lives < 40; lives++) {
    await world.live().transfers.recover();
    await world.settle();
  }
  expect([...world.disk.transfers.values()].map(({ fruitlessStarts }) => fruitlessStarts)).toEqual([0]);
  world.setOnline(true);
  await world.live().transfers.recover();
  await world.settle();
  expectAllSaved(world);
});

test('a transfer written by the previous version, without the new facts, resumes', async () => {
  const world = new World();
  const { id, createdAt, source, bucket, album, name, bytes } = world.file('t1', 20 * MIB);
  world.disk.transfers.set('t1', newTransfer({ id, createdAt, source, bucket, album, name, bytes }));
  await world.live().transfers.recover();
  await world.settle();
  expectAllSaved(world);
});
