import { describe, expect, test } from 'vitest';
import { isLaterThanConfirmed, type JobSpec } from '../../src/core/job';
import { gate } from '../transfers/world/points';
import { begin, filled, UNDO_MS } from './begin';
import type { World } from './world';

const DELETE_ALBUM: JobSpec = { kind: 'delete-album', prefix: 'A/' };

const putNow = (world: World, key: string, content = 'new'): void =>
  world.bucket.put(key, content, { at: world.clock.now() });

test.each([
  ['two seconds before', -2000, false],
  ['within the second of', -300, true],
  ['after', 300, true],
])('an object that came %s the confirmation (%i ms) counts as later than it: %s', (_, ms, isLater) => {
  const confirmedAt = 1_700_000_000_700;
  const lastModified = Math.floor((confirmedAt + ms) / 1000) * 1000;
  expect(isLaterThanConfirmed({ confirmedAt }, { lastModified })).toBe(isLater);
});

describe('the deletion of an album', () => {
  test('leaves what came after the user confirmed it, with the album, and tells how much that is', async () => {
    const world = filled('', 'a', 'b', 'c', 'd');
    const life = await begin(world, DELETE_ALBUM, [], UNDO_MS);
    await world.settle(2000);
    putNow(world, 'A/e');
    putNow(world, 'A/Z');
    await world.settle();
    expect(world.contents()).toEqual({ 'A/': '', 'A/Z': 'new', 'A/e': 'new' });
    const note = { code: 'album-kept', detail: { name: 'A', count: '2' } };
    expect(await life.jobs.all()).toMatchObject([{ state: 'done', note }]);
    expect((await life.jobs.hidden()).prefixes).toEqual([]);
    expect(life.ended).toMatchObject([{ note }]);
  });

  test.each(['once it is under way', 'while its last photos are deleted'])(
    'leaves what comes %s',
    async when => {
      const world = filled('', 'a', 'b', 'c', 'd');
      const operation = when.startsWith('once') ? 'head' : 'deleteMany';
      world.at(point => {
        if (point.operation === operation && point.when === 'after') putNow(world, 'A/late');
      });
      const { jobs } = await begin(world, DELETE_ALBUM, [], UNDO_MS);
      await world.settle();
      expect(world.contents()).toEqual({ 'A/': '', 'A/late': 'new' });
      expect(await jobs.all()).toMatchObject([{ state: 'done', note: { code: 'album-kept' } }]);
    },
  );

  test('leaves what came meanwhile also to the worker after one that died before it had listed anything', async () => {
    const world = filled('', 'a', 'b', 'c', 'd');
    world.at(({ operation }) => (operation === 'list' ? 'die' : undefined));
    await begin(world, DELETE_ALBUM, [], UNDO_MS);
    await world.settle();
    world.at(() => undefined);
    await world.settle(5000);
    putNow(world, 'A/e');
    await world.live().jobs.recover();
    await world.settle();
    expect(world.contents()).toEqual({ 'A/': '', 'A/e': 'new' });
  });

  test.each([
    ['of an upload in parts that was begun before and is listed late', { parts: 3, minutes: -5 }, true],
    ['of one request, and listed late', { parts: 0, minutes: -5 }, false],
    [
      'of an upload in parts that would have had to take more than a week',
      { parts: 3, minutes: -8 * 24 * 60 },
      false,
    ],
  ] as const)('leaves an object %s: %o → %s', async (_, { parts, minutes }, isLeft) => {
    const world = filled('', 'a');
    world.at(({ operation }) => (operation === 'list' ? 'die' : undefined));
    await begin(world, DELETE_ALBUM, [], UNDO_MS);
    await world.settle();
    world.at(() => undefined);
    await world.settle(60_000);
    // Another computer's, which was completed while no worker ran here: S3 dates it at its beginning.
    world.bucket.put('A/film', 'film', { parts, at: world.clock.now() + minutes * 60_000 });
    await world.live().jobs.recover();
    await world.settle();
    expect(world.contents()).toEqual(isLeft ? { 'A/': '', 'A/film': 'film' } : {});
  });

  test('takes what came in parts, and was listed at once', async () => {
    const world = filled('', 'a');
    world.bucket.put('A/film', 'film', { parts: 3, at: world.clock.now() - 5 * 60_000 });
    await begin(world, DELETE_ALBUM, [], UNDO_MS);
    await world.settle();
    expect(world.contents()).toEqual({});
  });

  test('lists the album at once, while it waits, and deletes nothing of it before its time', async () => {
    const world = filled('', 'a', 'b', 'c', 'd');
    await begin(world, DELETE_ALBUM, [], UNDO_MS);
    await world.settle(UNDO_MS - 1);
    expect([...world.disk.jobs.values()]).toMatchObject([{ state: 'waiting', isListed: true, total: 4 }]);
    expect(Object.keys(world.contents())).toHaveLength(5);
  });

  test('undone, discards what was listed', async () => {
    const world = filled('', 'a', 'b', 'c', 'd');
    const { jobs } = await begin(world, DELETE_ALBUM, [], UNDO_MS);
    await world.settle(1000);
    await jobs.undo('job');
    await world.settle();
    expect(world.disk.jobs.size + world.disk.chunks.size).toBe(0);
    expect(Object.keys(world.contents())).toHaveLength(5);
  });

  test('undone while a page of its list is awaited, or written, is not on the disk any more', async () => {
    for (const operation of ['list', 'database.write']) {
      const world = filled('', 'a', 'b', 'c', 'd');
      const page = gate();
      world.at(point =>
        point.operation === operation && point.when === 'after' && point.nth === 2 ? page.opened : undefined,
      );
      const { jobs } = await begin(world, DELETE_ALBUM, [], UNDO_MS);
      await world.settle(1000);
      const undone = jobs.undo('job');
      page.open();
      await undone;
      await world.settle();
      expect([...world.disk.jobs, ...world.disk.chunks], operation).toEqual([]);
      expect(Object.keys(world.contents())).toHaveLength(5);
    }
  });

  test('keeps the markers of albums below in which something stays, and takes those of all others', async () => {
    const world = filled('', 'in/', 'in/a', 'out/', 'out/b');
    await begin(world, DELETE_ALBUM, [], UNDO_MS);
    await world.settle(2000);
    putNow(world, 'A/in/new');
    await world.settle();
    expect(Object.keys(world.contents())).toEqual(['A/', 'A/in/', 'A/in/new']);
  });

  test('tells what it left until the user takes that off the list, also after a death', async () => {
    const world = filled('', 'a');
    await begin(world, DELETE_ALBUM, [], UNDO_MS);
    putNow(world, 'A/b');
    await world.settle();
    const next = world.live();
    await next.jobs.recover();
    await world.settle();
    expect(await next.jobs.all()).toMatchObject([{ state: 'done', note: { code: 'album-kept' } }]);
    await next.jobs.dismiss('job');
    expect([...world.disk.jobs, ...world.disk.chunks]).toEqual([]);
    expect(Object.keys(world.contents())).toEqual(['A/', 'A/b']);
  });

  test('that an earlier version wrote counts as confirmed when it was written', async () => {
    const world = filled('', 'a');
    await begin(world, DELETE_ALBUM, [], UNDO_MS);
    world.live();
    const [stored] = [...world.disk.jobs.values()];
    if (stored === undefined) throw new Error('nothing was written');
    const {
      confirmedAt: _1,
      keptKeys: _2,
      note: _3,
      startsWithoutProgress: _4,
      endedAt: _5,
      ...old
    } = stored;
    world.disk.jobs.set('job', old);
    world.disk.chunks.clear();
    putNow(world, 'A/b');
    await world.live().jobs.recover();
    await world.settle();
    expect(Object.keys(world.contents())).toEqual(['A/', 'A/b']);
  });
});

describe('a photo of which no entity tag was seen', () => {
  const DELETE: JobSpec = { kind: 'delete-photos' };
  async function deleted(world: World) {
    const life = world.live();
    const photos = world.seen('A/a').map(photo => ({ ...photo, etag: '' }));
    await life.jobs.add(world.job(DELETE, photos, { undoMs: UNDO_MS }), photos);
    return life;
  }

  test('is deleted as it is', async () => {
    const world = filled('a');
    await deleted(world);
    await world.settle();
    expect(world.contents()).toEqual({});
  });

  test('is told as changed when it came after the user confirmed the deletion; tried again, it goes', async () => {
    const world = filled('a');
    const { jobs } = await deleted(world);
    await world.settle(1000);
    putNow(world, 'A/a');
    await world.settle();
    expect(world.contents()).toEqual({ 'A/a': 'new' });
    expect(await jobs.failures('job')).toMatchObject([{ failure: { code: 'photo-changed' } }]);
    await world.settle(1000);
    await jobs.retry('job');
    await world.settle();
    expect(world.contents()).toEqual({});
  });
});
