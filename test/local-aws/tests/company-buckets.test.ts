import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from 'vitest';
import { expectRefusal } from '../../s3-contract/requests';
import { GUESTS, guestKeys, useLocalAws } from '../../use-local-aws';
import type { BucketSetup, KmsKeySetup, LocalAws, PolicyDocument } from '../index';

const { start, clientOf } = useLocalAws();

const KEY: KmsKeySetup = { id: '1234abcd-12ab-34cd-56ef-1234567890ab', alias: 'alias/photos' };
const KEY_ARN = `arn:aws:kms:us-east-1:123456789012:key/${KEY.id}`;
const DISABLED: KmsKeySetup = { id: 'dddddddd-12ab-34cd-56ef-1234567890ab', isDisabled: true };

const roleOf = (...actions: readonly string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['s3:*', ...actions], Resource: '*' }],
});

const startWith = (bucket: Partial<BucketSetup>, ...actions: readonly string[]): Promise<LocalAws> =>
  start({
    buckets: [{ name: 'demo', ...bucket }],
    kmsKeys: [KEY, DISABLED],
    pools: [{ id: GUESTS.id, guests: true, role: roleOf(...actions) }],
  });

/** Of a guest whose checksums are none of the SDK's own accord. */
const guestOf = async (aws: LocalAws): Promise<S3Client> =>
  clientOf(aws, { credentials: await guestKeys(aws), requestChecksumCalculation: 'WHEN_REQUIRED' });

const OBJECT = { Bucket: 'demo', Key: 'a' };

test('a locked version is denied in a batch too, in S3’s words', async () => {
  const s3 = await guestOf(await startWith({ versioned: true, objectLockDays: 1 }));
  const put = new PutObjectCommand({ ...OBJECT, Body: 'x', ChecksumAlgorithm: 'SHA256' });
  const { VersionId } = await s3.send(put);
  const words = 'Access Denied because object protected by object lock.';
  const alone = s3.send(new DeleteObjectCommand({ ...OBJECT, VersionId }));
  await expect(alone).rejects.toMatchObject({ name: 'AccessDenied', message: words });
  const batch = { Objects: [{ Key: 'a', VersionId }] };
  const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket: 'demo', Delete: batch }));
  expect(Errors).toMatchObject([{ Key: 'a', Code: 'AccessDenied', Message: words }]);
});

describe('encryption', () => {
  test('is what the request says, else what the bucket does', async () => {
    const aws = await startWith({ encryption: { algorithm: 'aws:kms', keyId: KEY.id } });
    const s3 = clientOf(aws);
    for (const [SSEKMSKeyId, id] of [
      [KEY.id, KEY_ARN],
      [KEY.alias, KEY_ARN],
      [KEY_ARN, KEY_ARN],
      [undefined, KEY_ARN],
    ]) {
      const ServerSideEncryption = SSEKMSKeyId === undefined ? undefined : 'aws:kms';
      await s3.send(new PutObjectCommand({ ...OBJECT, Body: 'x', ServerSideEncryption, SSEKMSKeyId }));
      const head = await s3.send(new HeadObjectCommand(OBJECT));
      expect(head).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: id });
      expect(head.ETag).toMatch(/^"[0-9a-f]{32}"$/u);
      expect(head.ETag).not.toBe('"9dd4e461268c8034f5c8564e155c67a6"'); // MD5 of x
    }
    await s3.send(new PutObjectCommand({ ...OBJECT, Body: 'x', ServerSideEncryption: 'AES256' }));
    const { ServerSideEncryption, ETag } = await s3.send(new HeadObjectCommand(OBJECT));
    expect([ServerSideEncryption, ETag]).toEqual(['AES256', '"9dd4e461268c8034f5c8564e155c67a6"']);
  });

  test('with a key that is disabled, or none at all, is refused', async () => {
    const aws = await startWith({});
    const put = (SSEKMSKeyId: string) =>
      clientOf(aws).send(new PutObjectCommand({ ...OBJECT, ServerSideEncryption: 'aws:kms', SSEKMSKeyId }));
    await expectRefusal(put(DISABLED.id), 'KMS.DisabledException', 400);
    await expectRefusal(put('alias/none'), 'KMS.NotFoundException', 400);
  });

  test('with a key takes kms:GenerateDataKey to write, and kms:Decrypt to read and to copy', async () => {
    const bucket = { encryption: { algorithm: 'aws:kms', keyId: KEY.id } } as const;
    const put = new PutObjectCommand({ ...OBJECT, Body: 'x', ChecksumAlgorithm: 'SHA256' });
    const copy = new CopyObjectCommand({ ...OBJECT, Key: 'b', CopySource: 'demo/a' });
    const none = await startWith(bucket);
    await expect((await guestOf(none)).send(put)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(
        new RegExp(
          `not authorized to perform: kms:GenerateDataKey on resource: "?${KEY_ARN}"? because no`,
          'u',
        ),
      ),
    });
    const writes = await startWith(bucket, 'kms:GenerateDataKey');
    const writer = await guestOf(writes);
    await writer.send(put);
    await writer.send(new HeadObjectCommand(OBJECT));
    await expectRefusal(
      writer.send(new HeadObjectCommand({ ...OBJECT, ChecksumMode: 'ENABLED' })),
      'Unknown',
      403,
    );
    await expectRefusal(writer.send(new GetObjectCommand(OBJECT)), 'AccessDenied', 403);
    await expectRefusal(writer.send(copy), 'AccessDenied', 403);
    const { UploadId } = await writer.send(new CreateMultipartUploadCommand(OBJECT));
    const part = { ...OBJECT, UploadId, PartNumber: 1, Body: 'x' };
    await expectRefusal(writer.send(new UploadPartCommand(part)), 'AccessDenied', 403);

    const both = await guestOf(await startWith(bucket, 'kms:GenerateDataKey', 'kms:Decrypt'));
    await both.send(put);
    const head = await both.send(new HeadObjectCommand({ ...OBJECT, ChecksumMode: 'ENABLED' }));
    expect(head.ChecksumSHA256).toBeDefined();
    await both.send(copy);
    const upload = await both.send(new CreateMultipartUploadCommand(OBJECT));
    const own = { ...OBJECT, UploadId: upload.UploadId };
    const { ETag } = await both.send(new UploadPartCommand({ ...own, PartNumber: 1, Body: 'x' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const done = await both.send(new CompleteMultipartUploadCommand({ ...own, MultipartUpload }));
    expect(done).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY_ARN });
  });

  test('is a condition that holds for every part of an upload that named it', async () => {
    const Condition = { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } };
    const policy: PolicyDocument = {
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*', Condition }],
    };
    const s3 = await guestOf(await startWith({ policy }));
    await expectRefusal(s3.send(new PutObjectCommand({ ...OBJECT, Body: 'x' })), 'AccessDenied', 403);
    const upload = new CreateMultipartUploadCommand({ ...OBJECT, ServerSideEncryption: 'AES256' });
    const { UploadId } = await s3.send(upload);
    const own = { ...OBJECT, UploadId };
    const { ETag } = await s3.send(new UploadPartCommand({ ...own, PartNumber: 1, Body: 'x' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ ...own, MultipartUpload }));
  });
});

test('a bucket that lets requesters pay refuses guests who do not say so, also by presigned URLs', async () => {
  const aws = await startWith({ requesterPays: true });
  const s3 = await guestOf(aws);
  const RequestPayer = 'requester' as const;
  await s3.send(new PutObjectCommand({ ...OBJECT, Body: 'x', RequestPayer }));
  await expectRefusal(s3.send(new PutObjectCommand({ ...OBJECT, Body: 'x' })), 'AccessDenied', 403);
  await expectRefusal(s3.send(new ListObjectsV2Command({ Bucket: 'demo' })), 'AccessDenied', 403);
  await s3.send(new ListObjectsV2Command({ Bucket: 'demo', RequestPayer }));
  const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;
  expect(await statusOf(await getSignedUrl(s3, new GetObjectCommand(OBJECT)))).toBe(403);
  expect(await statusOf(await getSignedUrl(s3, new GetObjectCommand({ ...OBJECT, RequestPayer })))).toBe(200);
  await clientOf(aws).send(new GetObjectCommand(OBJECT)); // the owner's account pays anyway
});
