import { ListMultipartUploadsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { listAlbum, listAlbums } from '../../src/aws/album-listing';
import { createAlbum } from '../../src/aws/albums';
import { type Bucket, openBucket } from '../../src/aws/bucket';
import { copyObject, createMultipartCopy, uploadPartCopy } from '../../src/aws/copies';
import { listDeleted } from '../../src/aws/deleted-listing';
import { deleteObjects, deleteUnchanged } from '../../src/aws/deletions';
import { headObject } from '../../src/aws/head-object';
import { listObjectsOnce } from '../../src/aws/list-objects';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
} from '../../src/aws/multipart-uploads';
import { putObject } from '../../src/aws/put-object';
import type { ExpectedObject } from '../../src/core/s3-object';
import { guestPoolOf } from '../cloudformation/guest-stack';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { AS_AWS, bytes, guestStorage, settingsOf } from './local-bucket';

// The policy of the template is enough for all that Shoebox does in its folder, and for nothing outside, as
// AWS judges it.

vi.setConfig({ testTimeout: 60_000 });

const { start, clientOf } = useLocalAws();
const never = new AbortController().signal;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

/** Shoebox in this folder of a versioned bucket, under the policy for it; `{identity}` is the guest's own id. */
async function openUnderPolicy(folder: string): Promise<{ readonly aws: LocalAws; readonly bucket: Bucket }> {
  const aws = await start({ buckets: [{ name: 'demo', versioned: true }] });
  const settings = settingsOf(aws);
  aws.setPools([guestPoolOf({ ...settings, folder }, { restore: true })]);
  const storage = guestStorage();
  await openBucket(settings, storage, { tested: AS_AWS }).identity.credentials();
  const identity = await storage.identities.get(`${settings.identityPoolId}@${settings.cognitoEndpoint}`);
  const own = { ...settings, folder: folder.replace('{identity}', identity ?? '') };
  return { aws, bucket: openBucket(own, storage, { tested: AS_AWS }) };
}

async function put(bucket: Bucket, key: string): Promise<ExpectedObject> {
  const etag = await putObject(
    bucket,
    { key, mediaType: 'image/png', metadata: {}, ...(await bytes(key)) },
    never,
  );
  return { key, size: key.length, etag };
}

async function all<Page>(pages: AsyncIterable<Page>): Promise<readonly Page[]> {
  const found: Page[] = [];
  for await (const page of pages) found.push(page);
  return found;
}

const refused = { code: 'access-denied' };

describe.each(['', 'team/a b/', '100%*?$/', 'people/{identity}/'])(
  'the policy for the folder “%s”',
  folder => {
    test('allows what Shoebox does with photos and albums', async () => {
      const { aws, bucket } = await openUnderPolicy(folder);
      const at = (key: string): string => `${bucket.settings.folder}${key}`;
      await createAlbum(bucket, at(''), 'Cats');
      expect(await listAlbums(bucket)).toMatchObject([{ prefix: at('Cats/') }]);
      const photo = await put(bucket, at('Cats/a.png'));
      const pages = await all(listAlbum(bucket, at('Cats/')));
      expect(pages.flatMap(({ photos }) => photos)).toMatchObject([{ key: photo.key }]);
      expect(await headObject(bucket, photo, never)).toMatchObject({ etag: photo.etag });
      const copy = at('Cats/b.png');
      const etag = await copyObject(bucket, photo, copy, never);
      await deleteUnchanged(bucket, { ...photo, key: copy, etag }, never);
      expect([...(await deleteObjects(bucket, [photo], never))]).toEqual([]);
      const deleted = (await all(listDeleted(bucket, at('Cats/')))).flatMap(page => page.photos);
      expect(deleted).toMatchObject([{ key: photo.key }, { key: copy }]);
      for (const one of deleted) await copyObject(bucket, one, at(`Cats/back of ${one.name}`), never);
      expect(aws.requests.filter(({ status }) => status === 403)).toEqual([]);
    });

    test('allows large files, in parts, and what is left of them to be found and removed', async () => {
      const { aws, bucket } = await openUnderPolicy(folder);
      const key = `${bucket.settings.folder}Cats/large.png`;
      const upload = await createMultipartUpload(
        bucket,
        { key, mediaType: 'image/png', metadata: {} },
        never,
      );
      const part = await uploadPart(bucket, upload, { partNumber: 1, ...(await bytes('large')) }, never);
      expect(await listParts(bucket, upload, null, never)).toMatchObject({ parts: [part] });
      expect(await listMultipartUploads(bucket, key, 0, never)).toEqual([upload]);
      await completeMultipartUpload(bucket, upload, [part], never);
      const source = await headObject(bucket, { key }, never);
      if (source === null) throw new Error('It was stored.');
      const copy = await createMultipartCopy(bucket, source, `${key} (2)`, never);
      const copied = { partNumber: 1, start: 0, end: 5 };
      const copiedPart = await uploadPartCopy(bucket, copy, source, copied, never);
      await completeMultipartUpload(bucket, copy, [copiedPart], never);
      await abortMultipartUpload(
        bucket,
        await createMultipartCopy(bucket, source, `${key} (3)`, never),
        never,
      );
      const { Uploads = [] } = await clientOf(aws).send(new ListMultipartUploadsCommand({ Bucket: 'demo' }));
      expect(Uploads).toEqual([]);
      // Whether there are tags is asked all the same: where that is allowed, they go along.
      const refusals = aws.requests.filter(({ status }) => status === 403).map(({ operation }) => operation);
      expect(refusals).toEqual(['GetObjectTagging', 'GetObjectTagging']);
    });

    test('lets a missing key be told from a forbidden one with one request', async () => {
      const { aws, bucket } = await openUnderPolicy(folder);
      aws.clearRequests();
      expect(await headObject(bucket, { key: `${bucket.settings.folder}none.png` }, never)).toBeNull();
      expect(aws.requests.filter(({ service }) => service === 's3')).toHaveLength(1);
    });

    test('names the right that a photo with tags needs to be copied', async () => {
      const { aws, bucket } = await openUnderPolicy(folder);
      const key = `${bucket.settings.folder}tagged.png`;
      const tagged = new PutObjectCommand({ Bucket: 'demo', Key: key, Body: 'x', Tagging: 'who=me' });
      await clientOf(aws).send(tagged);
      await expect(copyObject(bucket, { key, size: 1, etag: '' }, `${key} (2)`, never)).rejects.toMatchObject(
        {
          ...refused,
          detail: { action: 's3:GetObjectTagging' },
        },
      );
    });

    test.skipIf(folder === '')('refuses everything outside', async () => {
      const { aws, bucket } = await openUnderPolicy(folder);
      const theirs = { key: `${bucket.settings.folder.slice(0, -1)}.png`, size: 6, etag: '' };
      await clientOf(aws).send(new PutObjectCommand({ Bucket: 'demo', Key: theirs.key, Body: 'theirs' }));
      const mine = await put(bucket, `${bucket.settings.folder}mine.png`);
      for (const prefix of ['', bucket.settings.folder.slice(0, -1), theirs.key, '.shoebox/'])
        await expect(listObjectsOnce(bucket, { prefix, maxKeys: 1 }, never)).rejects.toMatchObject(refused);
      for (const key of [theirs.key, 'none.png', '.shoebox/thumbnails/none.webp'])
        await expect(headObject(bucket, { key }, never)).rejects.toMatchObject(refused);
      await expect(all(listDeleted(bucket, ''))).rejects.toMatchObject(refused);
      await expect(put(bucket, 'mine.png')).rejects.toMatchObject(refused);
      await expect(copyObject(bucket, mine, 'mine.png', never)).rejects.toMatchObject(refused);
      await expect(
        copyObject(bucket, theirs, `${bucket.settings.folder}theirs.png`, never),
      ).rejects.toMatchObject(refused);
      const upload = { key: theirs.key, mediaType: 'image/png', metadata: {} };
      await expect(createMultipartUpload(bucket, upload, never)).rejects.toMatchObject(refused);
      await expect(
        abortMultipartUpload(bucket, { key: theirs.key, uploadId: 'x' }, never),
      ).rejects.toMatchObject(refused);
    });
  },
);
