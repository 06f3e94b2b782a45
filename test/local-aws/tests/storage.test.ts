import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { useLocalAws } from '../../use-local-aws';

const { start, newDataDir, clientOf } = useLocalAws();

const A = { Bucket: 'demo', Key: 'a' };

test('a server told of a smaller limit refuses larger puts, parts and copies, and takes the same in parts', async () => {
  const s3 = clientOf(await start({ maxRequestBytes: 10 }));
  const tooLarge = { name: 'EntityTooLarge' };
  await s3.send(new PutObjectCommand({ ...A, Body: '0123456789' }));
  await expect(s3.send(new PutObjectCommand({ ...A, Body: '0123456789a' }))).rejects.toMatchObject(tooLarge);
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(A));
  const part = { ...A, UploadId, PartNumber: 1 };
  await expect(s3.send(new UploadPartCommand({ ...part, Body: '0123456789a' }))).rejects.toMatchObject(
    tooLarge,
  );
});

test('a copy of what is larger than the limit is refused, and its parts are not', async () => {
  const dataDir = await newDataDir();
  const aws = await start({ dataDir, maxRequestBytes: 10 });
  const s3 = clientOf(aws);
  await s3.send(new PutObjectCommand({ ...A, Body: '0123456789' }));
  await s3.send(new CopyObjectCommand({ ...A, Key: 'b', CopySource: 'demo/a' }));
  await aws.close();
  const smaller = clientOf(await start({ dataDir, maxRequestBytes: 9 }));
  const copy = { ...A, Key: 'c', CopySource: 'demo/a' };
  await expect(smaller.send(new CopyObjectCommand(copy))).rejects.toMatchObject({
    name: 'InvalidRequest',
    message: expect.stringContaining('larger than the maximum allowable size for a copy source: 9'),
  });
  const { UploadId } = await smaller.send(new CreateMultipartUploadCommand({ ...A, Key: 'c' }));
  const part = { ...copy, UploadId, PartNumber: 1 };
  await expect(smaller.send(new UploadPartCopyCommand(part))).rejects.toMatchObject({
    name: 'InvalidRequest',
  });
  await smaller.send(new UploadPartCopyCommand({ ...part, CopySourceRange: 'bytes=0-8' }));
});

test('a restore that takes its time is told by HEAD, and read when it is over', async () => {
  let now = Date.now();
  const s3 = clientOf(await start({ restoreMs: 60_000, now: () => now }));
  await s3.send(new PutObjectCommand({ ...A, Body: 'a', StorageClass: 'GLACIER' }));
  const restore = new RestoreObjectCommand({ ...A, RestoreRequest: { Days: 1 } });
  await s3.send(restore);
  expect((await s3.send(new HeadObjectCommand(A))).Restore).toBe('ongoing-request="true"');
  await expect(s3.send(restore)).rejects.toMatchObject({ name: 'RestoreAlreadyInProgress' });
  await expect(s3.send(new GetObjectCommand(A))).rejects.toMatchObject({ name: 'InvalidObjectState' });
  now += 61_000;
  await s3.send(new GetObjectCommand(A));
});

test('what Intelligent-Tiering has archived is told by HEAD alone', async () => {
  const aws = await start();
  const s3 = clientOf(aws);
  await s3.send(new PutObjectCommand({ ...A, Body: 'a', StorageClass: 'INTELLIGENT_TIERING' }));
  await aws.moveToArchiveTier('demo', 'a', 'DEEP_ARCHIVE_ACCESS');
  expect(await s3.send(new HeadObjectCommand(A))).toMatchObject({
    StorageClass: 'INTELLIGENT_TIERING',
    ArchiveStatus: 'DEEP_ARCHIVE_ACCESS',
  });
  await expect(s3.send(new GetObjectCommand(A))).rejects.toMatchObject({
    name: 'InvalidObjectState',
    AccessTier: 'DEEP_ARCHIVE_ACCESS',
  });
});

test('metadata of an object is 2 KB at most, counted without its prefix', async () => {
  const s3 = clientOf(await start());
  const put = (bytes: number) =>
    s3.send(new PutObjectCommand({ ...A, Body: 'a', Metadata: { abc: 'x'.repeat(bytes - 3) } }));
  await put(2048);
  await expect(put(2049)).rejects.toMatchObject({ name: 'MetadataTooLarge' });
});
