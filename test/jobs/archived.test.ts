import { describe, expect, test } from 'vitest';
import type { JobSpec } from '../../src/core/job';
import { begin } from './begin';
import { World } from './world';

const MOVE: JobSpec = { kind: 'move-photos', to: 'B/' };
const DOWNLOAD: JobSpec = { kind: 'download-photos' };
const ARCHIVED = { storageClass: 'DEEP_ARCHIVE' };

/** Photos in an album; `cold` is archived, `thawed` has been restored for some days. */
function filled(...others: readonly string[]): World {
  const world = new World();
  for (const name of others) world.bucket.put(`A/${name}`, name);
  world.bucket.put('A/cold', 'cold', ARCHIVED);
  world.bucket.put('A/thawed', 'thawed', { ...ARCHIVED, isRestored: true });
  return world;
}

const classOf = (world: World, key: string): string | undefined =>
  world.bucket.objects.get(key)?.storageClass;

describe.each([
  ['asked for one by one', []],
  ['that lists tell of', ['a', 'b', 'c']],
] as const)('archived photos %s', (_, others) => {
  const names = [...others, 'cold', 'thawed'];
  const keys = names.map(name => `A/${name}`);
  const failures = [{ key: 'A/cold', failure: expect.objectContaining({ code: 'object-archived' }) }];

  test('are not moved unless they were restored, and nothing is asked that can’t succeed', async () => {
    const world = filled(...others);
    const { jobs } = await begin(world, MOVE, keys);
    await world.settle();
    expect(Object.keys(world.contents()).toSorted()).toEqual(
      ['A/cold', ...names.filter(name => name !== 'cold').map(name => `B/${name}`)].toSorted(),
    );
    expect(classOf(world, 'B/thawed')).toBe('DEEP_ARCHIVE');
    expect(await jobs.failures('job')).toEqual(failures);
    expect(world.points.count('copy', 'before')).toBe(names.length - 1);
  });

  test('are not downloaded unless they were restored', async () => {
    const world = filled(...others);
    const life = world.live();
    const seen = world
      .seen(...keys)
      .map(one => ({ ...one, isArchived: classOf(world, one.key) !== undefined }));
    await life.jobs.add(world.job(DOWNLOAD, seen), seen);
    await world.settle();
    expect(await life.jobs.failures('job')).toEqual(failures);
    expect(world.points.count('get', 'before')).toBe(names.length - 1);
  });

  test('are deleted like others', async () => {
    const world = filled(...others);
    await begin(world, { kind: 'delete-photos' }, keys);
    await world.settle();
    expect(world.contents()).toEqual({});
  });
});

test('a storage class survives a copy, in one request and in parts', async () => {
  const world = new World();
  world.bucket.put('A/small', 'small', { storageClass: 'STANDARD_IA' });
  world.bucket.put('A/large', 'large', { size: 6 * 1024 ** 3, parts: 600, storageClass: 'GLACIER_IR' });
  world.bucket.put('A/plain', 'plain');
  await begin(world, { kind: 'copy-photos', to: 'B/' }, ['A/small', 'A/large', 'A/plain']);
  await world.settle();
  const classes = ['small', 'large', 'plain'].map(name => classOf(world, `B/${name}`));
  expect(classes).toEqual(['STANDARD_IA', 'GLACIER_IR', undefined]);
});
