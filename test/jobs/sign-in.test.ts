import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import type { JobSpec } from '../../src/core/job';
import type { Hook } from '../transfers/world/points';
import { begin, filled } from './begin';
import type { Life, World } from './world';

const MOVE: JobSpec = { kind: 'move-photos', to: 'B/' };

/** Has every request fail for want of a sign-in, while nobody is signed in. */
const needsUser =
  (world: World): Hook =>
  ({ operation, when }) => {
    const isRequest = !/^(database|downloads|cleanup)/.test(operation);
    if (!world.isSignedIn && when === 'before' && isRequest) throw new ShoeboxError('sign-in-needed');
  };

test('a job that is begun while nobody is signed in waits, lets the worker end, and goes on after the sign-in', async () => {
  const world = filled('a', 'b');
  world.isSignedIn = false;
  const life = await begin(world, MOVE, ['A/a', 'A/b']);
  await world.settle(60_000);
  expect(life.told).toMatchObject([{ waiting: { kind: 'sign-in' } }]);
  expect([life.activity, Object.keys(world.contents())]).toEqual(['idle', ['A/a', 'A/b']]);
  world.isSignedIn = true;
  await world.settle();
  expect(Object.keys(world.contents())).toEqual(['B/a', 'B/b']);
  expect(life.ended).toMatchObject([{ failed: 0 }]);
});

test('a move whose sign-in ends between a copy and its source’s deletion loses nothing, and is finished after it', async () => {
  const world = filled('a', 'b');
  world.at(point => {
    if (point.operation === 'copy' && point.when === 'after') world.isSignedIn = false;
    return needsUser(world)(point);
  });
  const life = await begin(world, MOVE, ['A/a', 'A/b']);
  await world.settle(60_000);
  expect(life.told).toMatchObject([{ waiting: { kind: 'sign-in' } }]);
  expect(Object.keys(world.contents())).toEqual(expect.arrayContaining(['A/a', 'A/b']));
  world.at(() => undefined);
  world.isSignedIn = true;
  await world.settle();
  expect(Object.keys(world.contents())).toEqual(['B/a', 'B/b']);
});

test('workers that end while a job waits for a sign-in, however many, do not count against it', async () => {
  const world = filled('a');
  world.isSignedIn = false;
  await begin(world, MOVE, ['A/a']);
  await world.settle(1000);
  for (let deaths = 0; deaths < 40; deaths++) {
    const { jobs } = world.live();
    await jobs.recover();
    await world.settle(1000);
  }
  world.isSignedIn = true;
  await world.settle();
  expect(Object.keys(world.contents())).toEqual(['B/a']);
});

test('a job that waits for a sign-in can be cancelled, and leaves everything as it was', async () => {
  const world = filled('a');
  world.isSignedIn = false;
  const { jobs } = await begin(world, MOVE, ['A/a']);
  await world.settle(1000);
  await jobs.cancel('job');
  await world.settle(1000);
  expect(await jobs.all()).toEqual([]);
  world.isSignedIn = true;
  await world.settle();
  expect(Object.keys(world.contents())).toEqual(['A/a']);
});

describe('jobs of one user, while another one is signed in', () => {
  const ada = { issuer: 'https://issuer.example', subject: 'a', user: 'ada@example.com' };
  const bob = { issuer: 'https://issuer.example', subject: 'b', user: 'bob@example.com' };

  async function ask(life: Life, world: World, owner: typeof ada, id: string, order: JobSpec, key: string) {
    await life.jobs.add(world.job(order, world.seen(key), { id, owner }), world.seen(key));
    await world.settle(60_000);
  }

  /** Has every request fail that is not of this user's, while they are not here. */
  const needs =
    (world: World, owner: typeof ada): Hook =>
    ({ operation, when }) => {
      if (when === 'before' && !/^(database|downloads|cleanup)/.test(operation)) world.assertIsUser(owner);
    };

  const idsOf = (life: Life) => life.told.map(({ id }) => id);

  test('take no place, hold nothing back and hide nothing of the other’s, and stay in their own order', async () => {
    const world = filled('a', 'b', 'c');
    world.user = bob;
    const life = world.live();
    await ask(life, world, ada, 'adas-1', MOVE, 'A/a');
    await ask(life, world, ada, 'adas-2', { kind: 'move-album', from: 'B/', to: 'C/' }, '');
    await ask(life, world, ada, 'adas-3', { kind: 'delete-photos' }, 'A/b');
    expect(await life.jobs.hidden()).toEqual({ keys: new Set(), prefixes: [], restoring: new Set() });
    await ask(life, world, bob, 'bobs', { kind: 'rename-photo', name: 'mine' }, 'A/a');
    await world.settle(60_000);
    expect([idsOf(life), life.activity]).toEqual([['adas-1', 'adas-2', 'adas-3'], 'idle']);
    expect(Object.keys(world.contents())).toEqual(['A/b', 'A/c', 'A/mine']);
    world.bucket.put('A/a', 'a');
    world.user = ada;
    await world.settle();
    expect(Object.keys(world.contents())).toEqual(['A/c', 'A/mine', 'C/a']);
  });

  test('are brought to an end by their own user, where something was begun before they were cancelled', async () => {
    const world = filled('a', 'b');
    world.user = ada;
    world.at(point => {
      if (point.operation === 'copy' && point.when === 'after') world.user = bob;
      return needs(world, ada)(point);
    });
    await ask(world.live(), world, ada, 'adas', MOVE, 'A/a');
    world.at(() => undefined);
    const life = world.live();
    await life.jobs.recover();
    await world.settle(1000);
    await life.jobs.cancel('adas');
    await world.settle(60_000);
    expect(life.told).toMatchObject([{ isCancelled: true, waiting: { kind: 'other-user' } }]);
    const next = world.live();
    await next.jobs.recover();
    await ask(next, world, bob, 'bobs', MOVE, 'A/b');
    expect([idsOf(next), next.activity]).toEqual([['adas'], 'idle']);
    expect(Object.keys(world.contents())).toEqual(['A/a', 'B/a', 'B/b']);
    world.user = ada;
    await world.settle();
    expect(Object.keys(world.contents())).toEqual(['B/a', 'B/b']);
    expect(await next.jobs.all()).toEqual([]);
  });

  test('end at once when they are cancelled before anything was begun', async () => {
    const world = filled('a');
    world.user = bob;
    const life = world.live();
    await ask(life, world, ada, 'adas', MOVE, 'A/a');
    await life.jobs.cancel('adas');
    await world.settle(60_000);
    expect([await life.jobs.all(), Object.keys(world.contents())]).toEqual([[], ['A/a']]);
  });
});
