import { beforeEach, expect, test, vi } from 'vitest';
import { createAlbum } from '../../src/aws/albums';
import type { Bucket } from '../../src/aws/bucket';
import { copyObject } from '../../src/aws/copies';
import { previewAlbum, setCover } from '../../src/aws/covers';
import { deleteUnchanged } from '../../src/aws/deletions';
import { putObject } from '../../src/aws/put-object';
import { updateCoverAfterRename } from '../../src/background/job-handlers';
import { newJob } from '../../src/core/job';
import { bucketIdentity } from '../../src/core/settings';
import { bytes, GUEST_BUCKET } from '../aws/local-bucket';
import { useLocalAws } from '../use-local-aws';
import { openAsCurrent } from './open-as-current';

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const { start } = useLocalAws();
const never = new AbortController().signal;
const [FIRST, CHOSEN, RENAMED] = ['Cats/1.png', 'Cats/a.png', 'Cats/b (2).png'];

/** An album of two photos whose cover is the second one, which has just been renamed. */
async function albumAfterRename(): Promise<Bucket> {
  const bucket = await openAsCurrent(await start(GUEST_BUCKET));
  await createAlbum(bucket, '', 'Cats');
  const photo = { mediaType: 'image/png', metadata: {}, ...(await bytes('photo')) };
  await putObject(bucket, { ...photo, key: FIRST }, never);
  const etag = await putObject(bucket, { ...photo, key: CHOSEN }, never);
  await setCover(bucket, 'Cats/', CHOSEN);
  const subject = { key: CHOSEN, etag, size: 5 };
  await copyObject(bucket, subject, RENAMED, never);
  await deleteUnchanged(bucket, subject, never);
  return bucket;
}

const renamedIn = (bucket: string) =>
  newJob({
    ...{ id: 'job', createdAt: 1, notBefore: 1, total: 1, bucket, about: CHOSEN },
    order: { kind: 'rename-photo', name: 'b.png' },
  });

test('the cover of an album follows a rename to the key that the photo really got', async () => {
  const bucket = await albumAfterRename();
  await updateCoverAfterRename(renamedIn(bucketIdentity(bucket.settings)), RENAMED);
  expect((await previewAlbum(bucket, 'Cats/')).cover).toMatchObject({ key: RENAMED });
});

test('the cover of an album does not follow a rename in a bucket that is not the current one', async () => {
  const bucket = await albumAfterRename();
  const followed = updateCoverAfterRename(renamedIn('other/@aws'), RENAMED);
  await expect(followed).rejects.toMatchObject({ code: 'other-bucket' });
  expect((await previewAlbum(bucket, 'Cats/')).cover).toMatchObject({ key: FIRST });
});

test('the cover of an album stays where it is after a rename that failed', async () => {
  const bucket = await albumAfterRename();
  await updateCoverAfterRename(renamedIn(bucketIdentity(bucket.settings)), null);
  expect((await previewAlbum(bucket, 'Cats/')).cover).toMatchObject({ key: FIRST });
});
