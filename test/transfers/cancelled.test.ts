import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { contents, expectAllSaved, expectNothingLeft } from './world/expectations';
import { FakeBytes } from './world/fake-bytes';
import { gate } from './world/points';
import { clicked, diskFull, type Life, MIB, once, refuse, World } from './world/world';

const DAY_MS = 24 * 60 * 60_000;

/** With some parts of a large file in the bucket, the rest on the wire. */
async function halfway(world: World, id = 't1'): Promise<Life> {
  const life = world.live();
  world.at(({ operation, when, nth }) =>
    operation === 'uploadPart' && when === 'before' && nth > 2 ? 'hang' : undefined,
  );
  await life.transfers.add([world.file(id, 30 * MIB)]);
  await world.idle();
  return life;
}

describe('cancelling a transfer', () => {
  test('in the middle of a large file leaves nothing, nor does what arrives afterwards', async () => {
    const world = new World();
    const { transfers } = await halfway(world);
    expect(world.bucket.uploads.size).toBe(1);
    await transfers.cancel('t1');
    expect(await transfers.all()).toEqual([]);
    await world.settle();
    expectNothingLeft(world);
    expect([world.bucket.objects.size, world.disk.parts.size]).toEqual([0, 0]);
  });

  test('that comes too late leaves what is saved as it is', async () => {
    const world = new World();
    const { transfers } = world.live();
    await transfers.add([world.file('t1', 7)]);
    await world.settle();
    await transfers.cancel('t1');
    await world.settle();
    expect(world.bucket.objects.size).toBe(1);
    expectAllSaved(world);
  });

  test('while S3 is storing it removes the object, but never another one', async () => {
    const world = new World();
    const { transfers } = world.live();
    world.at(once('put', 'after', () => 'hang'));
    await transfers.add([world.file('t1', 7)]);
    await world.idle();
    expect(world.bucket.objects.size).toBe(1);
    await transfers.cancel('t1');
    await transfers.add([world.file('t2', 9)]);
    await world.settle();
    expect([...world.bucket.objects.values()].map(({ content }) => content)).toEqual(['t2 0-9']);
  });

  test('offline is done when there is a network again, also by the next worker', async () => {
    const world = new World();
    const first = await halfway(world);
    world.at(({ operation, when }) => {
      if (operation === 'abortMultipartUpload' && when === 'before' && !world.isOnline)
        throw new ShoeboxError('offline');
    });
    world.setOnline(false);
    await first.transfers.cancel('t1');
    await world.settle(60_000);
    // It need not live for that; but it has to be woken.
    expect([world.bucket.uploads.size, first.activity]).toEqual([1, 'waiting']);
    await world.live().transfers.recover();
    await world.settle(60_000);
    world.setOnline(true);
    await world.settle();
    expectNothingLeft(world);
    expect(world.live().activity).toBe('idle');
  });

  test('in a bucket that refuses stays noted; in one that is gone there is nothing to do', async () => {
    const world = new World();
    const { transfers } = await halfway(world);
    world.at(once('abortMultipartUpload', 'before', refuse('access-denied')));
    await transfers.cancel('t1');
    world.at(({ operation }) => {
      if (operation === 'abortMultipartUpload') throw new ShoeboxError('access-denied');
    });
    await world.settle();
    expect(world.disk.pendingCleanups.size).toBe(1);
    world.at(({ operation }) => {
      if (operation === 'abortMultipartUpload') throw new ShoeboxError('bucket-not-found');
    });
    await world.live().transfers.recover();
    await world.settle();
    expect(world.disk.pendingCleanups.size).toBe(0);
  });

  test('is forgotten where it is an upload without a known id, and S3 has no list of them', async () => {
    const world = new World();
    world.at(({ operation }) => {
      if (operation === 'listMultipartUploads') throw new ShoeboxError('s3-unsupported');
    });
    await world.live().transfers.add([world.file('t1', 30 * MIB)]);
    await world.settle();
    expect(world.count('listMultipartUploads')).toBeGreaterThan(0);
    expect(world.disk.pendingCleanups.size).toBe(0);
    expectAllSaved(world);
  });

  test('frees the name for what comes next', async () => {
    const world = new World();
    const { transfers } = await halfway(world);
    await transfers.pause('t1');
    await world.idle();
    await transfers.cancel('t1');
    await transfers.add([world.file('t2', 7)]);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
  });

  test('of one that waits for its turn lets the others go on', async () => {
    const world = new World();
    const { transfers } = await halfway(world);
    await transfers.add([world.file('t2', 30 * MIB), world.file('t3', 30 * MIB)]);
    await world.idle();
    await transfers.cancel('t2');
    world.at(() => undefined);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png', 'Cats/cat (2).png']);
    expectAllSaved(world);
  });
});

describe('pausing a transfer', () => {
  test('stops at once, keeps the parts, and outlives the worker', async () => {
    const world = new World();
    const first = await halfway(world);
    await first.transfers.pause('t1');
    await world.settle();
    expect([first.activity, first.told.map(({ state, uploaded }) => [state, uploaded])]).toEqual([
      'idle',
      [['paused', 10 * MIB]],
    ]);
    const second = world.live();
    world.at(() => undefined);
    await second.transfers.recover();
    await world.settle();
    expect(second.told).toMatchObject([{ state: 'paused', uploaded: 10 * MIB, waiting: null }]);
    const before = world.count('uploadPart');
    await second.transfers.unpause('t1');
    await world.settle();
    expect(world.count('uploadPart') - before).toBe(4);
    expectAllSaved(world);
  });

  test('and an end of it in the same moment: it goes on', async () => {
    const world = new World();
    const { transfers } = await halfway(world);
    await Promise.all([transfers.pause('t1'), transfers.unpause('t1')]);
    world.at(() => undefined);
    await world.settle();
    expectAllSaved(world);
  });

  test('while the disk refuses to cancel it holds', async () => {
    const world = new World();
    const life = await halfway(world);
    const held = gate();
    world.at(async point => {
      if (point.operation !== 'database.remove' || point.when !== 'before') return undefined;
      await held.opened;
      return diskFull(point);
    });
    const cancelled = life.transfers.cancel('t1');
    const paused = life.transfers.pause('t1');
    held.open();
    await expect(cancelled).rejects.toThrow('The disk is full.');
    await paused;
    await world.settle();
    expect([life.activity, life.told.map(({ state }) => state)]).toEqual(['idle', ['paused']]);
    await life.transfers.unpause('t1');
    await world.settle();
    expectAllSaved(world);
  });

  test('and going on without a network, as often as it may be, is no start without progress', async () => {
    const world = new World();
    await halfway(world);
    world.at(() => undefined);
    world.setOnline(false);
    const { transfers } = world.live();
    await transfers.recover();
    for (let times = 0; times < 30; times++) {
      await Promise.all([transfers.pause('t1'), transfers.unpause('t1')]);
      await world.idle();
    }
    expect(await transfers.get('t1')).toMatchObject({ state: 'under-way', fruitlessStarts: 0 });
    world.setOnline(true);
    await world.settle();
    expectAllSaved(world);
  });

  test('of one whose turn has not come is no obstacle to it', async () => {
    const world = new World();
    const { transfers } = await halfway(world);
    await transfers.add([world.file('t2', 30 * MIB)]);
    await world.idle();
    await transfers.pause('t2');
    await transfers.unpause('t2');
    world.at(() => undefined);
    await world.settle();
    expectAllSaved(world);
    expect(world.bucket.objects.size).toBe(2);
  });

  test('of a capture begins it anew', async () => {
    const world = new World();
    const { transfers } = world.live();
    world.at(once('capture', 'before', () => 'hang'));
    await transfers.add([clicked('t1', 'Cats/')]);
    await world.idle();
    await transfers.pause('t1');
    await transfers.unpause('t1');
    await world.settle();
    expectAllSaved(world);
  });

  test('of more than a week costs its parts, not its bytes', async () => {
    const world = new World();
    const { transfers } = await halfway(world);
    await transfers.pause('t1');
    await world.settle(8 * DAY_MS);
    const next = world.live();
    world.at(() => undefined);
    await next.transfers.recover();
    await world.settle();
    expect([world.bucket.uploads.size, world.disk.pendingCleanups.size, world.disk.parts.size]).toEqual([
      0, 0, 0,
    ]);
    await next.transfers.unpause('t1');
    await world.settle();
    expectAllSaved(world);
  });
});

describe('a failed transfer:', () => {
  const refuseParts = async (world: World): Promise<Life> => {
    const life = world.live();
    world.at(({ operation, when, nth }) => {
      if (operation === 'uploadPart' && when === 'before' && nth > 2) throw new ShoeboxError('access-denied');
    });
    await life.transfers.add([world.file('t1', 30 * MIB)]);
    await world.settle();
    world.at(() => undefined);
    return life;
  };

  test('all can be retried at once', async () => {
    const world = new World();
    const life = world.live();
    world.at(({ operation }) => {
      if (operation === 'put') throw new ShoeboxError('access-denied');
    });
    await life.transfers.add([world.file('t1', 7), world.file('t2', 8), world.file('t3', 9)]);
    await world.settle();
    expect(life.told.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
    world.at(() => undefined);
    await life.transfers.retryAll();
    await world.settle();
    expect(life.settled.map(({ state }) => state)).toEqual([
      ...Array<string>(3).fill('failed'),
      ...Array<string>(3).fill('saved'),
    ]);
    expectAllSaved(world);
  });

  test('counts as seen once the user has seen it, and not when it fails again', async () => {
    const world = new World();
    const { transfers } = await refuseParts(world);
    await transfers.markSeen(['t1', 'gone']);
    expect(await transfers.get('t1')).toMatchObject({ failureSeen: true });
    world.at(once('listParts', 'before', refuse('access-denied')));
    await transfers.retry('t1');
    await world.settle();
    expect(await transfers.get('t1')).toMatchObject({ state: 'failed', failureSeen: false });
  });

  test('can get another album, and leaves nothing in the first', async () => {
    const world = new World();
    const { transfers } = await refuseParts(world);
    await transfers.chooseAlbum('t1', 'Dogs/');
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Dogs/cat.png']);
    expectAllSaved(world);
  });

  test('can get the same album, and stays there', async () => {
    const world = new World();
    const { transfers } = await refuseParts(world);
    await transfers.chooseAlbum('t1', 'Cats/');
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png']);
    expectAllSaved(world);
  });

  test('loses its parts when dismissed, but not when it is under way again', async () => {
    const world = new World();
    const { transfers } = await refuseParts(world);
    const retried = transfers.retry('t1');
    await transfers.dismiss(['t1']);
    await retried;
    expect(world.disk.transfers.size).toBe(1);
    world.at(({ operation }) => {
      if (operation === 'listParts') throw new ShoeboxError('access-denied');
    });
    await world.settle();
    await transfers.dismiss(['t1']);
    await world.settle();
    expect(world.disk.transfers.size).toBe(0);
    expectNothingLeft(world);
  });

  test('loses its parts when its bytes are lost', async () => {
    const world = new World();
    const life = world.live();
    world.picture = url => new FakeBytes(url, 30 * MIB);
    world.at(({ operation, when, nth }) => {
      if (operation === 'uploadPart' && when === 'before' && nth > 2) throw new ShoeboxError('access-denied');
    });
    await life.transfers.add([clicked('t1', 'Cats/')]);
    await world.settle();
    world.at(() => undefined);
    world.disk.blobs.clear();
    await life.transfers.retry('t1');
    await world.settle();
    expect([world.count('capture'), world.bucket.objects.size]).toEqual([2, 1]);
    expect([world.bucket.uploads.size, world.disk.pendingCleanups.size]).toEqual([0, 0]);
  });
});

describe('the transfer history', () => {
  test('writes nothing to the disk when nothing is dismissed', async () => {
    const world = new World();
    const { transfers } = world.live();
    await transfers.dismiss([]);
    await transfers.dismiss(['never there']);
    expect(world.count('database.remove')).toBe(0);
  });

  test('keeps the last three hundred, and every failure', async () => {
    const world = new World();
    const life = world.live();
    world.at(({ operation, when, what }) => {
      if (operation === 'put' && when === 'before' && what === 'Cats/0')
        throw new ShoeboxError('access-denied');
    });
    await life.transfers.add(
      Array.from({ length: 351 }, (_, index) => world.file(`t${index}`, 7, { name: String(index) })),
    );
    await world.settle();
    const kept = [...world.disk.transfers.keys()];
    expect([kept.length, kept.includes('t0'), kept.includes('t1'), kept.includes('t350')]).toEqual([
      ...[301, true, false, true],
    ]);
    expect([world.bucket.objects.size, world.disk.blobs.size]).toEqual([350, 1]);
  });
});
