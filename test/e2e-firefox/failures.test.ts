import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WaitReason } from '../../src/core/wait-reason';
import { addFile } from './add-file';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// Firefox has its own words for what went wrong: "NetworkError when attempting to fetch resource."

let world: FirefoxFixture;

beforeAll(async () => {
  world = await openFirefoxFixture();
});

afterAll(() => world.close());

/** Why a transfer that is under way does not move. */
async function waitingOf(id: string): Promise<WaitReason | null | undefined> {
  return (await world.transfers()).find(transfer => transfer.id === id)?.waiting;
}

test('an upload to an S3 that cuts every connection fails as unreachable, and is tried again', async () => {
  const release = world.aws.intercept(({ operation }) =>
    operation === 'PutObject' ? { drop: true } : undefined,
  );
  const id = await addFile(world, 'Cut/', 'a.txt', Buffer.from('a'));
  await expect.poll(() => waitingOf(id)).toMatchObject({ kind: 'retry', reason: 'endpoint-unreachable' });
  release();
  await expect.poll(() => world.owner.keys('Cut/')).toEqual(['Cut/a.txt']);
});

test('an upload without a network waits for one and resumes by itself', async () => {
  await world.firefox.setOffline(true);
  const id = await addFile(world, 'Offline/', 'a.txt', Buffer.from('a'));
  await expect.poll(() => waitingOf(id)).toEqual({ kind: 'online' });
  await world.firefox.setOffline(false);
  await expect.poll(() => world.owner.keys('Offline/')).toEqual(['Offline/a.txt']);
});
