import { expect, test } from 'vitest';
import type { JobSpec } from '../../src/core/job';
import { begin, filled, UNDO_MS } from './begin';

const DELETE: JobSpec = { kind: 'delete-photos' };

test('a deletion that is put off can be undone for all of its time once more, and is carried out then', async () => {
  const world = filled('a', 'b');
  const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
  await world.settle(UNDO_MS - 1000);
  await jobs.postpone('job');
  await world.settle(UNDO_MS - 1000);
  await jobs.postpone('job');
  await world.settle(UNDO_MS - 1000);
  expect(world.contents()).toEqual({ 'A/a': 'a', 'A/b': 'b' });
  expect(await jobs.all()).toMatchObject([{ state: 'waiting' }]);
  await world.settle(2000);
  expect(world.contents()).toEqual({ 'A/b': 'b' });
});

test('a deletion that was put off is undone at once', async () => {
  const world = filled('a');
  const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
  await world.settle(UNDO_MS - 1000);
  await jobs.postpone('job');
  await world.settle(2000);
  await jobs.undo('job');
  expect(await jobs.all()).toEqual([]);
  await world.settle(3 * UNDO_MS);
  expect(world.contents()).toEqual({ 'A/a': 'a' });
});

test('a deletion that has begun is not put off', async () => {
  const world = filled('a');
  const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
  await world.settle(UNDO_MS + 1000);
  await jobs.postpone('job');
  await world.settle();
  expect(world.contents()).toEqual({});
});
