import {
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { AWKWARD_NAMES, expectRefusal, newBucket } from './requests';

export function objectsContract(contract: Contract): void {
  describe('buckets', () => {
    contract.holds('are listed, found and located', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
      expect(Buckets.map(bucket => bucket.Name)).toContain(Bucket);
      await s3.send(new HeadBucketCommand({ Bucket }));
      const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket }));
      expect(LocationConstraint ?? '').toBe(
        contract.differs('bucket-location-is-zonegroup') ? 'default' : '',
      );
    });

    contract.holds('that do not exist are NoSuchBucket', async () => {
      const s3 = contract.client();
      await expectRefusal(
        s3.send(new GetObjectCommand({ Bucket: 'nowhere-at-all', Key: 'a' })),
        'NoSuchBucket',
        404,
      );
      await expectRefusal(s3.send(new HeadBucketCommand({ Bucket: 'nowhere-at-all' })), 'NotFound', 404);
    });
  });

  describe('objects', () => {
    contract.holds('come back with their bytes, entity tag and metadata', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const { ETag } = await s3.send(
        new PutObjectCommand({
          Bucket,
          Key: 'cat.jpg',
          Body: 'hello',
          ContentType: 'image/jpeg',
          ContentDisposition: 'inline; filename="cat.jpg"',
          CacheControl: 'private, max-age=60',
          ContentEncoding: 'identity',
          ContentLanguage: 'ko',
          Metadata: { source: 'https%3A%2F%2Fexample.com%2F', time: '2027-01-31' },
        }),
      );
      expect(ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'cat.jpg' }));
      expect(await got.Body?.transformToString()).toBe('hello');
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'cat.jpg' }));
      for (const answer of [got, head]) {
        expect(answer).toMatchObject({
          ETag,
          ContentLength: 5,
          ContentType: 'image/jpeg',
          ContentDisposition: 'inline; filename="cat.jpg"',
          CacheControl: 'private, max-age=60',
          ContentEncoding: 'identity',
          ContentLanguage: 'ko',
          Metadata: { source: 'https%3A%2F%2Fexample.com%2F', time: '2027-01-31' },
          AcceptRanges: 'bytes',
        });
        expect(Math.abs((answer.LastModified?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
      }
    });

    contract.holds('may be empty, and have a default type', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'album/' }));
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'album/' }));
      expect(await got.Body?.transformToString()).toBe('');
      expect(got).toMatchObject({ ContentLength: 0, ContentType: 'application/octet-stream' });
    });

    contract.holds('are replaced whole, and deleted as often as one likes', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'first', Metadata: { first: '1' } }));
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'second' }));
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
      expect(await got.Body?.transformToString()).toBe('second');
      expect(got.Metadata).toEqual({});
      await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
      await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
      await expectRefusal(s3.send(new GetObjectCommand({ Bucket, Key: 'a' })), 'NoSuchKey', 404);
      await expectRefusal(s3.send(new HeadObjectCommand({ Bucket, Key: 'a' })), 'NotFound', 404);
    });

    contract.holds('may have any key', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      for (const Key of AWKWARD_NAMES) await s3.send(new PutObjectCommand({ Bucket, Key, Body: `<${Key}>` }));
      for (const Key of AWKWARD_NAMES) {
        const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
        expect(await got.Body?.transformToString()).toBe(`<${Key}>`);
      }
    });

    contract.holds('are refused with a key over 1024 bytes', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const longest = `${'사'.repeat(341)}x`;
      await s3.send(new PutObjectCommand({ Bucket, Key: longest, Body: 'long' }));
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: longest }));
      expect(await got.Body?.transformToString()).toBe('long');
      const refusal = contract.differs('key-too-long-is-invalid-name')
        ? 'InvalidObjectName'
        : 'KeyTooLongError';
      const tooLong = new PutObjectCommand({ Bucket, Key: `${longest}x`, Body: '' });
      await expectRefusal(s3.send(tooLong), refusal, 400);
    });
  });

  describe('ranges', () => {
    contract.holds('are served from the start, the middle and the end', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'digits', Body: '0123456789' }));
      const ranges = {
        'bytes=0-3': '0123',
        'bytes=4-': '456789',
        'bytes=-2': '89',
        'bytes=8-99': '89',
        'bytes=-99': '0123456789',
      };
      for (const [Range, expected] of Object.entries(ranges)) {
        const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }));
        expect([Range, await got.Body?.transformToString(), got.$metadata.httpStatusCode]).toEqual([
          Range,
          expected,
          206,
        ]);
        expect(got.ContentRange).toBe(
          `bytes ${'0123456789'.indexOf(expected)}-${'0123456789'.indexOf(expected) + expected.length - 1}/10`,
        );
      }
    });

    contract.holds('beyond the end are refused', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'digits', Body: '0123456789' }));
      await expectRefusal(
        s3.send(new GetObjectCommand({ Bucket, Key: 'digits', Range: 'bytes=10-' })),
        'InvalidRange',
        416,
      );
    });
  });
}
