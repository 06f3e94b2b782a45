import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { expectRefusal } from '../../s3-contract/requests';
import { useLocalAws } from '../../use-local-aws';

const { start, clientOf } = useLocalAws();

/** A bucket that keeps every version for a day. */
async function lockedBucket(s3: S3Client): Promise<string> {
  const Bucket = 'locked';
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  const DefaultRetention = { Mode: 'COMPLIANCE', Days: 1 } as const;
  const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } } as const;
  await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
  return Bucket;
}

/** The owner's, whose checksums are none of the SDK's own accord. */
const client = async (): Promise<S3Client> =>
  clientOf(await start(), { requestChecksumCalculation: 'WHEN_REQUIRED' });

describe('a default Object Lock retention', () => {
  test('refuses objects and parts that come without a checksum', async () => {
    const s3 = await client();
    const object = { Bucket: await lockedBucket(s3), Key: 'a' };
    await expectRefusal(s3.send(new PutObjectCommand({ ...object, Body: 'x' })), 'InvalidRequest', 400);
    await s3.send(new PutObjectCommand({ ...object, Body: 'x', ContentMD5: 'ndTkYSaMgDT1yFZOFVxnpg==' }));
    await s3.send(new PutObjectCommand({ ...object, Body: 'x', ChecksumAlgorithm: 'SHA256' }));
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
    const part = { ...object, UploadId, PartNumber: 1, Body: 'x' };
    await expectRefusal(s3.send(new UploadPartCommand(part)), 'InvalidRequest', 400);
  });

  test('denies the deletion of a version, and not that of the object or of its marker', async () => {
    const s3 = await client();
    const object = { Bucket: await lockedBucket(s3), Key: 'a' };
    const put = { ...object, Body: 'x', ContentMD5: 'ndTkYSaMgDT1yFZOFVxnpg==' };
    const { VersionId } = await s3.send(new PutObjectCommand(put));
    await expectRefusal(s3.send(new DeleteObjectCommand({ ...object, VersionId })), 'AccessDenied', 403);
    const marker = await s3.send(new DeleteObjectCommand(object));
    expect(marker.DeleteMarker).toBe(true);
    await s3.send(new DeleteObjectCommand({ ...object, VersionId: marker.VersionId }));
  });

  test('needs a bucket that keeps versions, and always will', async () => {
    const s3 = await client();
    const Bucket = await lockedBucket(s3);
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    const VersioningConfiguration = { Status: 'Suspended' } as const;
    const suspend = s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    await expectRefusal(suspend, 'InvalidBucketState', 409);
  });
});
