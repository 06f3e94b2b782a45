import { describe, expect, test } from 'vitest';
import type { JobSpec } from '../../src/core/job';
import { begin, filled, UNDO_MS } from './begin';
import { BUCKET, World } from './world';

const MOVE: JobSpec = { kind: 'move-photos', to: 'B/' };
const DELETE: JobSpec = { kind: 'delete-photos' };

describe('undoing a deletion', () => {
  test('leaves everything as it was, and nothing on the disk', async () => {
    const world = filled('a', 'b');
    const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
    await world.settle(UNDO_MS - 1);
    await jobs.undo('job');
    await world.settle();
    expect(world.contents()).toEqual({ 'A/a': 'a', 'A/b': 'b' });
    expect(world.disk.jobs.size + world.disk.chunks.size).toBe(0);
  });

  test('is refused after ten seconds', async () => {
    const world = filled('a');
    const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
    await world.settle(UNDO_MS + 1);
    await expect(jobs.undo('job')).rejects.toMatchObject({ code: 'job-gone' });
    expect(world.contents()).toEqual({});
  });

  test('after a death the rest of the time counts, and the worker is to be kept for it', async () => {
    const world = filled('a');
    await begin(world, DELETE, ['A/a'], UNDO_MS);
    await world.settle(6000);
    const next = world.live();
    await next.jobs.recover();
    await world.settle(3999);
    expect(next.activity).toBe('busy');
    expect(world.contents()).toEqual({ 'A/a': 'a' });
    await world.settle();
    expect(world.contents()).toEqual({});
    expect(next.activity).toBe('idle');
  });

  test('a clock that was set back makes nobody wait longer', async () => {
    const world = filled('a');
    const life = world.live();
    const job = { ...world.job(DELETE, world.seen('A/a'), { undoMs: UNDO_MS }) };
    const later = { ...job, createdAt: job.createdAt + 1e9, notBefore: job.notBefore + 1e9 };
    await life.jobs.add(later, world.seen('A/a'));
    await world.settle(UNDO_MS + 1);
    expect(world.contents()).toEqual({});
  });
});

test('a photo that was saved again before its time had come stays', async () => {
  const world = filled('a', 'b');
  const { jobs } = await begin(world, DELETE, ['A/a', 'A/b'], UNDO_MS);
  await jobs.removals.keep(BUCKET, ['A/a']);
  expect([...(await jobs.hidden()).keys]).toEqual(['A/b']);
  await world.settle();
  expect(world.contents()).toEqual({ 'A/a': 'a' });
  expect(await jobs.all()).toEqual([]);
});

test.each<[string, JobSpec, readonly (readonly [string, string, boolean])[]]>([
  ['moved', MOVE, [['A/a', 'B/a (2)', false]]],
  ['renamed', { kind: 'rename-photo', name: 'b' }, [['A/a', 'A/b', false]]],
  ['in a moved album', { kind: 'move-album', from: 'A/', to: 'C/' }, [['A/a', 'C/a', false]]],
  ['copied', { kind: 'copy-photos', to: 'B/' }, [['A/a', 'B/a (2)', true]]],
  ['deleted', DELETE, []],
])(
  'what was %s is told of with the key that it has now, and whether it is where it was as well',
  async (_, order, moved) => {
    const world = filled('a');
    world.bucket.put('B/a', 'another');
    const life = await begin(world, order, order.kind === 'move-album' ? [] : ['A/a']);
    await world.settle();
    expect(life.moved).toEqual(moved);
  },
);

describe('album lists', () => {
  test('do not show what is on its way elsewhere, but what failed', async () => {
    const world = filled('a', 'b');
    world.at(point => {
      if (point.operation === 'copy' && point.when === 'before') return 'hang';
      return undefined;
    });
    const { jobs } = await begin(world, MOVE, ['A/a', 'A/b']);
    expect([...(await jobs.hidden()).keys]).toEqual(['A/a', 'A/b']);
  });

  test('of what was deleted do not show what comes back, but what could not', async () => {
    const world = filled('a', 'b');
    const deleted = [world.bucket.keepDeleted('A/a'), world.bucket.keepDeleted('A/b')];
    const { jobs } = world.live();
    await jobs.add(world.job({ kind: 'restore-photos' }, deleted), deleted);
    expect([...(await jobs.hidden()).restoring]).toEqual(['A/a', 'A/b']);
    expect([...(await jobs.hidden()).keys]).toEqual([]);
    world.bucket.versions.delete(`A/b?${deleted[1]?.versionId}`); // by a lifecycle rule
    await world.settle();
    expect(world.contents()).toEqual({ 'A/a': 'a' });
    expect(await jobs.failures('job')).toMatchObject([{ key: 'A/b', failure: { code: 'object-not-found' } }]);
    expect([...(await jobs.hidden()).restoring]).toEqual([]);
  });

  test('do not show an album that is being deleted or renamed', async () => {
    const world = filled('a');
    const { jobs } = await begin(world, { kind: 'delete-album', prefix: 'A/' }, [], UNDO_MS);
    expect((await jobs.hidden()).prefixes).toEqual(['A/']);
    await jobs.undo('job');
    expect((await jobs.hidden()).prefixes).toEqual([]);
  });
});

describe('a photo that was changed during a job', () => {
  test('is told by key, and not deleted', async () => {
    const world = filled('a', 'b');
    const { jobs } = await begin(world, DELETE, ['A/a', 'A/b'], UNDO_MS);
    world.bucket.put('A/a', 'another');
    await world.settle();
    expect(world.contents()).toEqual({ 'A/a': 'another' });
    expect(await jobs.failures('job')).toMatchObject([{ key: 'A/a', failure: { code: 'photo-changed' } }]);
    await jobs.retry('job');
    await world.settle();
    expect(world.contents()).toEqual({});
  });

  test('between the copy and the deletion stays, where S3 heeds conditions', async () => {
    const world = filled('a');
    world.at(({ operation, when }) => {
      if (operation === 'deleteMany' && when === 'before') world.bucket.put('A/a', 'newer');
    });
    const { jobs } = await begin(world, MOVE, ['A/a']);
    await world.settle();
    expect(world.contents()).toEqual({ 'A/a': 'newer', 'B/a': 'a' });
    expect(await jobs.failures('job')).toMatchObject([{ failure: { code: 'photo-changed' } }]);
  });
});

describe('cancelling a move', () => {
  test('begins nothing more, and leaves no photo in two places', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
    const world = filled(...names);
    const life = world.live();
    world.at(({ operation, when, nth }) => {
      if (operation === 'copy' && when === 'after' && nth === 5) void life.jobs.cancel('job');
    });
    const keys = names.map(name => `A/${name}`);
    await life.jobs.add(world.job(MOVE, world.seen(...keys)), world.seen(...keys));
    await world.settle();
    const there = Object.values(world.contents()).sort();
    expect(there).toEqual([...names].sort());
    expect(Object.keys(world.contents('B/')).length).toBeLessThan(30);
    expect(await life.jobs.all()).toEqual([]);
  });
});

describe('an album', () => {
  test('what comes into it while it is moved comes along', async () => {
    const world = filled('a', 'b');
    world.at(({ operation, when, nth }) => {
      if (operation === 'deleteMany' && when === 'after' && nth === 1) world.bucket.put('A/late', 'late');
    });
    await begin(world, { kind: 'move-album', from: 'A/', to: 'Z/' }, []);
    await world.settle();
    expect(world.contents()).toEqual({ 'Z/a': 'a', 'Z/b': 'b', 'Z/late': 'late' });
  });

  test('keeps its marker while something of it is left', async () => {
    const world = filled('a', 'b', '');
    world.at(({ operation, when, what }) => {
      if (operation === 'copy' && when === 'before' && what === 'Z/a') throw new Error('no');
    });
    const { jobs } = await begin(world, { kind: 'move-album', from: 'A/', to: 'Z/' }, []);
    await world.settle();
    expect(Object.keys(world.contents())).toEqual(['A/', 'A/a', 'Z/b']);
    world.at(() => undefined);
    await jobs.retry('job');
    await world.settle();
    expect(Object.keys(world.contents())).toEqual(['Z/', 'Z/a', 'Z/b']);
  });

  test('waits until its photos that wait for their deletion are deleted', async () => {
    const world = filled('a', 'b');
    const life = await begin(world, DELETE, ['A/a'], UNDO_MS);
    await life.jobs.add(world.job({ kind: 'move-album', from: 'A/', to: 'Z/' }, [], { id: 'second' }), []);
    await world.settle();
    expect(world.contents()).toEqual({ 'Z/b': 'b' });
  });
});

describe('a large photo that is restored a second time', () => {
  async function restoredTwice(metadata: Readonly<Record<string, string>>, between = (_: World) => {}) {
    const world = new World();
    world.bucket.put('A/large', 'large', { size: 10, parts: 2, metadata });
    const deleted = [world.bucket.keepDeleted('A/large')];
    const { jobs } = world.live();
    for (const id of ['one', 'two']) {
      await jobs.add(world.job({ kind: 'restore-photos' }, deleted, { id }), deleted);
      await world.settle();
      between(world);
    }
    return world.contents();
  }

  test('is there once', async () => {
    expect(await restoredTwice({ 'shoebox-transfer': 'x' })).toEqual({ 'A/large': 'large' });
  });

  test('comes beside what is there instead by now', async () => {
    const replace = ({ bucket }: World): void => bucket.put('A/large', 'other', { size: 10 });
    const expected = { 'A/large': 'other', 'A/large (2)': 'large' };
    expect(await restoredTwice({ 'shoebox-transfer': 'x' }, replace)).toEqual(expected);
  });

  test('comes beside what only looks like it', async () => {
    expect(await restoredTwice({})).toEqual({ 'A/large': 'large', 'A/large (2)': 'large' });
  });
});
