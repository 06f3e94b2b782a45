import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import type { JobSpec } from '../../src/core/job';
import { gate } from '../transfers/world/points';
import { begin, filled } from './begin';
import { BUCKET, World } from './world';

const GIB = 1024 ** 3;
const DAY_MS = 24 * 60 * 60_000;
const MOVE: JobSpec = { kind: 'move-photos', to: 'B/' };
const MOVE_ALBUM: JobSpec = { kind: 'move-album', from: 'A/', to: 'Z/' };

describe('cancelling a job', () => {
  test.each<[string, JobSpec]>([
    ['moves an album', MOVE_ALBUM],
    ['deletes an album', { kind: 'delete-album', prefix: 'A/' }],
    ['downloads an album', { kind: 'download-album', prefix: 'A/' }],
  ])('that %s ends its listing at once', async (_, order) => {
    const world = filled('', 'a', 'b', 'c', 'd');
    world.at(({ operation, nth }) => (operation === 'list' && nth === 2 ? 'hang' : undefined));
    const { jobs } = await begin(world, order, []);
    await world.settle(1000);
    await jobs.cancel('job');
    await world.settle(100);
    expect(await jobs.all()).toEqual([]);
    await world.settle();
    expect(Object.keys(world.contents())).toHaveLength(5);
    expect([...world.disk.jobs, ...world.disk.chunks]).toEqual([]);
  });

  test('that waits for its turn ends it without waiting for that, and holds nobody up', async () => {
    const world = filled('a', 'b', 'c', 'd');
    const copies = gate();
    world.at(({ operation, what }) =>
      operation === 'copy' && /B\/[ab]$/.test(what) ? copies.opened : undefined,
    );
    const { jobs } = world.live();
    const add = (id: string, order: JobSpec, key: string): Promise<void> =>
      jobs.add(world.job(order, world.seen(key), { id }), world.seen(key));
    await add('first', MOVE, 'A/a');
    await add('second', MOVE, 'A/b');
    await add('third', MOVE, 'A/c');
    await world.settle(1000);
    await jobs.cancel('third');
    await world.settle(1000);
    expect((await jobs.all()).map(({ id }) => id)).toEqual(['first', 'second']);
    copies.open();
    await world.settle();
    expect(Object.keys(world.contents())).toEqual(['A/c', 'A/d', 'B/a', 'B/b']);
  });

  test('with a photo that was copied and not deleted yet brings that to its end in its turn, after a death', async () => {
    const world = filled('a');
    world.at(({ operation }) => (operation === 'deleteMany' ? 'hang' : undefined));
    const { jobs } = await begin(world, MOVE, ['A/a']);
    await world.settle(1000);
    await jobs.cancel('job');
    world.at(() => undefined);
    await world.live().jobs.recover();
    await world.settle();
    expect(world.contents()).toEqual({ 'B/a': 'a' });
  });
});

describe('a job over which one worker after the other ends', () => {
  async function liveShort(world: World, lives: number) {
    let life = world.live();
    for (let count = 0; count < lives; count++) {
      await life.jobs.recover();
      await world.settle(1000);
      life = world.live();
    }
    await life.jobs.recover();
    await world.settle(1000);
    return life;
  }

  test('is given up when nothing of it gets done, and begins anew when it is tried again', async () => {
    const world = filled('a');
    world.at(({ operation }) => (operation === 'copy' ? 'hang' : undefined));
    await begin(world, MOVE, ['A/a']);
    expect(await (await liveShort(world, 20)).jobs.all()).toMatchObject([{ state: 'under-way' }]);
    const life = await liveShort(world, 10);
    expect(await life.jobs.all()).toMatchObject([
      { state: 'failed', failure: { code: 'keeps-being-interrupted' } },
    ]);
    world.at(() => undefined);
    await life.jobs.retry('job');
    await world.settle();
    expect(world.contents()).toEqual({ 'B/a': 'a' });
  });

  test('goes on when S3 gets more of it done each time', async () => {
    const world = new World();
    world.bucket.put('A/large', 'large', { size: 30 * GIB, parts: 700 });
    let mayCopy = true;
    world.at(({ operation, when }) => {
      if (operation === 'database.all') mayCopy = true; // another worker begins
      if (operation !== 'uploadPartCopy' || when !== 'before') return undefined;
      const fate = mayCopy ? undefined : 'hang';
      mayCopy = false;
      return fate;
    });
    await begin(world, MOVE, ['A/large']);
    expect(await (await liveShort(world, 30)).jobs.all()).toMatchObject([{ state: 'under-way' }]);
  });

  test('is not given up for workers that lived offline', async () => {
    const world = filled('a');
    world.isOnline = false;
    await begin(world, MOVE, ['A/a']);
    await liveShort(world, 40);
    world.isOnline = true;
    const life = world.live();
    await life.jobs.recover();
    await world.settle();
    expect(life.ended).toMatchObject([{ state: 'done' }]);
    expect(world.contents()).toEqual({ 'B/a': 'a' });
  });
});

describe('the upload of a large copy that failed', () => {
  async function failedCopy() {
    const world = new World();
    world.bucket.put('A/large', 'large', { size: 6 * GIB, parts: 700 });
    world.at(({ operation, when }) => {
      if (operation === 'completeMultipartUpload' && when === 'before')
        throw new ShoeboxError('access-denied');
    });
    const life = await begin(world, MOVE, ['A/large']);
    await world.settle();
    expect(await life.jobs.all()).toMatchObject([{ state: 'failed', failed: 1 }]);
    expect(world.bucket.uploads.size).toBe(1);
    world.at(() => undefined);
    return world;
  }

  test('is kept for a week, for another try to go on with', async () => {
    const world = await failedCopy();
    await world.settle(6 * DAY_MS);
    const { jobs } = world.live();
    await jobs.recover();
    await world.settle();
    expect(world.bucket.uploads.size).toBe(1);
    const parts = world.points.count('uploadPartCopy', 'after');
    await jobs.retry('job');
    await world.settle();
    expect(world.points.count('uploadPartCopy', 'after')).toBe(parts);
    expect(world.contents()).toEqual({ 'B/large': 'large' });
  });

  test('is removed after it, and another try begins anew', async () => {
    const world = await failedCopy();
    await world.settle(8 * DAY_MS);
    const { jobs } = world.live();
    await jobs.recover();
    await world.settle();
    expect([...world.bucket.uploads]).toEqual([]);
    expect([...world.disk.chunks.values()].flatMap(({ items }) => items)).toMatchObject([{ uploadId: null }]);
    await jobs.retry('job');
    await world.settle();
    expect(world.contents()).toEqual({ 'B/large': 'large' });
  });
});

test.each(['all', 'hidden', 'add', 'removals.keep', 'resume'] as const)(
  'a start that the disk refused is made by the next call, of %s',
  async method => {
    const world = filled('a');
    await begin(world, { kind: 'delete-photos' }, ['A/a'], 10_000);
    const life = world.live();
    world.at(({ operation }) => {
      if (operation === 'database.all') throw new Error('no disk');
    });
    await expect(life.jobs.recover()).rejects.toThrow('no disk');
    expect(life.activity).toBe('waiting'); // for an alarm
    world.at(() => undefined);
    const other = world.job(MOVE, [], { id: 'other' });
    await {
      all: life.jobs.all,
      hidden: life.jobs.hidden,
      add: () => life.jobs.add(other, []),
      'removals.keep': () => life.jobs.removals.keep(BUCKET, ['A/b']),
      resume: life.jobs.recover,
    }[method]();
    await world.settle();
    expect(world.contents()).toEqual({});
  },
);

test('a start that the disk refused is reported, and keeps the alarm that tries it again', async () => {
  const world = filled('a');
  await begin(world, { kind: 'delete-photos' }, ['A/a'], 10_000);
  const life = world.live();
  world.at(({ operation }) => {
    if (operation === 'database.all') throw new Error('no disk');
  });
  await expect(life.jobs.recover()).rejects.toThrow('no disk');
  expect([life.activity, life.reported]).toEqual(['waiting', ['jobs.start']]);
  world.at(() => undefined);
  await life.jobs.recover();
  await world.settle();
  expect(life.activity).toBe('idle');
});
