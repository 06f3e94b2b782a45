import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WaitReason } from '../../src/core/wait-reason';
import { addFile } from './add-file';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// Firefox has its own words for what went wrong: "NetworkError when attempting to fetch resource."

let fixture: FirefoxFixture;

beforeAll(async () => {
  fixture = await openFirefoxFixture();
});

afterAll(() => fixture.close());

/** Why a transfer that is under way does not move. */
async function waitingOf(id: string): Promise<WaitReason | null | undefined> {
  return (await fixture.transfers()).find(transfer => transfer.id === id)?.waiting;
}

test('an upload to an S3 that cuts every connection waits as unreachable, and is retried', async () => {
  const release = fixture.aws.intercept(({ operation }) =>
    operation === 'PutObject' ? { drop: true } : undefined,
  );
  const id = await addFile(fixture, 'Cut/', 'a.txt', Buffer.from('a'));
  await expect.poll(() => waitingOf(id)).toMatchObject({ kind: 'retry', reason: 'endpoint-unreachable' });
  release();
  await expect.poll(() => fixture.owner.keys('Cut/')).toEqual(['Cut/a.txt']);
});

test('an upload without a network waits for one and resumes by itself', async () => {
  await fixture.firefox.setOffline(true);
  const id = await addFile(fixture, 'Offline/', 'a.txt', Buffer.from('a'));
  await expect.poll(() => waitingOf(id)).toEqual({ kind: 'online' });
  await fixture.firefox.setOffline(false);
  await expect.poll(() => fixture.owner.keys('Offline/')).toEqual(['Offline/a.txt']);
});
