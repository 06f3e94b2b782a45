import { describe, expect, test, vi } from 'vitest';
import type { JobSpec } from '../../src/core/job';
import type { ExpectedObject } from '../../src/core/s3-object';
import type { Point } from '../transfers/world/points';
import { World } from './world';

vi.setConfig({ testTimeout: 120_000 });

const GIB = 1024 ** 3;

interface Scenario {
  readonly order: JobSpec;
  readonly keys: readonly string[];
  /** Whether these were deleted before. */
  readonly areDeleted?: boolean;
  /** What is in the bucket in the end, contents by key. */
  readonly outcome: Readonly<Record<string, string>>;
}

function fill({ bucket }: World): void {
  bucket.put('Cats/a.png', 'a');
  bucket.put('Cats/b.png', 'b');
  bucket.put('Cats/in parts.png', 'in parts', { parts: 3 });
  bucket.put('Cats/large.mp4', 'large', { size: 6 * GIB, parts: 700 });
  bucket.put('Cats/taken.png', 'mine', { size: 4 });
  bucket.put('Cats/twin.png', 'twin');
  bucket.put('Dogs/taken.png', 'its', { size: 4 });
  bucket.put('Dogs/twin.png', 'twin');
}

const CATS = ['a.png', 'b.png', 'in parts.png', 'large.mp4', 'taken.png', 'twin.png'].map(
  name => `Cats/${name}`,
);

const AS_BEFORE = {
  'Cats/a.png': 'a',
  'Cats/b.png': 'b',
  'Cats/in parts.png': 'in parts',
  'Cats/large.mp4': 'large',
  'Cats/taken.png': 'mine',
  'Cats/twin.png': 'twin',
};

const IN_DOGS = {
  'Dogs/a.png': 'a',
  'Dogs/b.png': 'b',
  'Dogs/in parts.png': 'in parts',
  'Dogs/large.mp4': 'large',
  'Dogs/taken (2).png': 'mine',
  'Dogs/taken.png': 'its',
  'Dogs/twin.png': 'twin',
};

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'photos are moved': { order: { kind: 'move-photos', to: 'Dogs/' }, keys: CATS, outcome: IN_DOGS },
  'photos are copied': {
    order: { kind: 'copy-photos', to: 'Dogs/' },
    keys: CATS,
    outcome: { ...AS_BEFORE, ...IN_DOGS },
  },
  'a photo is renamed': {
    order: { kind: 'rename-photo', name: 'z.png' },
    keys: ['Cats/a.png'],
    outcome: {
      ...Object.fromEntries(Object.entries(AS_BEFORE).filter(([key]) => key !== 'Cats/a.png')),
      'Cats/z.png': 'a',
      'Dogs/taken.png': 'its',
      'Dogs/twin.png': 'twin',
    },
  },
  'photos are deleted': {
    order: { kind: 'delete-photos' },
    keys: CATS,
    outcome: { 'Dogs/taken.png': 'its', 'Dogs/twin.png': 'twin' },
  },
  'deleted photos are restored': {
    order: { kind: 'restore-photos' },
    keys: CATS,
    areDeleted: true,
    outcome: {
      ...AS_BEFORE,
      'Cats/taken (2).png': 'mine',
      'Cats/taken.png': 'new',
      'Dogs/taken.png': 'its',
      'Dogs/twin.png': 'twin',
    },
  },
  'an album is renamed': {
    order: { kind: 'move-album', from: 'Cats/', to: 'Lions/' },
    keys: [],
    outcome: {
      'Dogs/taken.png': 'its',
      'Dogs/twin.png': 'twin',
      'Lions/': '',
      'Lions/a.png': 'a',
      'Lions/b.png': 'b',
      'Lions/cubs/': '',
      'Lions/cubs/c.png': 'c',
      'Lions/in parts.png': 'in parts',
      'Lions/large.mp4': 'large',
      'Lions/taken.png': 'mine',
      'Lions/twin.png': 'twin',
    },
  },
  'an album is deleted': {
    order: { kind: 'delete-album', prefix: 'Cats/' },
    keys: [],
    outcome: { 'Dogs/taken.png': 'its', 'Dogs/twin.png': 'twin' },
  },
};

/** Deletes what is to be restored; meanwhile one has got a successor, and one is there again. */
function deleteAll({ bucket }: World, keys: readonly string[]): ExpectedObject[] {
  const versions = keys.map(key => bucket.keepDeleted(key));
  bucket.put('Cats/taken.png', 'new', { size: 4 });
  bucket.put('Cats/twin.png', 'twin');
  return versions;
}

function begin(name: string): { world: World; scenario: Scenario; photos: readonly ExpectedObject[] } {
  const world = new World();
  fill(world);
  const scenario = SCENARIOS[name];
  if (scenario === undefined) throw new Error(name);
  if (scenario.keys.length === 0) {
    world.bucket.put('Cats/', '');
    world.bucket.put('Cats', '');
    world.bucket.put('Cats/cubs/', '');
    world.bucket.put('Cats/cubs/c.png', 'c');
  }
  const { keys, areDeleted } = scenario;
  const photos = areDeleted === true ? deleteAll(world, keys) : world.seen(...keys);
  return { world, scenario, photos };
}

/** Lives through a scenario; at the point with this index the worker dies, unless it is not reached. */
async function runUntil(name: string, index: number): Promise<{ world: World; isReached: boolean }> {
  const { world, scenario, photos } = begin(name);
  let isReached = false;
  world.at((point: Point) => {
    if (point.index !== index) return undefined;
    isReached = true;
    return 'die';
  });
  const { jobs } = world.live();
  void jobs.add(world.job(scenario.order, photos), photos);
  await world.settle();
  return { world, isReached };
}

describe.each(Object.keys(SCENARIOS))('%s', name => {
  test('ends as ordered, also when the worker dies at any point', async () => {
    for (let index = 0; ; index++) {
      const { world, isReached } = await runUntil(name, index);
      world.at(() => undefined);
      const next = world.live();
      const wasWritten = world.disk.jobs.size > 0;
      await next.jobs.recover();
      await world.settle();
      const { scenario } = begin(name);
      const isAsBefore = JSON.stringify(world.contents()) === JSON.stringify(begin(name).world.contents());
      if (wasWritten || !isAsBefore) expect(world.contents(), `died at ${index}`).toEqual(scenario.outcome);
      expect([...world.bucket.uploads], `uploads after a death at ${index}`).toEqual([]);
      expect([...world.disk.jobs.keys(), ...world.disk.chunks.keys()]).toEqual([]);
      if (!isReached) {
        expect(index).toBeGreaterThan(8);
        return;
      }
    }
  });
});
