import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import type { JobSpec } from '../../src/core/job';
import { albumPrefixOf } from '../../src/core/object-key';
import { datesPrefix, firstStored } from '../../src/core/photo-dates';
import { NEVER_ABORTED } from '../../src/core/promises';
import type { ExpectedObject, ObjectInfo } from '../../src/core/s3-object';
import { openDates } from '../../src/jobs/photo-dates';
import { Points } from '../transfers/world/points';
import { storeOf } from './fake-bucket';
import { type Life, World } from './world';

const day = (number: number): number => Date.UTC(2024, 0, number, 12);

/** Photos of the first days of January, in no order of their names. */
function filled(): World {
  const world = new World();
  world.bucket.put('Cats/b.png', 'b', { at: day(1) });
  world.bucket.put('Cats/a.png', 'a', { at: day(2) });
  world.bucket.put('Cats/in/c.png', 'c', { at: day(3), parts: 3 });
  world.bucket.put('Cats/large.mp4', 'large', { at: day(4), size: 6 * 1024 ** 3, parts: 700 });
  return world;
}

const asMortal = { isAlive: true, die() {} };

/** The dates of all photos that are there, by key, as a computer sees them that knows nothing but the bucket. */
async function datesIn({ bucket, clock }: World): Promise<Record<string, number>> {
  const reported: unknown[] = [];
  const dates = openDates({
    bucket: storeOf(bucket, new Points(), asMortal, () => clock.now()),
    send: send => send(NEVER_ABORTED),
    report: (_event, error) => void reported.push(error),
  });
  const photos: ObjectInfo[] = [...bucket.objects].map(([key, facts]) => ({ key, ...facts }));
  const entries = photos.map(async photo => {
    const known = await dates(albumPrefixOf(photo.key));
    return [photo.key, firstStored(known, photo)] as const;
  });
  const found = Object.fromEntries(await Promise.all(entries));
  expect(reported).toEqual([]);
  return found;
}

let jobs = 0;

async function done(
  world: World,
  order: JobSpec,
  photos: readonly ExpectedObject[] = [],
  life: Life = world.live(),
): Promise<Life> {
  await life.jobs.add(world.job(order, photos, { id: `job ${++jobs}` }), photos);
  await world.settle();
  return life;
}

const tablesOf = ({ bucket }: World, album: string): string[] =>
  [...bucket.tables.keys()].filter(key => key.startsWith(datesPrefix('', album)));

describe('the dates of photos', () => {
  test('stay as they are when their album is moved, there and back, with the albums in it', async () => {
    const world = filled();
    const life = await done(world, { kind: 'move-album', from: 'Cats/', to: 'Old/Cats/' });
    expect(await datesIn(world)).toEqual({
      'Old/Cats/a.png': day(2),
      'Old/Cats/b.png': day(1),
      'Old/Cats/in/c.png': day(3),
      'Old/Cats/large.mp4': day(4),
    });
    await world.settle(60_000);
    await done(world, { kind: 'move-album', from: 'Old/Cats/', to: 'Cats/' }, [], life);
    expect(await datesIn(world)).toEqual({
      'Cats/a.png': day(2),
      'Cats/b.png': day(1),
      'Cats/in/c.png': day(3),
      'Cats/large.mp4': day(4),
    });
  });

  test('go with photos that are renamed, copied and moved, one after the other, in one table', async () => {
    const world = filled();
    const life = await done(world, { kind: 'rename-photo', name: 'z.png' }, world.seen('Cats/a.png'));
    await done(world, { kind: 'rename-photo', name: 'y.png' }, world.seen('Cats/b.png'), life);
    expect(tablesOf(world, 'Cats/').length).toBe(1);
    await done(world, { kind: 'copy-photos', to: 'Dogs/' }, world.seen('Cats/z.png'), life);
    await done(world, { kind: 'move-photos', to: 'Dogs/' }, world.seen('Cats/y.png'), life);
    expect(tablesOf(world, 'Dogs/').length).toBe(1);
    expect(await datesIn(world)).toMatchObject({
      'Cats/z.png': day(2),
      'Dogs/z.png': day(2),
      'Dogs/y.png': day(1),
    });
  });

  test('come back with photos that were deleted, also of those that had been moved', async () => {
    const world = filled();
    const life = await done(world, { kind: 'rename-photo', name: 'z.png' }, world.seen('Cats/a.png'));
    const versions = ['Cats/z.png', 'Cats/b.png'].map(key => {
      const lastModified = world.bucket.objects.get(key)?.lastModified ?? 0;
      return { ...world.bucket.keepDeleted(key), lastModified };
    });
    await done(world, { kind: 'restore-photos' }, versions, life);
    expect(await datesIn(world)).toMatchObject({ 'Cats/z.png': day(2), 'Cats/b.png': day(1) });
  });

  test('are in what is downloaded', async () => {
    const world = filled();
    const life = await done(world, { kind: 'rename-photo', name: 'z.png' }, world.seen('Cats/a.png'));
    await done(world, { kind: 'download-photos' }, world.seen('Cats/z.png', 'Cats/b.png'), life);
    const parts = [...world.disk.parts.values()].flatMap(ofJob => [...ofJob.values()]);
    expect(parts.map(({ lastModified }) => lastModified).sort()).toEqual([day(1), day(2)]);
  });

  test('stay wherever the worker dies', async () => {
    const order: JobSpec = { kind: 'move-photos', to: 'Dogs/' };
    const few = (): World => {
      const world = new World();
      world.bucket.put('Cats/a.png', 'a', { at: day(2) });
      world.bucket.put('Cats/c.png', 'c', { at: day(3), parts: 3 });
      return world;
    };
    const lived = few();
    await done(lived, order, lived.seen('Cats/a.png', 'Cats/c.png'));
    const points = lived.points.reached.length;
    expect(points).toBeGreaterThan(20);
    for (let index = 0; index < points; index++) {
      const world = few();
      const photos = world.seen('Cats/a.png', 'Cats/c.png');
      world.at(point => (point.index === index ? 'die' : undefined));
      const life = world.live();
      void life.jobs.add(world.job(order, photos), photos).catch(() => {});
      await world.settle();
      // Where it dies before it has answered, the page asks again.
      const next = world.live();
      await next.jobs.add(world.job(order, photos), photos);
      await world.settle();
      expect(await datesIn(world)).toEqual({ 'Dogs/a.png': day(2), 'Dogs/c.png': day(3) });
    }
  });

  test('are those of whoever stores another photo in the place of a moved one', async () => {
    const world = filled();
    await done(world, { kind: 'rename-photo', name: 'z.png' }, world.seen('Cats/a.png'));
    const now = world.clock.now() + 60_000;
    world.bucket.put('Cats/z.png', 'a', { at: now });
    expect((await datesIn(world))['Cats/z.png']).toBe(now);
  });

  test('are lost where the bucket takes no table, and the photo is moved all the same', async () => {
    const world = filled();
    world.at(({ operation, when }) => {
      if (operation === 'store' && when === 'before') throw new ShoeboxError('access-denied');
    });
    const { ended, reported } = await done(
      world,
      { kind: 'rename-photo', name: 'z.png' },
      world.seen('Cats/a.png'),
    );
    expect(ended).toMatchObject([{ state: 'done' }]);
    expect(reported).toEqual(['jobs.note-dates']);
    expect(world.contents('Cats/z')).toEqual({ 'Cats/z.png': 'a' });
  });
});

describe('tables of dates', () => {
  test('of another computer are merged, and left alone once they are large', async () => {
    const world = filled();
    const prefix = datesPrefix('', 'Cats/');
    world.bucket.tables.set(`${prefix}small`, new ArrayBuffer(24));
    world.bucket.tables.set(`${prefix}full`, new ArrayBuffer(96 * 1024));
    await done(world, { kind: 'rename-photo', name: 'z.png' }, world.seen('Cats/a.png'));
    expect(tablesOf(world, 'Cats/').filter(key => key === `${prefix}full`)).toHaveLength(1);
    expect(tablesOf(world, 'Cats/')).toHaveLength(2);
  });

  test('that another job has merged since they were listed are no reason to write none', async () => {
    const world = filled();
    const life = await done(world, { kind: 'move-photos', to: 'Dogs/' }, world.seen('Cats/a.png'));
    const [[key = '', table = new ArrayBuffer(0)] = []] = world.bucket.tables;
    world.at(({ operation, when, what }) => {
      if (operation !== 'get' || when !== 'before' || what !== key) return;
      world.bucket.tables.delete(key);
      world.bucket.tables.set(`${datesPrefix('', 'Dogs/')}merged`, table);
    });
    await done(world, { kind: 'move-photos', to: 'Dogs/' }, world.seen('Cats/b.png'), life);
    expect(life.reported).toEqual([]);
    expect(await datesIn(world)).toMatchObject({ 'Dogs/a.png': day(2), 'Dogs/b.png': day(1) });
  });

  test('are not read where they are larger than ours, nor more than a hundred of them', async () => {
    const world = filled();
    const prefix = datesPrefix('', 'Cats/');
    world.bucket.tables.set(`${prefix}huge`, new ArrayBuffer(5 * 1024 ** 2));
    for (let index = 0; index < 150; index++)
      world.bucket.tables.set(`${prefix}${index}`, new ArrayBuffer(100 * 1024));
    const fetched: string[] = [];
    const points = new Points();
    points.hook = ({ operation, when, what }) => {
      if (operation === 'get' && when === 'before') fetched.push(what);
    };
    const dates = openDates({
      bucket: storeOf(world.bucket, points, asMortal, () => 0),
      send: send => send(NEVER_ABORTED),
      report: (_event, error) => expect(error).toBe(null),
    });
    await Promise.all([dates('Cats/'), dates('Cats/')]);
    expect(fetched).toHaveLength(100);
    expect(fetched).not.toContain(`${prefix}huge`);
  });

  test('that another computer merged between list and read are looked for again', async () => {
    const world = filled();
    await done(world, { kind: 'rename-photo', name: 'z.png' }, world.seen('Cats/a.png'));
    const [[key = '', table = new ArrayBuffer(0)] = []] = world.bucket.tables;
    const points = new Points();
    points.hook = ({ operation, when, nth }) => {
      if (operation !== 'get' || when !== 'before' || nth > 1) return;
      world.bucket.tables.delete(key);
      world.bucket.tables.set(`${datesPrefix('', 'Cats/')}merged`, table);
    };
    const dates = openDates({
      bucket: storeOf(world.bucket, points, asMortal, () => 0),
      send: send => send(NEVER_ABORTED),
      report: (_event, error) => expect(error).toBe(null),
    });
    expect((await dates('Cats/')).size).toBe(1);
  });
});
