import { describe, expect, test, vi } from 'vitest';
import type { Transfer } from '../../src/core/transfer';
import { contents, expectAllSaved, removeOrphans } from './world/expectations';
import type { Point } from './world/points';
import { clicked, diskFull, MIB, World } from './world/world';

vi.setConfig({ testTimeout: 60_000 });

const SCENARIOS: Record<string, (world: World) => Transfer> = {
  'a picture': () => clicked('t1', 'Cats/'),
  'a small file': world => world.file('t1', 7),
  'a large file': world => world.file('t1', 20 * MIB),
};

const isDisk = ({ operation, when }: Point): boolean =>
  /^(database|blobs)\./.test(operation) && when === 'before';

/** The disk refuses once, or from then on, at the point with this index. */
async function runWithDisk(name: string, index: number, isFullFor: 'once' | 'ever') {
  const world = new World();
  const life = world.live();
  let isReached = false;
  world.at(point => {
    const isNow = isFullFor === 'once' ? point.index === index : point.index >= index;
    if (!isNow || !isDisk(point)) return;
    isReached = true;
    diskFull(point);
  });
  const transfer = SCENARIOS[name]?.(world) ?? clicked('t1', null);
  const refused = await life.transfers.add([transfer]).then(
    () => null,
    (reason: unknown) => reason,
  );
  await world.settle();
  const { length } = world.points.reached;
  world.at(() => undefined);
  return { world, life, refused, isReached, isOver: index >= length };
}

describe.each(Object.keys(SCENARIOS))('the disk refuses something of %s', name => {
  test.each(['once', 'ever'] as const)(
    '(%s) at any point: it fails or is saved, and nothing is lost',
    async isFullFor => {
      for (let index = 0; ; index++) {
        const { world, life, refused, isReached, isOver } = await runWithDisk(name, index, isFullFor);
        if (isOver) break;
        if (!isReached) continue;
        const last = world.points.reached[index];
        const where = `refused at ${index}, ${last?.operation} ${last?.what}`;
        if (refused !== null) {
          // Whoever added it knows; nothing of it is under way.
          expect([where, await life.transfers.all().catch(() => [])]).toEqual([where, []]);
          await world.settle();
          expect([where, life.activity]).toEqual([where, 'idle']);
          continue;
        }
        const [told] = await life.transfers.all();
        expect([where, ['saved', 'failed'].includes(told?.state ?? 'none')]).toEqual([where, true]);
        expect([where, life.settled.at(-1)?.state]).toEqual([where, told?.state]);
        if (told?.state === 'failed') await life.transfers.retry('t1');
        await world.settle();
        expect([where, Object.keys(contents(world))]).toEqual([where, ['Cats/cat.png']]);
        // What the disk did not take, the next life finds out.
        await world.live().transfers.recover();
        await world.settle();
        removeOrphans(world);
        expect([where, Object.keys(contents(world))]).toEqual([where, ['Cats/cat.png']]);
        expectAllSaved(world);
      }
    },
  );
});

describe('a transfer database that can’t be read', () => {
  test('is read again the next time', async () => {
    const world = new World();
    await world.live().transfers.add([world.file('t1', 7)]);
    const life = world.live();
    world.at(({ operation, when, nth }) => {
      if (operation === 'database.all' && when === 'before' && nth === 2) throw new Error('not now');
    });
    await expect(life.transfers.recover()).rejects.toThrow('not now');
    await life.transfers.recover();
    await world.settle();
    expectAllSaved(world);
  });

  test('as to the parts of one transfer stops neither that one nor others', async () => {
    const world = new World();
    world.at(({ operation, when, nth }) =>
      operation === 'uploadPart' && when === 'before' && nth > 2 ? 'die' : undefined,
    );
    void world.live().transfers.add([world.file('t1', 20 * MIB), world.file('t2', 7, { name: 'b' })]);
    await world.settle();
    const life = world.live();
    world.at(({ operation, when, nth }) => {
      if (operation === 'database.parts' && when === 'before' && nth === 1) throw new Error('not now');
    });
    await life.transfers.recover();
    await world.settle();
    removeOrphans(world);
    expectAllSaved(world);
  });
});

test('a full disk does not keep a retry from starting: the user is told, and it goes on', async () => {
  const world = new World();
  const life = world.live();
  world.at(({ operation }) => {
    if (operation === 'put') throw new DOMException('broken', 'DataError');
  });
  await life.transfers.add([world.file('t1', 7)]);
  await world.settle();
  world.at(point => (point.operation === 'database.write' ? diskFull(point) : undefined));
  await expect(life.transfers.retry('t1')).rejects.toThrow('full');
  world.at(() => undefined);
  await world.settle();
  expectAllSaved(world);
});
