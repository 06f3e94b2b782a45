import { beforeEach, expect, test, vi } from 'vitest';
import type { TestedCapabilities } from '../../src/aws/capabilities';
import { putObject } from '../../src/aws/put-object';
import { jobHandlers } from '../../src/background/job-handlers';
import type { Job } from '../../src/core/job';
import { NEVER_ABORTED } from '../../src/core/promises';
import type { Jobs } from '../../src/jobs/jobs';
import { AS_AWS, bytes, GUEST_BUCKET } from '../aws/local-bucket';
import { useLocalAws } from '../use-local-aws';
import { openAsCurrent } from './open-as-current';

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const { start } = useLocalAws();

/** The deletion of a photo, as it is written down. */
async function deletionIn(tested: TestedCapabilities | null): Promise<Job | undefined> {
  const bucket = await openAsCurrent(await start(GUEST_BUCKET), tested);
  const photo = { key: 'Cats/1.png', mediaType: 'image/png', metadata: {}, ...(await bytes('photo')) };
  const etag = await putObject(bucket, photo, NEVER_ABORTED);
  const add = vi.fn<Jobs['add']>();
  const jobs: Pick<Jobs, 'all' | 'add'> = { all: async () => [], add };
  const photos = [{ key: photo.key, etag, size: 5 }];
  await jobHandlers(jobs as Jobs, async () => {}) // `start` asks for no more of them
    .start({ id: 'job', wish: { kind: 'delete-photos', photos } });
  return add.mock.lastCall?.[0];
}

test('a deletion is for good where the bucket was found to keep nothing, and not where nobody knows', async () => {
  expect((await deletionIn({ ...AS_AWS, keepsDeleted: false }))?.isForGood).toBe(true);
  expect((await deletionIn({ ...AS_AWS, keepsDeleted: true }))?.isForGood).toBe(false);
  expect((await deletionIn(AS_AWS))?.isForGood).toBe(false);
  expect((await deletionIn(null))?.isForGood).toBe(false);
});
