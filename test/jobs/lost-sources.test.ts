import { describe, expect, test } from 'vitest';
import type { JobSpec } from '../../src/core/job';
import { begin, filled } from './begin';
import { World } from './world';

const GIB = 1024 ** 3;

describe('a photo that is gone', () => {
  test.each<[string, JobSpec]>([
    ['copied', { kind: 'copy-photos', to: 'B/' }],
    ['moved', { kind: 'move-photos', to: 'B/' }],
    ['renamed', { kind: 'rename-photo', name: 'b' }],
  ])('when it is to be %s is told by its key', async (_, order) => {
    const world = filled('a');
    const photos = world.seen('A/a');
    world.bucket.objects.delete('A/a');
    const { jobs } = world.live();
    await jobs.add(world.job(order, photos), photos);
    await world.settle();
    expect(await jobs.all()).toMatchObject([{ state: 'failed', done: 0, failed: 1 }]);
    expect(await jobs.failures('job')).toMatchObject([
      { key: 'A/a', failure: { code: 'object-not-found', detail: { key: 'A/a' } } },
    ]);
  });

  test.each(['head', 'cleanup.keep'])(
    'out of an album that is moved, deleted by somebody else before %s, is nothing to move',
    async operation => {
      const world = filled('a', 'b');
      world.at(point => {
        if (point.operation === operation && point.when === 'before') world.bucket.objects.delete('A/b');
      });
      const { jobs } = await begin(world, { kind: 'move-album', from: 'A/', to: 'Z/' }, []);
      await world.settle();
      expect(await jobs.all()).toEqual([]);
      expect(world.contents()).toEqual({ 'Z/a': 'a' });
    },
  );

  test('is not taken for moved because of somebody’s object of the same size at its target', async () => {
    const world = filled('a');
    world.at(({ operation, when }) => {
      if (operation !== 'copy' || when !== 'before') return undefined;
      world.bucket.objects.delete('A/a');
      world.bucket.put('B/a', 'x');
      return 'die';
    });
    await begin(world, { kind: 'move-photos', to: 'B/' }, ['A/a']);
    await world.settle();
    world.at(() => undefined);
    const { jobs } = world.live();
    await jobs.recover();
    await world.settle();
    expect(await jobs.failures('job')).toMatchObject([{ failure: { code: 'object-not-found' } }]);
  });

  test('is not deleted because of somebody’s object of its size and kind at its target, after a death', async () => {
    const world = filled('a');
    world.at(({ operation, when }) => {
      if (operation !== 'copy' || when !== 'before') return undefined;
      world.bucket.put('B/a', 'x', { at: world.clock.now() });
      return 'die';
    });
    await begin(world, { kind: 'move-photos', to: 'B/' }, ['A/a']);
    await world.settle();
    world.at(() => undefined);
    await world.live().jobs.recover();
    await world.settle();
    expect(world.contents()).toEqual({ 'B/a': 'x', 'B/a (2)': 'a' });
  });

  test('is known as moved by the tag of its copy, which is another one, after a death', async () => {
    const world = new World();
    world.bucket.put('A/a', 'in parts', { parts: 3 });
    world.at(({ operation, when }) => (operation === 'deleteMany' && when === 'after' ? 'die' : undefined));
    await begin(world, { kind: 'move-photos', to: 'B/' }, ['A/a']);
    await world.settle();
    world.at(() => undefined);
    const next = world.live();
    await next.jobs.recover();
    await world.settle();
    expect(next.ended).toMatchObject([{ state: 'done' }]);
    expect(world.contents()).toEqual({ 'B/a': 'in parts' });
  });
});

describe('a large photo whose target', () => {
  const large = (): World => {
    const world = new World();
    world.bucket.put('A/large', 'large', { size: 6 * GIB, parts: 700 });
    return world;
  };
  const MOVE: JobSpec = { kind: 'move-photos', to: 'B/' };

  test.each([
    ['another size', 6],
    ['its very size', 6 * GIB],
  ])('is taken at Complete by an object of %s gets another name', async (_, size) => {
    const world = large();
    world.at(({ operation, when, nth }) => {
      if (operation === 'completeMultipartUpload' && when === 'before' && nth === 1)
        world.bucket.put('B/large', 'theirs', { size });
    });
    const life = await begin(world, MOVE, ['A/large']);
    await world.settle();
    expect(world.contents()).toEqual({ 'B/large': 'theirs', 'B/large (2)': 'large' });
    expect(life.ended).toMatchObject([{ state: 'done' }]);
    expect([...world.bucket.uploads]).toEqual([]);
  });

  test.each(['completeMultipartUpload', 'uploadPartCopy'])(
    'lost its upload before %s gets a new one, also where somebody has taken its name',
    async operation => {
      for (const isTaken of [false, true]) {
        const world = large();
        world.at(point => {
          if (point.operation !== operation || point.when !== 'before' || point.nth !== 1) return;
          world.bucket.uploads.clear();
          if (isTaken) world.bucket.put('B/large', 'theirs', { size: 6 * GIB });
        });
        const life = await begin(world, MOVE, ['A/large']);
        await world.settle();
        expect(world.contents()).toEqual(
          isTaken ? { 'B/large': 'theirs', 'B/large (2)': 'large' } : { 'B/large': 'large' },
        );
        expect(life.ended).toMatchObject([{ state: 'done' }]);
      }
    },
  );

  test('loses its upload again and again is given up at last, and stays where it is', async () => {
    const world = large();
    world.at(({ operation, when }) => {
      if (operation === 'completeMultipartUpload' && when === 'before') world.bucket.uploads.clear();
    });
    const { jobs } = await begin(world, MOVE, ['A/large']);
    await world.settle();
    expect(await jobs.failures('job')).toMatchObject([{ failure: { code: 'not-confirmed' } }]);
    expect(world.contents()).toEqual({ 'A/large': 'large' });
    expect(world.points.count('createMultipartUpload', 'after')).toBeLessThan(10);
  });
});

test('a photo that was renamed tells which key it really got', async () => {
  const world = filled('a', 'b');
  const life = await begin(world, { kind: 'rename-photo', name: 'b' }, ['A/a']);
  await world.settle();
  expect(life.renamedTo).toEqual(['A/b (2)']);
});

test('a photo for which there is no free name is not deleted', async () => {
  const world = filled('a');
  const life = world.live();
  const photos = world.seen('A/a');
  world.cleanup.has = () => true;
  world.cleanup.get = () => 'too-late';
  await life.jobs.add(world.job({ kind: 'move-photos', to: 'B/' }, photos), photos);
  await world.settle();
  expect(world.contents()).toEqual({ 'A/a': 'a' });
  expect(await life.jobs.failures('job')).toMatchObject([{ failure: { code: 'name-taken' } }]);
});
