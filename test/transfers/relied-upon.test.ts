import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { contents, expectNothingLeft, removeOrphans } from './world/expectations';
import { gate, type Hook } from './world/points';
import { BUCKET, diskFull, type Life, MIB, once, World } from './world/world';

const SIZES = { 'a small file': 7, 'a file in parts': 20 * MIB };

/** The object is stored, the answer never comes, and then there is no network for so long that the upload fails. */
const answerLost =
  ({ bucket }: World): Hook =>
  ({ operation }) => {
    if (/^(put|completeUpload|head|listParts)$/.test(operation) && bucket.objects.size > 0)
      throw new ShoeboxError('endpoint-unreachable');
  };

/** `t1` is told as failed, and its object is in the bucket. */
async function failedWithObject(world: World, size: number): Promise<Life> {
  const life = world.live();
  world.at(answerLost(world));
  await life.transfers.add([world.file('t1', size, { source: 'same' })]);
  await world.settle();
  world.at(() => undefined);
  expect([life.settled.at(-1)?.state, Object.keys(contents(world))]).toEqual(['failed', ['Cats/cat.png']]);
  return life;
}

const addAgain = async (world: World, { transfers }: Life, size: number): Promise<void> => {
  await transfers.add([world.file('t2', size, { source: 'same' })]);
  await world.settle();
};

const outcomes = (world: World): unknown[][] =>
  [...world.disk.transfers.values()].map(({ id, state, outcome, key }) => [id, state, outcome, key]);

describe.each(Object.entries(SIZES))(
  'of %s, the object that another upload was told to be there',
  (_, size) => {
    test('stays when the failed upload that stored it is cleared', async () => {
      const world = new World();
      const life = await failedWithObject(world, size);
      await addAgain(world, life, size);
      expect(outcomes(world)[1]).toEqual(['t2', 'saved', 'already-there', 'Cats/cat.png']);
      await life.transfers.dismiss(['t1']);
      await world.settle();
      expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
      expectNothingLeft(world);
    });

    test('stays when that upload is tried again, stopped and cancelled', async () => {
      const world = new World();
      const life = await failedWithObject(world, size);
      await addAgain(world, life, size);
      world.at(({ operation }) => (operation === 'head' || operation === 'put' ? 'hang' : undefined));
      await life.transfers.retry('t1');
      await world.idle();
      await life.transfers.cancel('t1');
      world.at(() => undefined);
      await world.settle();
      expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
      expectNothingLeft(world);
    });

    test('stays when the failed upload gets another album, fails there as well and is cleared', async () => {
      const world = new World();
      const life = await failedWithObject(world, size);
      await addAgain(world, life, size);
      world.at(({ operation }) => {
        if (/^(put|createMultipartUpload)$/.test(operation)) throw new ShoeboxError('access-denied');
      });
      await life.transfers.chooseAlbum('t1', 'Dogs/');
      await world.settle();
      expect(outcomes(world)[0]?.slice(0, 2)).toEqual(['t1', 'failed']);
      world.at(() => undefined);
      await life.transfers.dismiss(['t1']);
      await world.settle();
      expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
      expectNothingLeft(world);
    });

    test('stays when the worker died after it was told, and the failed upload is cleared by the next', async () => {
      const world = new World();
      await addAgain(world, await failedWithObject(world, size), size);
      const next = world.live();
      await next.transfers.recover();
      await next.transfers.dismiss(['t1', 't2']);
      await world.settle();
      expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
      expectNothingLeft(world);
    });

    test('is found gone and stored anew when the clean-up removes it in the same moment', async () => {
      const world = new World();
      const life = await failedWithObject(world, size);
      const deletion = gate();
      world.at(({ operation, when }) =>
        operation === 'delete' && when === 'before' ? deletion.opened : undefined,
      );
      await life.transfers.dismiss(['t1']);
      await world.idle();
      await life.transfers.add([world.file('t2', size, { source: 'same' })]);
      await world.idle();
      deletion.open();
      await world.settle();
      expect(outcomes(world)).toEqual([['t2', 'saved', 'stored', 'Cats/cat.png']]);
      expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
      expectNothingLeft(world);
    });

    test('is not relied upon while an earlier worker may have a deletion of it on the wire', async () => {
      const world = new World();
      const life = await failedWithObject(world, size);
      world.at(({ operation }) => (operation === 'delete' ? 'die' : undefined));
      await life.transfers.dismiss(['t1']);
      await world.settle();
      const next = world.live();
      world.at(() => undefined);
      void next.transfers.recover();
      await addAgain(world, next, size);
      expect(outcomes(world)).toEqual([['t2', 'saved', 'stored', 'Cats/cat (2).png']]);
      expect(Object.keys(contents(world))).toEqual(['Cats/cat (2).png']);
      removeOrphans(world);
      expectNothingLeft(world);
    });

    test('is not told as saved when the disk can’t note that it is relied upon', async () => {
      const world = new World();
      const life = await failedWithObject(world, size);
      world.at(point => {
        if (point.operation === 'database.write' && point.what.includes('t2 saved')) diskFull(point);
      });
      await addAgain(world, life, size);
      expect(outcomes(world)[1]?.slice(0, 2)).toEqual(['t2', 'failed']);
      world.at(() => undefined);
      await life.transfers.dismiss(['t1']);
      await life.transfers.retry('t2');
      await world.settle();
      expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
      expect(outcomes(world)[0]?.slice(0, 2)).toEqual(['t2', 'saved']);
    });
  },
);

describe('the object of an upload of which the disk refused to note that it was saved', () => {
  async function savedUnnoted(): Promise<{ world: World; life: Life }> {
    const world = new World();
    const life = world.live();
    world.at(point => {
      if (point.operation === 'database.write' && point.what.includes('t1 saved')) diskFull(point);
    });
    await life.transfers.add([world.file('t1', 7, { source: 'same' })]);
    await world.settle();
    world.at(() => undefined);
    expect([life.settled.at(-1)?.state, outcomes(world)[0]?.[1]]).toEqual(['saved', 'under-way']);
    return { world, life };
  }

  /** The next worker knows nothing of that, and the user cancels it there before it goes on. */
  async function cancelInNext(world: World): Promise<void> {
    const next = world.live();
    world.at(({ operation }) => (/^(put|head)$/.test(operation) ? 'hang' : undefined));
    await next.transfers.recover();
    await next.transfers.cancel('t1');
    world.at(() => undefined);
    await world.settle();
  }

  test('stays for another upload that was told to be there, when a later worker cancels the first', async () => {
    const { world, life } = await savedUnnoted();
    await addAgain(world, life, 7);
    expect(outcomes(world)[1]).toEqual(['t2', 'saved', 'already-there', 'Cats/cat.png']);
    await cancelInNext(world);
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
  });

  test('stays for a job that relies on it, when a later worker cancels the upload', async () => {
    const { world, life } = await savedUnnoted();
    expect(await life.transfers.removals.keep(BUCKET, ['Cats/cat.png'])).toEqual([]);
    await cancelInNext(world);
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
  });
});

describe('what a job relies on', () => {
  test('is kept from the clean-up of an upload that failed, and of one that was cleared', async () => {
    const world = new World();
    const life = await failedWithObject(world, 7);
    expect(await life.transfers.removals.keep(BUCKET, ['Cats/cat.png', 'Cats/other.png'])).toEqual([]);
    await life.transfers.dismiss(['t1']);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
    expectNothingLeft(world);
  });

  test('is kept while the clean-up waits for a network', async () => {
    const world = new World();
    const life = await failedWithObject(world, 7);
    world.at(({ operation }) => {
      if (operation === 'head' && !world.isOnline) throw new ShoeboxError('offline');
    });
    world.setOnline(false);
    await life.transfers.dismiss(['t1']);
    await world.idle();
    const kept = life.transfers.removals.keep(BUCKET, ['Cats/cat.png']);
    world.setOnline(true);
    await world.settle();
    // The clean-up was at it already: whoever asked looks again.
    expect([await kept, Object.keys(contents(world))]).toEqual([[], []]);
  });

  test('is kept while an upload decides between two of those objects: neither waits for the other', async () => {
    const world = new World();
    const life = world.live();
    world.at(({ operation, what }) => {
      if (/^(put|head)$/.test(operation) && world.bucket.objects.has(what))
        throw new ShoeboxError('endpoint-unreachable');
    });
    const keys = ['Cats/cat.png', 'Cats/z.png'];
    await life.transfers.add([
      world.file('t1', 7, { source: 'same' }),
      world.file('t2', 7, { source: 'same', name: 'z.png' }),
    ]);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(keys);
    const put = gate();
    world.at(({ operation, when }) => (operation === 'put' && when === 'before' ? put.opened : undefined));
    await life.transfers.add([{ ...world.file('t3', 7, { source: 'same' }), triedKeys: ['Cats/z.png'] }]);
    await world.idle();
    const kept = life.transfers.removals.keep(BUCKET, keys);
    await world.idle();
    put.open();
    await world.settle();
    expect(outcomes(world)[2]).toEqual(['t3', 'saved', 'already-there', 'Cats/cat.png']);
    expect(await kept).toEqual([]);
  });

  test('costs nothing where the clean-up has nothing to do with it', async () => {
    const world = new World();
    const life = world.live();
    await life.transfers.add([world.file('t1', 7)]);
    await world.settle();
    const before = world.points.reached.length;
    expect(await life.transfers.removals.keep(BUCKET, ['Cats/cat.png'])).toEqual([]);
    expect(world.points.reached.length).toBe(before);
  });
});

describe('a deletion that was ordered', () => {
  const includes = (key: string) => (_bucket: string, other: string) => key === other;

  test('skips the object that an upload is about to be told to be there', async () => {
    const world = new World();
    const life = world.live();
    await life.transfers.add([world.file('t1', 7, { source: 'same' })]);
    await world.settle();
    const asked: string[] = [];
    world.jobRemovals = {
      ...world.jobRemovals,
      async keep(_bucket, keys) {
        asked.push(...keys, String(life.settled.length));
        return [];
      },
    };
    await addAgain(world, life, 7);
    // Before the second is told.
    expect(asked).toEqual(['Cats/cat.png', '1']);
    expect(outcomes(world)[1]).toEqual(['t2', 'saved', 'already-there', 'Cats/cat.png']);
  });

  test.each(Object.entries(SIZES))('and is under way: the bytes of %s are stored again', async (_, size) => {
    const world = new World();
    const life = world.live();
    await life.transfers.add([world.file('t1', size, { source: 'same' })]);
    await world.settle();
    world.jobRemovals = { ...world.jobRemovals, includes: includes('Cats/cat.png') };
    await addAgain(world, life, size);
    expect(outcomes(world)[1]).toEqual(['t2', 'saved', 'stored', 'Cats/cat (2).png']);
  });

  test.each(Object.entries(SIZES))(
    'and has the key of %s that is free again: another is used',
    async (_, size) => {
      const world = new World();
      const life = world.live();
      world.jobRemovals = { ...world.jobRemovals, includes: includes('Cats/cat.png') };
      await addAgain(world, life, size);
      expect(outcomes(world)).toEqual([['t2', 'saved', 'stored', 'Cats/cat (2).png']]);
    },
  );

  test.each(Object.entries(SIZES))(
    'and began while %s was stored: it is stored again, and there once',
    async (_, size) => {
      const world = new World();
      const life = world.live();
      let isRemoving = false;
      world.jobRemovals = {
        ...world.jobRemovals,
        includes: (_bucket, key) => isRemoving && key === 'Cats/cat.png',
        async keep(_bucket, keys) {
          isRemoving = true;
          return keys.filter(key => key === 'Cats/cat.png');
        },
      };
      await addAgain(world, life, size);
      expect(outcomes(world)).toEqual([['t2', 'saved', 'stored', 'Cats/cat (2).png']]);
      expect(Object.keys(contents(world))).toEqual(['Cats/cat (2).png']);
      expectNothingLeft(world);
    },
  );

  test('and whose disk refuses to skip it: the upload is not told as saved', async () => {
    const world = new World();
    const life = world.live();
    world.jobRemovals = {
      ...world.jobRemovals,
      keep: () => Promise.reject(new ShoeboxError('browser-storage-full')),
    };
    await addAgain(world, life, 7);
    expect(life.settled.map(({ state, failure }) => [state, failure?.code])).toEqual([
      ['failed', 'browser-storage-full'],
    ]);
  });
});

describe('what an upload stored', () => {
  test('in the place that a deletion had just taken from it stays when the saved upload is cleared', async () => {
    const world = new World();
    const life = world.live();
    let asked = 0;
    world.jobRemovals = {
      ...world.jobRemovals,
      // The deletion takes the first one, and has ended when the next is stored.
      async keep(_bucket, keys) {
        if (++asked > 1) return [];
        world.bucket.objects.delete('Cats/cat.png');
        return keys;
      },
    };
    await life.transfers.add([world.file('t1', 7)]);
    await world.settle(2_000);
    expect(outcomes(world)).toEqual([['t1', 'saved', 'stored', 'Cats/cat.png']]);
    await life.transfers.dismiss(['t1']);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
    expectNothingLeft(world);
  });

  test('in an album that it had been taken out of is not what the clean-up is just removing there', async () => {
    const world = new World();
    const life = await failedWithObject(world, 7);
    const deletion = gate();
    world.at(({ operation, when }) => {
      if (operation === 'put') throw new ShoeboxError('access-denied');
      return operation === 'delete' && when === 'before' ? deletion.opened : undefined;
    });
    await life.transfers.chooseAlbum('t1', 'Dogs/');
    await world.settle(1_000);
    expect([outcomes(world)[0]?.slice(0, 2), world.count('delete')]).toEqual([['t1', 'failed'], 1]);
    world.at(() => undefined);
    await life.transfers.chooseAlbum('t1', 'Cats/');
    await world.settle(1_000);
    deletion.open();
    await world.settle();
    expect(outcomes(world)).toEqual([['t1', 'saved', 'stored', 'Cats/cat.png']]);
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
    expectNothingLeft(world);
  });

  test('in an album that it had been taken out of stays when the saved upload is cleared', async () => {
    const world = new World();
    const life = await failedWithObject(world, 7);
    world.at(({ operation }) => {
      if (operation === 'put') throw new ShoeboxError('access-denied');
    });
    await life.transfers.chooseAlbum('t1', 'Dogs/');
    // Nothing of the clean-up gets through for now.
    world.at(({ operation, what }) => {
      if (operation === 'put' || (operation === 'head' && what.startsWith('Cats/')))
        throw new ShoeboxError('access-denied');
    });
    await world.settle(1_000);
    expect(outcomes(world)[0]?.slice(0, 2)).toEqual(['t1', 'failed']);
    world.at(() => undefined);
    await life.transfers.chooseAlbum('t1', 'Cats/');
    await world.settle(1_000);
    expect(outcomes(world)).toEqual([['t1', 'saved', 'stored', 'Cats/cat.png']]);
    await life.transfers.dismiss(['t1']);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
    expectNothingLeft(world);
  });
});

describe('cancelling', () => {
  test('that the disk refuses is told, and the upload goes on', async () => {
    const world = new World();
    const life = world.live();
    world.at(({ operation, when, nth }) =>
      operation === 'put' && when === 'before' && nth === 1 ? 'hang' : undefined,
    );
    await life.transfers.add([world.file('t1', 7)]);
    await world.idle();
    world.at(once('database.remove', 'before', diskFull));
    await expect(life.transfers.cancel('t1')).rejects.toThrow('full');
    await world.settle();
    expect(outcomes(world)).toEqual([['t1', 'saved', 'stored', 'Cats/cat.png']]);
  });

  test('is on the disk before it is known: a worker that dies of it leaves an upload that goes on', async () => {
    const world = new World();
    const life = world.live();
    world.at(({ operation }) =>
      operation === 'put' ? 'hang' : operation === 'database.remove' ? 'die' : undefined,
    );
    await life.transfers.add([world.file('t1', 7)]);
    await world.idle();
    void life.transfers.cancel('t1');
    await world.settle(1_000);
    const next = world.live();
    world.at(() => undefined);
    await next.transfers.recover();
    await world.settle();
    expect(outcomes(world)).toEqual([['t1', 'saved', 'stored', 'Cats/cat.png']]);
  });

  test('removes also what is under the second name that an earlier worker asked for', async () => {
    const world = new World();
    const first = world.live();
    await first.transfers.add([world.file('t1', 7)]);
    await world.settle();
    world.at(({ operation, when, what }) =>
      operation === 'put' && when === 'after' && what.includes('(2)') ? 'die' : undefined,
    );
    await first.transfers.add([world.file('t2', 9)]);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png', 'Cats/cat (2).png']);
    const next = world.live();
    world.at(({ operation }) => (operation === 'put' || operation === 'head' ? 'hang' : undefined));
    await next.transfers.recover();
    await next.transfers.cancel('t2');
    world.at(() => undefined);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
  });
});

describe('a start', () => {
  test('takes over what an earlier worker left before anything is added: names and starts are right', async () => {
    const world = new World();
    world.at(({ operation, when, nth }) =>
      operation === 'uploadPart' && when === 'before' && nth > 2 ? 'die' : undefined,
    );
    void world.live().transfers.add([world.file('t1', 20 * MIB)]);
    await world.settle();
    const next = world.live();
    world.at(() => undefined);
    // A click wakes the worker: it is added first.
    await next.transfers.add([world.file('t2', 7)]);
    await world.settle();
    expect(outcomes(world)).toEqual([
      ['t1', 'saved', 'stored', 'Cats/cat.png'],
      ['t2', 'saved', 'stored', 'Cats/cat (2).png'],
    ]);
  });

  test('that failed is tried again by whoever comes next, and keeps the alarm meanwhile', async () => {
    const world = new World();
    await world.live().transfers.add([world.file('t1', 7)]);
    const next = world.live();
    world.at(once('database.pendingCleanups', 'before', () => Promise.reject(new Error('not now')), 2));
    await expect(next.transfers.recover()).rejects.toThrow('not now');
    expect([next.activity, world.reports]).toEqual(['waiting', ['transfers.start']]);
    await next.transfers.recover();
    await world.settle();
    expect([outcomes(world)[0]?.slice(0, 2), next.activity]).toEqual([['t1', 'saved'], 'idle']);
  });
});
