import { expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import type { JobSpec } from '../../src/core/job';
import type { Hook } from '../transfers/world/points';
import { begin, filled } from './begin';
import type { World } from './world';

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
