import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import type { JobSpec } from '../../src/core/job';
import { gate } from '../transfers/world/points';
import { begin, filled, UNDO_MS } from './begin';
import type { World } from './world';

const DELETE: JobSpec = { kind: 'delete-photos' };
const MINUTE_MS = 60_000;

/** Refuses everything that would change the disk. */
const fillDisk = (world: World): void =>
  world.at(({ operation, when }) => {
    if (/^database\.(write|remove)$/.test(operation) && when === 'before')
      throw new ShoeboxError('browser-storage-full');
  });

async function undoOnFullDisk() {
  const world = filled('a', 'b');
  const life = await begin(world, DELETE, ['A/a'], UNDO_MS);
  fillDisk(world);
  await expect(life.jobs.undo('job')).rejects.toMatchObject({ code: 'browser-storage-full' });
  return { world, life };
}

describe('an undo that a full disk refuses', () => {
  test('is told, and the deletion is not carried out by this worker', async () => {
    const { world, life } = await undoOnFullDisk();
    await world.settle(10 * MINUTE_MS);
    expect(world.contents()).toEqual({ 'A/a': 'a', 'A/b': 'b' });
    expect(await life.jobs.all()).toMatchObject([{ state: 'waiting' }]);
    expect(life.reported).toContain('jobs.begin-deletion');
  });

  test('is tried again at a pace of its own until the disk takes it', async () => {
    const { world, life } = await undoOnFullDisk();
    await world.settle(10 * MINUTE_MS);
    expect(world.points.count('database.remove', 'before')).toBeLessThan(30);
    world.at(() => undefined);
    await world.settle(MINUTE_MS);
    expect(await life.jobs.all()).toEqual([]);
    expect([...world.disk.jobs, ...world.disk.chunks]).toEqual([]);
    await world.settle();
    expect(Object.keys(world.contents())).toEqual(['A/a', 'A/b']);
  });

  test('can be asked for again, which takes it off at once when the disk has room', async () => {
    const { world, life } = await undoOnFullDisk();
    await world.settle(2 * UNDO_MS);
    world.at(() => undefined);
    await life.jobs.undo('job');
    expect(await life.jobs.all()).toEqual([]);
  });

  test('and a death after it leave the user all the time to undo it in the next worker', async () => {
    const { world } = await undoOnFullDisk();
    await world.settle(2 * UNDO_MS);
    world.at(() => undefined);
    const next = world.live();
    await next.jobs.recover();
    await world.settle(UNDO_MS - 1);
    expect(await next.jobs.all()).toMatchObject([{ state: 'waiting' }]);
    expect(Object.keys(world.contents())).toEqual(['A/a', 'A/b']);
    await next.jobs.undo('job');
    await world.settle();
    expect(Object.keys(world.contents())).toEqual(['A/a', 'A/b']);
  });

  test('is not carried out by the next worker either, as long as the disk refuses', async () => {
    const { world } = await undoOnFullDisk();
    const next = world.live();
    await next.jobs.recover();
    await world.settle(10 * MINUTE_MS);
    expect(Object.keys(world.contents())).toEqual(['A/a', 'A/b']);
  });
});

test('an undo at the very moment at which the deletion becomes due wins, or is told as too late', async () => {
  for (const ms of [UNDO_MS - 1, UNDO_MS]) {
    const world = filled('a');
    const { jobs } = await begin(world, DELETE, ['A/a'], UNDO_MS);
    const disk = gate();
    world.at(({ operation, when }) =>
      operation.startsWith('database.') && when === 'before' ? disk.opened : undefined,
    );
    await world.settle(ms);
    const undone = jobs.undo('job').then(
      () => true,
      () => false,
    );
    await world.settle(1000);
    disk.open();
    await world.settle();
    expect(world.contents()).toEqual((await undone) ? { 'A/a': 'a' } : {});
  }
});

describe('cancelling a job', () => {
  const MOVE: JobSpec = { kind: 'move-photos', to: 'B/' };

  test('on a full disk is told, and the job goes on', async () => {
    const world = filled('a');
    const copy = gate();
    world.at(({ operation, when }) => {
      if (operation === 'copy' && when === 'before') return copy.opened;
      if (operation === 'database.write' && when === 'before') throw new ShoeboxError('browser-storage-full');
      return undefined;
    });
    const life = world.live();
    world.at(({ operation }) => (operation === 'copy' ? copy.opened : undefined));
    await life.jobs.add(world.job(MOVE, world.seen('A/a')), world.seen('A/a'));
    await world.settle(1000);
    world.at(({ operation, when }) => {
      if (operation === 'database.write' && when === 'before') throw new ShoeboxError('browser-storage-full');
    });
    await expect(life.jobs.cancel('job')).rejects.toMatchObject({ code: 'browser-storage-full' });
    expect(await life.jobs.all()).toMatchObject([{ isCancelled: false }]);
    world.at(() => undefined);
    copy.open();
    await world.settle();
    expect(world.contents()).toEqual({ 'B/a': 'a' });
  });

  test('is on the disk also where items are written at the same time, with all that they have become', async () => {
    const world = filled('a', 'b');
    const life = world.live();
    const cancelWritten = gate();
    let isCancelling = false;
    world.at(({ operation, when, what }) => {
      if (operation === 'copy' && when === 'after' && what === 'B/a') {
        isCancelling = true;
        void life.jobs.cancel('job');
      }
      if (operation === 'database.write' && when === 'before' && isCancelling) {
        isCancelling = false;
        return cancelWritten.opened;
      }
      return undefined;
    });
    await life.jobs.add(world.job(MOVE, world.seen('A/a', 'A/b')), world.seen('A/a', 'A/b'));
    await world.settle(1000);
    cancelWritten.open();
    await world.settle();
    expect(Object.values(world.contents()).sort()).toEqual(['a', 'b']);
    expect([...world.disk.jobs]).toEqual([]);
  });
});

test('a failed job that is dismissed on a full disk stays on the list, and goes when there is room', async () => {
  const world = filled('a');
  world.at(({ operation }) => {
    if (operation === 'deleteMany') throw new ShoeboxError('access-denied');
  });
  const { jobs } = await begin(world, DELETE, ['A/a']);
  await world.settle();
  fillDisk(world);
  await expect(jobs.dismiss('job')).rejects.toMatchObject({ code: 'browser-storage-full' });
  expect(await jobs.all()).toMatchObject([{ state: 'failed' }]);
  world.at(() => undefined);
  await jobs.dismiss('job');
  expect([await jobs.all(), [...world.disk.jobs]]).toEqual([[], []]);
});
