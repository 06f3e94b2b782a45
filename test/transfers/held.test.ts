import { describe, expect, test } from 'vitest';
import { TRANSFER_ID } from '../../src/core/provenance';
import type { PendingCleanup } from '../../src/transfers/ports';
import { checksumOf } from './world/fake-bytes';
import { BUCKET, diskFull, type Life, once, World } from './world/world';

// What a connection test makes in the bucket: written down first, and not to be taken from under its feet.

const KEY = '.shoebox/connection-test';
const object = (key: string) => ({ key, mediaType: 'text/plain', metadata: { [TRANSFER_ID]: 'test' } });

const NOTES: readonly PendingCleanup[] = [
  { id: 'object', bucket: BUCKET, key: KEY, since: 0, what: { kind: 'object', transferId: 'test' } },
  { id: 'upload', bucket: BUCKET, key: KEY, since: 0, what: { kind: 'upload', uploadId: 'upload-1' } },
];

/** With an object and an upload of a connection test in the bucket, which are noted. */
async function testing(world: World): Promise<Life> {
  const life = world.live();
  await life.transfers.hold(NOTES);
  world.bucket.put(object(KEY), 'x', 1, checksumOf('x'));
  world.bucket.createUpload(object(KEY), world.clock.now());
  return life;
}

/** A transfer that is cancelled, which has the bucket cleaned up. */
async function cleanUp({ transfers }: Life, world: World): Promise<void> {
  await transfers.add([world.file('t1', 7)]);
  await transfers.cancel('t1');
  await world.settle();
}

const inBucket = ({ bucket }: World): readonly number[] => [bucket.objects.size, bucket.uploads.size];

describe('what a connection test notes', () => {
  test('stays while the test runs, although others are cleaned up after', async () => {
    const world = new World();
    await cleanUp(await testing(world), world);
    expect(inBucket(world)).toEqual([1, 1]);
  });

  test('is forgotten when the test has removed it', async () => {
    const world = new World();
    const { transfers } = await testing(world);
    await transfers.letGo(['object', 'upload'], true);
    await world.settle();
    expect(world.disk.pendingCleanups.size).toBe(0);
    expect(inBucket(world)).toEqual([1, 1]);
  });

  test('is removed when the test could not', async () => {
    const world = new World();
    const { transfers } = await testing(world);
    await transfers.letGo(['object', 'upload'], false);
    await world.settle();
    expect(inBucket(world)).toEqual([0, 0]);
    expect(world.disk.pendingCleanups.size).toBe(0);
  });

  test('is removed by the next worker after a death in the middle', async () => {
    const world = new World();
    await testing(world);
    await world.live().transfers.recover();
    await world.settle();
    expect(inBucket(world)).toEqual([0, 0]);
    expect(world.disk.pendingCleanups.size).toBe(0);
  });

  test('can’t be written to a full disk, which the test is told', async () => {
    const world = new World();
    const { transfers } = world.live();
    await transfers.recover();
    world.at(once('database.write', 'before', diskFull));
    await expect(transfers.hold(NOTES)).rejects.toThrow();
  });
});
