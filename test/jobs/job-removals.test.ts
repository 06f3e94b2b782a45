import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import type { JobSpec } from '../../src/core/job';
import { gate } from '../transfers/world/points';
import { begin, filled, UNDO_MS } from './begin';
import { BUCKET, type World } from './world';

const DELETE: JobSpec = { kind: 'delete-photos' };
const DELETE_ALBUM: JobSpec = { kind: 'delete-album', prefix: 'A/' };

const fullDisk = (world: World): void =>
  world.at(({ operation, when }) => {
    if (operation === 'database.write' && when === 'before') throw new ShoeboxError('browser-storage-full');
  });

describe('keeping a photo whose deletion waits', () => {
  test('leaves it alone, on the disk before that resolves, and also after a death', async () => {
    const world = filled('a', 'b');
    const { jobs } = await begin(world, DELETE, ['A/a', 'A/b'], UNDO_MS);
    expect(await jobs.removals.keep(BUCKET, ['A/a'])).toEqual([]);
    expect([...world.disk.jobs.values()]).toMatchObject([{ done: 1 }]);
    expect((await jobs.all())[0]).toMatchObject({ done: 1, total: 2 });
    await world.live().jobs.recover();
    await world.settle();
    expect(world.contents()).toEqual({ 'A/a': 'a' });
  });

  test('costs no write where no deletion is about it', async () => {
    const world = filled('a', 'b');
    const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
    await jobs.add(world.job({ kind: 'move-photos', to: 'B/' }, world.seen('A/b'), { id: 'move' }), []);
    await world.settle(1000);
    const writes = world.points.count('database.write', 'before');
    expect(await jobs.removals.keep(BUCKET, ['A/b', 'B/b'])).toEqual([]);
    expect(await jobs.removals.keep('other/@aws', ['A/a'])).toEqual([]);
    expect(world.points.count('database.write', 'before')).toBe(writes);
  });

  test('is refused by a full disk, and nothing is cancelled then', async () => {
    const world = filled('a');
    const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
    fullDisk(world);
    await expect(jobs.removals.keep(BUCKET, ['A/a'])).rejects.toMatchObject({ code: 'browser-storage-full' });
    world.at(() => undefined);
    expect([...(await jobs.hidden()).keys]).toEqual(['A/a']);
    await world.settle();
    expect(world.contents()).toEqual({});
  });

  test('is still in time while it is written at the very moment at which the deletion becomes due', async () => {
    const world = filled('a');
    const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
    const written = gate();
    world.at(({ operation, when }) =>
      operation === 'database.write' && when === 'before' ? written.opened : undefined,
    );
    const kept = jobs.removals.keep(BUCKET, ['A/a']);
    await world.settle(UNDO_MS + 1000);
    written.open();
    await world.settle();
    expect(await kept).toEqual([]);
    expect(world.contents()).toEqual({ 'A/a': 'a' });
  });

  test('is told as too late when the deletion has become due first', async () => {
    const world = filled('a');
    const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
    const due = gate();
    world.at(({ operation, when }) =>
      operation === 'database.write' && when === 'before' ? due.opened : undefined,
    );
    await world.settle(UNDO_MS + 1000);
    const kept = jobs.removals.keep(BUCKET, ['A/a']);
    world.at(({ operation }) => (operation === 'deleteMany' ? 'hang' : undefined));
    due.open();
    await world.settle(1000);
    expect(await kept).toEqual(['A/a']);
    expect(jobs.removals.includes(BUCKET, 'A/a')).toBe(true);
  });
});

describe('a deletion that failed, which a full disk could not note', () => {
  async function failedUnnoted() {
    const world = filled('a', 'b');
    const life = await begin(world, DELETE, ['A/a']);
    world.at(({ operation, when }) => {
      if (operation === 'deleteMany') throw new ShoeboxError('access-denied');
      const isRefused = world.points.count('deleteMany', 'before') > 0;
      if (isRefused && operation === 'database.write' && when === 'before')
        throw new ShoeboxError('browser-storage-full');
    });
    await world.settle();
    expect(life.ended).toMatchObject([{ state: 'failed' }]);
    return { world, life };
  }

  test('is noted when an upload relies on its photo, which the next worker leaves alone then', async () => {
    const { world, life } = await failedUnnoted();
    world.at(() => undefined);
    expect(await life.jobs.removals.keep(BUCKET, ['A/a'])).toEqual([]);
    await world.live().jobs.recover();
    await world.settle();
    expect(world.contents()).toEqual({ 'A/a': 'a', 'A/b': 'b' });
  });

  test('lets no upload rely on its photo as long as the disk refuses', async () => {
    const { life } = await failedUnnoted();
    await expect(life.jobs.removals.keep(BUCKET, ['A/a'])).rejects.toMatchObject({
      code: 'browser-storage-full',
    });
  });
});

describe('a deletion that is under way', () => {
  test('includes its photos until they are gone, and nothing else', async () => {
    const world = filled('a', 'b');
    const life = await begin(world, DELETE, ['A/a'], UNDO_MS);
    const { removals } = life.jobs;
    expect(removals.includes(BUCKET, 'A/a')).toBe(false);
    world.at(({ operation }) => (operation === 'deleteMany' ? 'hang' : undefined));
    await world.settle(UNDO_MS + 1000);
    expect(removals.includes(BUCKET, 'A/a')).toBe(true);
    expect(removals.includes(BUCKET, 'A/b')).toBe(false);
    expect(removals.includes('other/@aws', 'A/a')).toBe(false);
    world.at(() => undefined);
    const next = world.live();
    await next.jobs.removals.load();
    await world.settle(1_000);
    expect(world.contents()).toEqual({ 'A/b': 'b' });
    // The request of the worker that died may be on the wire still, and would take the same bytes again.
    await world.settle(18_000);
    expect(next.jobs.removals.includes(BUCKET, 'A/a')).toBe(true);
    await world.settle(1_000);
    expect(next.jobs.removals.includes(BUCKET, 'A/a')).toBe(false);
  });

  test('includes them no longer once the worker itself has deleted them', async () => {
    const world = filled('a');
    const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
    await world.settle(UNDO_MS);
    expect(world.contents()).toEqual({});
    expect(jobs.removals.includes(BUCKET, 'A/a')).toBe(false);
  });

  test('does not include what is moved: its bytes stay in the bucket', async () => {
    const world = filled('a');
    world.at(({ operation }) => (operation === 'deleteMany' ? 'hang' : undefined));
    const { jobs } = await begin(world, { kind: 'move-photos', to: 'B/' }, ['A/a']);
    await world.settle(1000);
    expect(jobs.removals.includes(BUCKET, 'A/a')).toBe(false);
  });
});

describe('keeping a photo of an album whose deletion', () => {
  test.each([
    ['has listed it', UNDO_MS - 1],
    ['has not listed anything', 0],
  ])('waits and %s leaves the photo and the album', async (_, after) => {
    const world = filled('', 'a', 'b', 'c', 'd');
    if (after === 0) world.at(({ operation }) => (operation === 'list' ? 'hang' : undefined));
    const { jobs } = await begin(world, DELETE_ALBUM, [], UNDO_MS);
    await world.settle(after);
    expect(await jobs.removals.keep(BUCKET, ['A/b'])).toEqual([]);
    world.at(() => undefined);
    await world.live().jobs.recover();
    await world.settle();
    expect(world.contents()).toEqual({ 'A/': '', 'A/b': 'b' });
  });

  test('is under way, and has not come to it, leaves the photo', async () => {
    const world = filled('a', 'b', 'c', 'd');
    const second = gate();
    world.at(({ operation, when, nth }) =>
      operation === 'list' && when === 'before' && nth === 2 ? second.opened : undefined,
    );
    const { jobs } = await begin(world, DELETE_ALBUM, []);
    await world.settle(1000);
    expect(await jobs.removals.keep(BUCKET, ['A/d', 'A/a'])).toEqual(['A/a']);
    second.open();
    await world.settle();
    expect(world.contents()).toEqual({ 'A/d': 'd' });
  });

  test('is brought the very list that has it while that is written is told as too late, or left', async () => {
    for (const turns of [0, 1, 2, 3, 4, 5, 6]) {
      const world = filled('a');
      const life = world.live();
      const kept: Promise<readonly string[]>[] = [];
      world.at(async ({ operation, when }) => {
        if (operation !== 'list' || when !== 'after' || kept.length > 0) return;
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        kept.push(life.jobs.removals.keep(BUCKET, ['A/a']));
      });
      await life.jobs.add(world.job(DELETE_ALBUM, []), []);
      await world.settle();
      const [late] = await Promise.all(kept);
      expect(world.contents(), `after ${turns} turns`).toEqual(late?.length === 0 ? { 'A/a': 'a' } : {});
    }
  });
});
