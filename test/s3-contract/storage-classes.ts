import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  RestoreObjectCommand,
  type S3Client,
  type StorageClass,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { expectRefusal, newBucket } from './requests';

export function storageClassesContract(contract: Contract): void {
  const put = (s3: S3Client, Bucket: string, Key: string, StorageClass?: StorageClass) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body: Key, StorageClass }));
  const listed = async (s3: S3Client, Bucket: string) => {
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket, OptionalObjectAttributes: ['RestoreStatus'] }),
    );
    return Contents.map(({ Key, StorageClass, RestoreStatus }) => [
      ...[Key, StorageClass],
      ...(RestoreStatus === undefined ? [] : [RestoreStatus.IsRestoreInProgress]),
    ]);
  };

  describe('storage classes', () => {
    contract.holdsUnless(
      'storage-classes-unknown',
      'are told by lists and HEAD, and STANDARD by lists alone',
      async () => {
        const s3 = contract.client();
        const Bucket = await newBucket(contract, s3);
        await put(s3, Bucket, 'ia', 'STANDARD_IA');
        await put(s3, Bucket, 'plain');
        await put(s3, Bucket, 'standard', 'STANDARD');
        expect(await listed(s3, Bucket)).toEqual([
          ['ia', 'STANDARD_IA'],
          ['plain', 'STANDARD'],
          ['standard', 'STANDARD'],
        ]);
        const classes = ['ia', 'plain', 'standard'].map(
          async Key => (await s3.send(new HeadObjectCommand({ Bucket, Key }))).StorageClass,
        );
        expect(await Promise.all(classes)).toEqual(['STANDARD_IA', undefined, undefined]);
      },
      async () => {
        const s3 = contract.client();
        const Bucket = await newBucket(contract, s3);
        await expectRefusal(put(s3, Bucket, 'ia', 'STANDARD_IA'), 'InvalidArgument', 400);
      },
    );
    if (contract.differs('storage-classes-unknown')) return;

    contract.holds('that do not exist are refused', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const unknown = 'FROZEN' as StorageClass; // no class of S3's
      await expectRefusal(put(s3, Bucket, 'a', unknown), 'InvalidStorageClass', 400);
    });

    contract.holds('do not go along with a copy unless they are asked for, nor does a redirect', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const WebsiteRedirectLocation = '/elsewhere';
      await s3.send(
        new PutObjectCommand({
          ...{ Bucket, Key: 'a', Body: 'a', StorageClass: 'STANDARD_IA', WebsiteRedirectLocation },
        }),
      );
      const copy = { Bucket, CopySource: `${Bucket}/a` };
      await s3.send(new CopyObjectCommand({ ...copy, Key: 'b' }));
      const own = { StorageClass: 'INTELLIGENT_TIERING', WebsiteRedirectLocation } as const;
      await s3.send(new CopyObjectCommand({ ...copy, Key: 'c', ...own }));
      const [a, b, c] = await Promise.all(
        ['a', 'b', 'c'].map(Key => s3.send(new HeadObjectCommand({ Bucket, Key }))),
      );
      expect(a).toMatchObject({ StorageClass: 'STANDARD_IA', WebsiteRedirectLocation });
      expect(b).not.toHaveProperty('StorageClass', 'STANDARD_IA');
      expect(b?.WebsiteRedirectLocation).toBeUndefined();
      expect(c).toMatchObject(own);
    });

    contract.holds('of a multipart upload are those that it began with', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await put(s3, Bucket, 'source', 'STANDARD_IA');
      const object = { Bucket, Key: 'a' };
      const { UploadId } = await s3.send(
        new CreateMultipartUploadCommand({ ...object, StorageClass: 'GLACIER_IR' }),
      );
      const part = { ...object, UploadId, PartNumber: 1 };
      const { CopyPartResult } = await s3.send(
        new UploadPartCopyCommand({ ...part, CopySource: `${Bucket}/source` }),
      );
      const Parts = [{ PartNumber: 1, ETag: CopyPartResult?.ETag }];
      await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } }));
      expect(await s3.send(new HeadObjectCommand(object))).toMatchObject({ StorageClass: 'GLACIER_IR' });
    });
  });

  describe.skipIf(contract.differs('storage-classes-unknown'))('archived objects', () => {
    const archived = async (): Promise<{ readonly s3: S3Client; readonly Bucket: string }> => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await put(s3, Bucket, 'a', 'DEEP_ARCHIVE');
      return { s3, Bucket };
    };

    contract.holds('are listed, have a HEAD and can be deleted, and are not handed out', async () => {
      const { s3, Bucket } = await archived();
      const object = { Bucket, Key: 'a' };
      expect(await listed(s3, Bucket)).toEqual([['a', 'DEEP_ARCHIVE']]);
      const { ContentLength, StorageClass } = await s3.send(new HeadObjectCommand(object));
      expect({ ContentLength, StorageClass }).toEqual({ ContentLength: 1, StorageClass: 'DEEP_ARCHIVE' });
      await expectRefusal(s3.send(new GetObjectCommand(object)), 'InvalidObjectState', 403);
      await s3.send(new DeleteObjectCommand(object));
      expect(await listed(s3, Bucket)).toEqual([]);
    });

    contract.holds('are not copied, in one request or in parts', async () => {
      const { s3, Bucket } = await archived();
      const copy = { Bucket, Key: 'b', CopySource: `${Bucket}/a` };
      await expectRefusal(s3.send(new CopyObjectCommand(copy)), 'InvalidObjectState', 403);
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'b' }));
      const part = new UploadPartCopyCommand({ ...copy, UploadId, PartNumber: 1 });
      await expectRefusal(s3.send(part), 'InvalidObjectState', 403);
    });

    contract.holds('that were restored are handed out, and lists say so when they are asked', async () => {
      const { s3, Bucket } = await archived();
      const object = { Bucket, Key: 'a' };
      await s3.send(new RestoreObjectCommand({ ...object, RestoreRequest: { Days: 1 } }));
      expect(await listed(s3, Bucket)).toEqual([['a', 'DEEP_ARCHIVE', false]]);
      const { Restore } = await s3.send(new HeadObjectCommand(object));
      expect(Restore).toMatch(/^ongoing-request="false", expiry-date="\w{3}, .* GMT"$/);
      const { Body } = await s3.send(new GetObjectCommand(object));
      expect(await Body?.transformToString()).toBe('a');
    });

    contract.holds('are the only ones that can be restored', async () => {
      const { s3, Bucket } = await archived();
      await put(s3, Bucket, 'b', 'GLACIER_IR');
      const restore = new RestoreObjectCommand({ Bucket, Key: 'b', RestoreRequest: { Days: 1 } });
      await expectRefusal(s3.send(restore), 'InvalidObjectState', 403);
    });
  });

  describe('parts', () => {
    contract.holds('of a plain upload keep the object STANDARD', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const object = { Bucket, Key: 'a' };
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
      const { ETag } = await s3.send(
        new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: 'a' }),
      );
      const Parts = [{ PartNumber: 1, ETag }];
      await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } }));
      expect(await listed(s3, Bucket)).toEqual([['a', 'STANDARD']]);
    });
  });
}
