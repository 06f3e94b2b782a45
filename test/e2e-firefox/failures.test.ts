import { afterAll, beforeAll, expect, test } from 'vitest';
import { addFile } from './add-file';
import { type FirefoxWorld, openFirefoxWorld } from './world';

// Firefox has its own words for what went wrong: "NetworkError when attempting to fetch resource."

let world: FirefoxWorld;

beforeAll(async () => {
  world = await openFirefoxWorld();
});

afterAll(() => world.close());

/** How a transfer failed; undefined while it has not. */
async function failureOf(id: string): Promise<string | undefined> {
  const transfer = (await world.transfers()).find(transfer => transfer.id === id);
  return transfer?.failure?.code;
}

test('an S3 that cuts every connection is unreachable, not unexpected', async () => {
  const release = world.aws.intercept(({ operation }) =>
    operation === 'PutObject' ? { drop: true } : undefined,
  );
  const id = await addFile(world, 'Cut/', 'a.txt', Buffer.from('a'));
  await expect.poll(() => failureOf(id), { timeout: 30_000 }).toBe('endpoint-unreachable');
  release();
  await world.call('transfers.retry', { id });
  await expect.poll(() => world.owner.keys('Cut/')).toEqual(['Cut/a.txt']);
});

test('“Work Offline” is told as that', async () => {
  await world.firefox.setOffline(true);
  const id = await addFile(world, 'Offline/', 'a.txt', Buffer.from('a'));
  await expect.poll(() => failureOf(id), { timeout: 30_000 }).toBe('offline');
  await world.firefox.setOffline(false);
  await world.call('transfers.retry', { id });
  await expect.poll(() => world.owner.keys('Offline/')).toEqual(['Offline/a.txt']);
});
