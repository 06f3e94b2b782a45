import { describe, expect, test, vi } from 'vitest';
import { downloadParts } from '../../src/core/download-parts';
import { ShoeboxError } from '../../src/core/failure';
import type { JobSpec } from '../../src/core/job';
import type { Point } from '../transfers/world/points';
import { type Life, World } from './world';

vi.setConfig({ testTimeout: 120_000 });

const MIB = 1024 ** 2;
const HOUR_MS = 60 * 60_000;
/** Long before what hangs counts as standing still. */
const SOON_MS = 1000;
const PHOTOS: JobSpec = { kind: 'download-photos' };
const ALBUM: JobSpec = { kind: 'download-album', prefix: 'A/' };
const KEYS = ['A/a', 'A/b', 'A/large', 'A/sub/c'];

function filled(): World {
  const world = new World();
  for (const key of ['A/', 'A/sub/']) world.bucket.put(key, '');
  for (const key of KEYS) world.bucket.put(key, key);
  world.bucket.put('A/large', 'large', { size: 10 * MIB, parts: 5 });
  return world;
}

function begin(world: World, order: JobSpec, keys: readonly string[] = []): Life {
  const life = world.live();
  void life.jobs.add(world.job(order, world.seen(...keys)), world.seen(...keys));
  return life;
}

/** What a page would find on the disk for what was fetched: contents, part by part, by key. */
async function found(world: World, { jobs }: Life): Promise<Record<string, readonly string[]>> {
  const all = (await jobs.downloaded('job')).map(async photo => {
    const parts = downloadParts(photo).map(({ id }) => world.disk.parts.get('job')?.get(id)?.blob);
    return [photo.key, await Promise.all(parts.map(blob => blob?.text() ?? 'missing'))] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

const ALL_OF_IT = {
  'A/a': ['A/a'],
  'A/b': ['A/b'],
  'A/large': ['large', 'large', 'large'],
  'A/sub/c': ['A/sub/c'],
};

describe.each([
  ['photos', PHOTOS, KEYS],
  ['an album', ALBUM, []],
] as const)('%s', (_, order, keys) => {
  test('are complete, also when the worker dies at any point, and nothing is fetched twice', async () => {
    for (let index = 0; ; index++) {
      const world = filled();
      let isReached = false;
      world.at((point: Point) => {
        if (point.index !== index) return undefined;
        isReached = true;
        return 'die';
      });
      begin(world, order, keys);
      await world.settle();
      world.at(() => undefined);
      const wasWritten = world.disk.jobs.size > 0;
      const before = world.disk.parts.get('job')?.size ?? 0;
      const fetches = world.points.count('get', 'before');
      const next = world.live();
      await next.jobs.recover();
      await world.settle();
      if (wasWritten) {
        expect(await found(world, next), `died at ${index}`).toEqual(ALL_OF_IT);
        expect(world.points.count('get', 'before') - fetches, `died at ${index}`).toBe(6 - before);
        expect(next.activity).toBe('idle');
      }
      expect(world.contents()).toEqual(filled().contents());
      if (!isReached) {
        expect(index).toBeGreaterThan(20);
        return;
      }
    }
  });

  test('cancelled, leave nothing on the disk, also when the worker dies at any point after that', async () => {
    for (let index = 0; ; index++) {
      const world = filled();
      world.at(({ operation, when, nth }) =>
        operation === 'get' && when === 'after' && nth > 2 ? 'hang' : undefined,
      );
      const life = begin(world, order, keys);
      await world.settle(SOON_MS);
      expect(world.disk.parts.get('job')?.size).toBe(2);
      const since = world.points.reached.length;
      let isReached = false;
      world.at((point: Point) => {
        if (point.index !== since + index) return undefined;
        isReached = true;
        return 'die';
      });
      void life.jobs.cancel('job');
      await world.settle();
      world.at(() => undefined);
      const wasCancelled = world.disk.jobs.get('job')?.isCancelled !== false;
      const next = world.live();
      await next.jobs.recover();
      await world.settle();
      if (wasCancelled) expect([...world.disk.parts, ...world.disk.jobs], `died at ${index}`).toEqual([]);
      if (!isReached) {
        expect(index).toBeGreaterThan(3);
        return;
      }
    }
  });
});

test('downloads tell their progress in photos and in bytes', async () => {
  const world = filled();
  world.at(({ operation, what }) => (operation === 'get' && what === 'A/large' ? 'hang' : undefined));
  const life = begin(world, PHOTOS, KEYS);
  await world.settle(SOON_MS);
  expect(life.told).toMatchObject([
    { state: 'under-way', done: 3, total: 4, bytes: { done: 13, total: 13 + 10 * MIB } },
  ]);
});

test('a download lists the keys changed or deleted meanwhile, holds the rest, and a retry completes it', async () => {
  const world = filled();
  const life = world.live();
  const photos = world.seen(...KEYS);
  world.bucket.put('A/a', 'another');
  world.bucket.objects.delete('A/b');
  await life.jobs.add(world.job(PHOTOS, photos), photos);
  await world.settle();
  expect(life.told).toMatchObject([{ state: 'ready', done: 2, failed: 2 }]);
  expect(Object.keys(await found(world, life))).toEqual(['A/large', 'A/sub/c']);
  const failures = await life.jobs.failures('job');
  expect(failures.map(({ key, failure }) => [key, failure.code])).toEqual([
    ['A/a', 'photo-changed'],
    ['A/b', 'object-not-found'],
  ]);
  await life.jobs.markDelivered('job');
  world.bucket.put('A/b', 'A/b');
  const fetches = world.points.count('get', 'before');
  await life.jobs.retry('job');
  await world.settle();
  expect(world.points.count('get', 'before') - fetches).toBe(2);
  expect(life.told).toMatchObject([{ state: 'ready', done: 4, failed: 0, isHandedOver: false }]);
  expect(await found(world, life)).toEqual({ ...ALL_OF_IT, 'A/a': ['another'] });
});

test('a download never joins parts of two versions of a photo', async () => {
  const world = filled();
  world.at(({ operation, when, nth }) => {
    if (operation !== 'get' || when !== 'before' || nth !== 2) return;
    world.bucket.put('A/large', 'other', { size: 10 * MIB, parts: 6 });
  });
  const life = begin(world, PHOTOS, ['A/large']);
  await world.settle();
  expect(life.told).toMatchObject([{ state: 'failed', failed: 1 }]);
  world.at(() => undefined);
  await life.jobs.retry('job');
  await world.settle();
  expect(await found(world, life)).toEqual({ 'A/large': ['other', 'other', 'other'] });
});

test('a photo without a known entity tag is downloaded as it is', async () => {
  const world = filled();
  const life = world.live();
  const photos = world.seen('A/a').map(photo => ({ ...photo, etag: '', size: 1 }));
  await life.jobs.add(world.job(PHOTOS, photos), photos);
  await world.settle();
  expect(await found(world, life)).toEqual({ 'A/a': ['A/a'] });
});

test('the download of an empty album fails', async () => {
  const world = new World();
  world.bucket.put('A/', '');
  const life = begin(world, ALBUM);
  await world.settle();
  expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'object-not-found' } }]);
});

describe('the disk of a download', () => {
  test('is not begun to be filled with what it has no room for', async () => {
    const world = filled();
    world.disk.freeBytes = 10 * MIB;
    const life = begin(world, PHOTOS, KEYS);
    await world.settle();
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'browser-storage-full' } }]);
    expect(world.points.count('get', 'before')).toBe(0);
    world.disk.freeBytes = Number.POSITIVE_INFINITY;
    await life.jobs.retry('job');
    await world.settle();
    expect(await found(world, life)).toEqual(ALL_OF_IT);
  });

  test('filled up in between by others, it is given back what was fetched, and another try begins anew', async () => {
    const world = filled();
    world.at(({ operation, when, nth }) => {
      if (operation === 'downloads.put' && when === 'before' && nth === 3)
        throw new ShoeboxError('browser-storage-full');
    });
    const life = begin(world, ALBUM);
    await world.settle();
    expect(life.told).toMatchObject([
      { state: 'failed', done: 0, failure: { code: 'browser-storage-full' } },
    ]);
    expect(world.disk.parts.size).toBe(0);
    world.at(() => undefined);
    await life.jobs.retry('job');
    await world.settle();
    expect(await found(world, life)).toEqual(ALL_OF_IT);
  });

  test('decides what is there: what a worker that died in giving it back had noted as done is fetched again', async () => {
    const world = filled();
    world.at(({ operation, when, what }) => {
      if (operation === 'downloads.put' && when === 'before' && what.endsWith('A/sub/c'))
        throw new ShoeboxError('browser-storage-full');
      return operation === 'downloads.delete' && when === 'after' ? 'die' : undefined;
    });
    begin(world, ALBUM);
    await world.settle();
    expect([...world.disk.jobs.values()]).toMatchObject([{ state: 'under-way', done: 2 }]);
    expect(world.disk.parts.size).toBe(0);
    world.at(() => undefined);
    const next = world.live();
    await next.jobs.recover();
    await world.settle();
    expect(next.told).toMatchObject([{ state: 'ready', done: 4, failed: 0 }]);
    expect(await found(world, next)).toEqual(ALL_OF_IT);
  });

  test('too full to note that the browser was given a download keeps nobody from it', async () => {
    const world = filled();
    const { jobs } = begin(world, PHOTOS, KEYS);
    await world.settle();
    world.at(({ operation, when }) => {
      if (operation === 'database.write' && when === 'before') throw new ShoeboxError('browser-storage-full');
    });
    expect(await jobs.markDelivered('job')).toBe(true);
    expect(await jobs.markDelivered('job')).toBe(false);
  });

  test('is left by what the user takes off the list', async () => {
    const world = filled();
    const life = begin(world, PHOTOS, KEYS);
    await world.settle();
    await life.jobs.dismiss('job');
    expect([...world.disk.parts, ...world.disk.jobs, ...world.disk.chunks]).toEqual([]);
    await expect(life.jobs.downloaded('job')).rejects.toMatchObject({ code: 'download-gone' });
  });

  test('keeps a download for a day, no longer', async () => {
    const world = filled();
    begin(world, PHOTOS, KEYS);
    await world.settle(0);
    await world.settle(23 * HOUR_MS);
    const second = world.live();
    await second.jobs.recover();
    expect(await found(world, second)).toEqual(ALL_OF_IT);
    await world.settle(2 * HOUR_MS);
    const third = world.live();
    await third.jobs.recover();
    await world.settle(0);
    expect([...world.disk.parts, ...world.disk.jobs]).toEqual([]);
  });

  test('is rid of what no job speaks for', async () => {
    const world = filled();
    world.disk.parts.set('forgotten', new Map());
    await world.live().jobs.recover();
    expect(world.disk.parts.size).toBe(0);
  });
});

test('only one of several pages saves a finished download', async () => {
  const world = filled();
  const life = begin(world, PHOTOS, KEYS);
  await world.settle();
  expect(await life.jobs.markDelivered('job')).toBe(true);
  expect(await life.jobs.markDelivered('job')).toBe(false);
  const next = world.live();
  expect(await next.jobs.markDelivered('job')).toBe(false);
});

test('many downloads leave a slot for other jobs', async () => {
  const world = filled();
  world.bucket.put('B/d', 'd');
  world.at(({ operation }) => (operation === 'get' ? 'hang' : undefined));
  const { jobs } = begin(world, PHOTOS, ['A/a']);
  await jobs.add(world.job(PHOTOS, world.seen('A/b'), { id: 'second' }), world.seen('A/b'));
  const move = world.job({ kind: 'move-photos', to: 'C/' }, world.seen('B/d'), { id: 'move' });
  await jobs.add(move, world.seen('B/d'));
  await world.settle(SOON_MS);
  expect(world.contents()).toHaveProperty(['C/d']);
  expect((await jobs.all()).map(({ id, waiting }) => [id, waiting?.kind])).toContainEqual(['second', 'turn']);
});

test('the bytes of a download never wait for its dates, which are asked for first', async () => {
  const world = filled();
  const asked: string[] = [];
  world.at(({ operation }) => {
    if (operation === 'list' || operation === 'get') asked.push(operation);
    return undefined;
  });
  begin(world, PHOTOS, ['A/a', 'A/b']);
  await world.settle();
  expect(asked[0]).toBe('list');
});

test('album lists show what is being downloaded, and a deletion waits for it', async () => {
  const world = filled();
  world.at(({ operation }) => (operation === 'get' ? 'hang' : undefined));
  const { jobs } = begin(world, ALBUM);
  await world.settle(SOON_MS);
  expect(await jobs.hidden()).toEqual({ keys: new Set(), prefixes: [], restoring: new Set() });
  const deletion = world.job({ kind: 'delete-photos' }, world.seen('A/a'), { id: 'deletion' });
  await jobs.add(deletion, world.seen('A/a'));
  await world.settle(SOON_MS);
  expect(world.contents()).toHaveProperty(['A/a']);
  await jobs.cancel('job');
  await world.settle();
  expect(world.contents()).not.toHaveProperty(['A/a']);
});
