import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type ChecksumAlgorithm,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { expectRefusal, newBucket, tamperWith } from './requests';

const BODY = '123456789'; // of which every CRC's check value is published
const CHECKSUMS = {
  ChecksumCRC32: 'y/Q5Jg==',
  ChecksumCRC32C: '4waSgw==',
  ChecksumCRC64NVME: 'rosUhgp5mIg=',
  ChecksumSHA1: '98O8HYCOBHMq32eZZczDTKeuNEE=',
  ChecksumSHA256: 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=',
} as const;

export function checksumsContract(contract: Contract): void {
  describe('Content-MD5', () => {
    contract.holds('is verified', async () => {
      const s3 = contract.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
      const Bucket = await newBucket(contract, s3);
      const md5 = (text: string) => createHash('md5').update(text).digest('base64');
      const put = (ContentMD5: string) =>
        s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: BODY, ContentMD5 }));
      await put(md5(BODY));
      await expectRefusal(put(md5('other')), 'BadDigest', 400);
      await expectRefusal(put('nonsense'), 'InvalidDigest', 400);
    });
  });

  describe('checksums', () => {
    contract.holdsUnless(
      'checksums-ignored',
      'of every algorithm are verified, stored and returned when asked for',
      async () => {
        const s3 = contract.client();
        const Bucket = await newBucket(contract, s3);
        for (const [name, value] of Object.entries(CHECKSUMS)) {
          const put = (checksum: string) =>
            s3.send(new PutObjectCommand({ Bucket, Key: name, Body: BODY, [name]: checksum }));
          expect(await put(value)).toMatchObject({ [name]: value, ChecksumType: 'FULL_OBJECT' });
          const wrong = Buffer.from(value, 'base64').fill(1).toString('base64');
          await expectRefusal(put(wrong), 'BadDigest', 400);
          await expectRefusal(put('AAAA'), 'InvalidRequest', 400);
          const object = { Bucket, Key: name };
          expect(await s3.send(new HeadObjectCommand({ ...object, ChecksumMode: 'ENABLED' }))).toMatchObject({
            [name]: value,
          });
          expect(await s3.send(new HeadObjectCommand(object))).not.toHaveProperty(name, value);
          const got = await s3.send(new GetObjectCommand({ ...object, ChecksumMode: 'ENABLED' }));
          expect(got).toMatchObject({ [name]: value });
          expect(await got.Body?.transformToString()).toBe(BODY);
        }
      },
      async () => {
        const s3 = contract.client();
        const Bucket = await newBucket(contract, s3);
        await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: BODY, ChecksumCRC32: 'AAAAAA==' }));
        const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }));
        expect(head.ChecksumCRC32).toBeUndefined();
      },
    );

    contract.holdsUnless(
      'checksums-ignored',
      'in the trailer of an aws-chunked body are verified, and the body is stored decoded',
      async () => {
        const s3 = contract.client();
        const Bucket = await newBucket(contract, s3);
        const put = (client = s3) =>
          client.send(
            new PutObjectCommand({
              Bucket,
              Key: 'a',
              Body: Readable.from([Buffer.from('1234'), Buffer.from('56789')]),
              ContentLength: BODY.length,
              ContentEncoding: 'gzip',
              ChecksumAlgorithm: 'CRC32',
            }),
          );
        expect(await put()).toMatchObject({ ChecksumCRC32: CHECKSUMS.ChecksumCRC32 });
        const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
        expect(await got.Body?.transformToString()).toBe(BODY);
        expect(got.ContentEncoding).toBe('gzip');
        const damaging = tamperWith(contract.client(), request => {
          const { body } = request;
          if (!(body instanceof Readable)) throw new Error('The SDK sends a stream as a stream.');
          request.body = Readable.from(damaged(body));
        });
        await expectRefusal(put(damaging), 'BadDigest', 400);
      },
      async () => {
        const s3 = contract.client();
        const Bucket = await newBucket(contract, s3);
        const Body = Readable.from([Buffer.from(BODY)]);
        // The gateway does not know this way of sending at all.
        const put = s3.send(
          new PutObjectCommand({
            Bucket,
            Key: 'a',
            Body,
            ContentLength: BODY.length,
            ChecksumAlgorithm: 'CRC32',
          }),
        );
        await expect(put).rejects.toMatchObject({ name: 'MissingContentLength' });
      },
    );

    contract.holdsUnless(
      'checksums-ignored',
      'of parts are combined to that of the object',
      async () => {
        const s3 = contract.client();
        const Bucket = await newBucket(contract, s3);
        const parts = [Buffer.alloc(5 * 1024 * 1024, 'a'), Buffer.from(BODY)];
        const plans: readonly [ChecksumAlgorithm, 'COMPOSITE' | 'FULL_OBJECT'][] = [
          ['CRC32', 'COMPOSITE'],
          ['SHA256', 'COMPOSITE'],
          ['CRC32', 'FULL_OBJECT'],
          ['CRC32C', 'FULL_OBJECT'],
          ['CRC64NVME', 'FULL_OBJECT'],
        ];
        for (const [ChecksumAlgorithm, ChecksumType] of plans) {
          const name = `Checksum${ChecksumAlgorithm}` as const;
          const object = { Bucket, Key: `${ChecksumAlgorithm} ${ChecksumType}` };
          const { UploadId } = await s3.send(
            new CreateMultipartUploadCommand({ ...object, ChecksumAlgorithm, ChecksumType }),
          );
          const upload = { ...object, UploadId };
          const Parts = await Promise.all(
            parts.map(async (Body, index) => {
              const part = { PartNumber: index + 1, ChecksumAlgorithm };
              const answer = await s3.send(new UploadPartCommand({ ...upload, ...part, Body }));
              return { PartNumber: part.PartNumber, ETag: answer.ETag, [name]: answer[name] };
            }),
          );
          const whole = await s3.send(
            new PutObjectCommand({ Bucket, Key: 'whole', Body: Buffer.concat(parts), ChecksumAlgorithm }),
          );
          if (ChecksumType === 'FULL_OBJECT') {
            const wrong = new CompleteMultipartUploadCommand({
              ...upload,
              ChecksumType,
              [name]: Buffer.from(whole[name] ?? '', 'base64')
                .fill(1)
                .toString('base64'),
              MultipartUpload: { Parts },
            });
            await expectRefusal(s3.send(wrong), 'BadDigest', 400);
          }
          const done = await s3.send(
            new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }),
          );
          const head = await s3.send(new HeadObjectCommand({ ...object, ChecksumMode: 'ENABLED' }));
          expect(head[name]).toBe(done[name]);
          expect(head.ChecksumType).toBe(ChecksumType);
          if (ChecksumType === 'FULL_OBJECT') expect(done[name]).toBe(whole[name]);
          else expect(done[name]).toMatch(/=-2$/u);
        }
      },
      async () => {
        const s3 = contract.client();
        const object = { Bucket: await newBucket(contract, s3), Key: 'a' };
        const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
        const part = await s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: BODY }));
        expect(part.ChecksumCRC32).toBeUndefined();
      },
    );
  });

  describe('ACL headers', () => {
    contract.holdsUnless(
      'acl-accepted',
      'are refused, since new buckets have none',
      async () => {
        const Bucket = await newBucket(contract);
        const put = new PutObjectCommand({ Bucket, Key: 'a', Body: BODY, ACL: 'public-read' });
        await expectRefusal(contract.client().send(put), 'AccessControlListNotSupported', 400);
      },
      async () => {
        const Bucket = await newBucket(contract);
        await contract
          .client()
          .send(new PutObjectCommand({ Bucket, Key: 'a', Body: BODY, ACL: 'public-read' }));
      },
    );
  });
}

/** The same chunks with the second byte of the first one's content changed. */
async function* damaged(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let done = false;
  for await (const piece of source) {
    const copy = Buffer.from(piece);
    const place = copy.indexOf('234');
    if (!done && place >= 0) {
      copy.write('x', place);
      done = true;
    }
    yield copy;
  }
}
