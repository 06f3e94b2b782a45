import { describe, expect, test } from 'vitest';
import type { JobSpec } from '../../src/core/job';
import { begin } from './begin';
import { World } from './world';

// What S3 keeps with an object and no copy has by itself.

const LARGE = { size: 6 * 1024 ** 3, parts: 600 };
const redirect = '/elsewhere';

describe.each<[string, JobSpec, string]>([
  ['moved', { kind: 'move-photos', to: 'B/' }, 'B/'],
  ['copied', { kind: 'copy-photos', to: 'B/' }, 'B/'],
  ['of a moved album', { kind: 'move-album', from: 'A/', to: 'B/' }, 'B/'],
])('the redirect of an empty object %s', (_, spec, to) => {
  test.each([1, 5])('goes along, of %i at once', async count => {
    const world = new World();
    const keys = Array.from({ length: count }, (_, index) => `A/${index}`);
    for (const key of keys) world.bucket.put(key, '', { size: 0, redirect });
    await begin(world, spec, spec.kind === 'move-album' ? [] : keys);
    await world.settle();
    for (const key of keys)
      expect(world.bucket.objects.get(`${to}${key.slice(2)}`)).toMatchObject({ redirect });
  });
});

describe('a large photo in a store that does not copy in parts', () => {
  const move: JobSpec = { kind: 'move-photos', to: 'B/' };
  const storeWithoutParts = (): World => {
    const world = new World();
    world.bucket.hasPartCopies = false;
    world.bucket.put('A/large', 'large', LARGE);
    return world;
  };

  test.each([true, false])(
    'is copied in one request where the store takes that; known before: %s',
    async isKnown => {
      const world = storeWithoutParts();
      world.bucket.copiesInParts = !isKnown;
      world.bucket.maxCopyBytes = Number.POSITIVE_INFINITY;
      const { jobs } = await begin(world, move, ['A/large']);
      await world.settle();
      expect(world.contents()).toEqual({ 'B/large': 'large' });
      expect(world.bucket.uploads.size).toBe(0);
      expect(await jobs.all()).toEqual([]);
    },
  );

  test('stays where it is, and that is said, where the store takes neither', async () => {
    const world = storeWithoutParts();
    const { jobs } = await begin(world, move, ['A/large']);
    await world.settle();
    expect(world.contents()).toEqual({ 'A/large': 'large' });
    expect(world.bucket.uploads.size).toBe(0);
    expect(await jobs.all()).toMatchObject([{ state: 'failed', failed: 1 }]);
    expect([...world.disk.chunks.values()].flatMap(({ items }) => items)).toMatchObject([
      { failure: { code: 'copy-too-large', detail: { name: 'large' } } },
    ]);
  });
});

describe('a photo that is copied in parts', () => {
  test('keeps its redirect', async () => {
    const world = new World();
    world.bucket.put('A/large', 'large', { ...LARGE, redirect });
    await begin(world, { kind: 'move-photos', to: 'B/' }, ['A/large']);
    await world.settle();
    expect(world.bucket.objects.get('B/large')).toMatchObject({ redirect });
  });

  test.each<[string, JobSpec]>([
    ['moved', { kind: 'move-photos', to: 'B/' }],
    ['of an album that is moved', { kind: 'move-album', from: 'A/', to: 'B/' }],
  ])(
    '%s is noted where nobody may read whether it has tags, until that is taken off the list',
    async (_, spec) => {
      const world = new World();
      world.bucket.hidesTags = true;
      for (const name of ['large', 'larger']) world.bucket.put(`A/${name}`, name, LARGE);
      const { jobs } = await begin(world, spec, spec.kind === 'move-album' ? [] : ['A/large', 'A/larger']);
      await world.settle();
      expect(Object.keys(world.contents())).toEqual(['B/large', 'B/larger']);
      expect(await jobs.all()).toMatchObject([
        {
          state: 'done',
          done: 2,
          note: { code: 'tags-unknown', detail: { name: expect.stringMatching(/^large/) } },
        },
      ]);
      await jobs.dismiss('job');
      expect(await jobs.all()).toEqual([]);
    },
  );

  test('is not noted where tags can be read', async () => {
    const world = new World();
    world.bucket.put('A/large', 'large', LARGE);
    const { jobs } = await begin(world, { kind: 'move-photos', to: 'B/' }, ['A/large']);
    await world.settle();
    expect(await jobs.all()).toEqual([]);
  });
});
