import { describe, expect, test } from 'vitest';
import type { JobSpec } from '../../src/core/job';
import { gate } from '../transfers/world/points';
import { UNDO_MS } from './begin';
import { type Life, World } from './world';

const MOVE: JobSpec = { kind: 'move-photos', to: 'B/' };

/** The same bytes under one name in two albums. */
function twins(): World {
  const world = new World();
  world.bucket.put('A/a.png', 'same');
  world.bucket.put('B/a.png', 'same');
  return world;
}

const add = (world: World, { jobs }: Life, id: string, order: JobSpec, keys: string[], undoMs = 0) =>
  jobs.add(world.job(order, world.seen(...keys), { id, undoMs }), world.seen(...keys));

describe('a photo is not taken for moved because of the same bytes at its target', () => {
  test('that wait to be deleted', async () => {
    const world = twins();
    const life = world.live();
    await add(world, life, 'deletion', { kind: 'delete-photos' }, ['B/a.png'], UNDO_MS);
    await add(world, life, 'move', MOVE, ['A/a.png']);
    await world.settle();
    expect(world.contents()).toEqual({ 'B/a (2).png': 'same' });
  });

  test('whose deletion is under way', async () => {
    const world = twins();
    const life = world.live();
    const deletion = gate();
    world.at(({ operation, when, nth }) =>
      operation === 'deleteMany' && when === 'before' && nth === 1 ? deletion.opened : undefined,
    );
    await add(world, life, 'deletion', { kind: 'delete-photos' }, ['B/a.png']);
    await world.settle(1000);
    await add(world, life, 'move', MOVE, ['A/a.png']);
    await world.settle(1000);
    deletion.open();
    await world.settle();
    expect(world.contents()).toEqual({ 'B/a (2).png': 'same' });
  });

  test('whose album waits to be deleted, ordered later', async () => {
    const world = twins();
    const life = world.live();
    const look = gate();
    world.at(({ operation, when, nth }) =>
      operation === 'head' && when === 'before' && nth === 1 ? look.opened : undefined,
    );
    await add(world, life, 'move', MOVE, ['A/a.png']);
    await add(world, life, 'deletion', { kind: 'delete-album', prefix: 'B/' }, [], UNDO_MS);
    await world.settle(1000);
    look.open();
    await world.settle();
    expect(world.contents()).toEqual({ 'B/a (2).png': 'same' });
  });

  test('that were seen before their deletion was ordered', async () => {
    const world = twins();
    const life = world.live();
    const planned = gate();
    world.at(({ operation, when, nth }) =>
      operation === 'cleanup.keep' && when === 'before' && nth === 1 ? planned.opened : undefined,
    );
    await add(world, life, 'move', MOVE, ['A/a.png']);
    await world.settle(1000);
    await add(world, life, 'deletion', { kind: 'delete-photos' }, ['B/a.png'], UNDO_MS);
    planned.open();
    await world.settle();
    expect(world.contents()).toEqual({ 'B/a (2).png': 'same' });
  });
});

test('a free key of which a deletion is pending is not copied to', async () => {
  const world = twins();
  const life = world.live();
  await add(world, life, 'deletion', { kind: 'delete-photos' }, ['B/a.png'], UNDO_MS);
  world.bucket.objects.delete('B/a.png'); // by somebody else
  await add(world, life, 'move', MOVE, ['A/a.png']);
  await world.settle();
  expect(world.contents()).toEqual({ 'B/a (2).png': 'same' });
});

test('two jobs at once never choose the same free key, also where S3 heeds no conditions', async () => {
  const world = new World();
  world.bucket.heedsConditions = false;
  world.bucket.put('A/a.png', 'one');
  world.bucket.put('C/a.png', 'two');
  const life = world.live();
  const copies = gate();
  world.at(({ operation, when }) => (operation === 'copy' && when === 'before' ? copies.opened : undefined));
  await add(world, life, 'first', MOVE, ['A/a.png']);
  await add(world, life, 'second', MOVE, ['C/a.png']);
  await world.settle(1000);
  copies.open();
  await world.settle();
  expect(world.contents()).toEqual({ 'B/a (2).png': 'two', 'B/a.png': 'one' });
});

test('two photos with the same bytes that are moved to each other’s places are not both taken for there', async () => {
  const world = twins();
  const life = world.live();
  const deletions = gate();
  world.at(({ operation }) => (operation === 'deleteMany' ? deletions.opened : undefined));
  await add(world, life, 'there', MOVE, ['A/a.png']);
  await add(world, life, 'back', { kind: 'move-photos', to: 'A/' }, ['B/a.png']);
  await world.settle(1000);
  deletions.open();
  await world.settle();
  expect(Object.values(world.contents())).toEqual(['same', 'same']);
});

describe('the clean-up of uploads', () => {
  test('is cancelled for the same bytes at the target before the source is deleted', async () => {
    const world = twins();
    world.cleanup.set('B/a.png', 'may-be-called-off');
    const life = world.live();
    world.at(({ operation, when }) => {
      if (operation === 'deleteMany' && when === 'before') expect([...world.cleanup]).toEqual([]);
    });
    await add(world, life, 'move', MOVE, ['A/a.png']);
    await world.settle();
    expect([...world.cleanup]).toEqual([]);
    expect(world.contents()).toEqual({ 'B/a.png': 'same' });
  });

  test('that has just taken them when it is cancelled makes the photo be copied', async () => {
    const world = twins();
    const life = world.live();
    world.at(({ operation, when }) => {
      if (operation === 'cleanup.keep' && when === 'before') world.bucket.objects.delete('B/a.png');
    });
    await add(world, life, 'move', MOVE, ['A/a.png']);
    await world.settle();
    expect(world.contents()).toEqual({ 'B/a.png': 'same' });
    expect(world.bucket.copies).toEqual(['B/a.png']);
  });

  test.each([
    ['from the beginning', false],
    ['only once it is called off', true],
  ])('that cannot be cancelled any more, %s, makes it have another name', async (_, isLate) => {
    const world = twins();
    if (!isLate) world.cleanup.set('B/a.png', 'too-late');
    const life = world.live();
    world.at(({ operation, when }) => {
      if (isLate && operation === 'cleanup.keep' && when === 'before')
        world.cleanup.set('B/a.png', 'too-late');
    });
    await add(world, life, 'move', MOVE, ['A/a.png']);
    await world.settle();
    expect(world.contents()).toEqual({ 'B/a (2).png': 'same', 'B/a.png': 'same' });
  });
});

test('a photo that comes again while its album is moved becomes one with the photo that went before', async () => {
  const world = new World();
  world.bucket.put('A/a.png', 'same');
  const life = world.live();
  world.at(({ operation, when, nth }) => {
    // An upload that had not heard of its first answer stores it again, once the photo has gone.
    if (operation === 'deleteMany' && when === 'after' && nth === 1) world.bucket.put('A/a.png', 'same');
  });
  await add(world, life, 'move', { kind: 'move-album', from: 'A/', to: 'B/' }, []);
  await world.settle();
  expect(world.contents()).toEqual({ 'B/a.png': 'same' });
});

test('another photo of that name that comes while its album is moved gets another name', async () => {
  const world = new World();
  world.bucket.put('A/a.png', 'first');
  const life = world.live();
  world.at(({ operation, when, nth }) => {
    if (operation === 'deleteMany' && when === 'after' && nth === 1) world.bucket.put('A/a.png', 'other');
  });
  await add(world, life, 'move', { kind: 'move-album', from: 'A/', to: 'B/' }, []);
  await world.settle();
  expect(world.contents()).toEqual({ 'B/a.png': 'first', 'B/a (2).png': 'other' });
});
