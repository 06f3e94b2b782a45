import { GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { expectErrorAnswer, expectRefusal, newBucket, tamperWith } from './requests';

export function signaturesContract(contract: Contract): void {
  describe('signatures', () => {
    contract.holds('of nobody, of unknown keys and with a wrong secret are refused', async () => {
      const { endpoint, owner } = contract.subject;
      const Bucket = await newBucket(contract);
      await expectErrorAnswer(await fetch(`${endpoint}/${Bucket}/a`), 403, 'AccessDenied');
      const stranger = contract.client({ credentials: { ...owner, accessKeyId: 'AKIANOBODYKNOWSTHIS0' } });
      await expectRefusal(stranger.send(new ListBucketsCommand({})), 'InvalidAccessKeyId', 403);
      const forger = contract.client({ credentials: { ...owner, secretAccessKey: 'wrong' } });
      await expectRefusal(forger.send(new ListBucketsCommand({})), 'SignatureDoesNotMatch', 403);
    });

    contract.holds('cover path, headers and body', async () => {
      const Bucket = await newBucket(contract);
      const put = new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello', Metadata: { a: 'b' } });
      const otherPath = tamperWith(contract.client(), request => {
        request.path = `/${Bucket}/b`;
      });
      await expectRefusal(otherPath.send(put), 'SignatureDoesNotMatch', 403);
      const otherHeader = tamperWith(contract.client(), request => {
        request.headers['x-amz-meta-a'] = 'c';
      });
      await expectRefusal(otherHeader.send(put), 'SignatureDoesNotMatch', 403);
      const otherBody = tamperWith(
        contract.client({ requestChecksumCalculation: 'WHEN_REQUIRED' }),
        request => {
          request.body = 'HELLO';
        },
      );
      await expectRefusal(otherBody.send(put), 'XAmzContentSHA256Mismatch', 400);
      await expectRefusal(
        contract.client().send(new GetObjectCommand({ Bucket, Key: 'a' })),
        'NoSuchKey',
        404,
      );
    });

    contract.holds('are refused when the clocks are too far apart', async () => {
      for (const minutes of [-20, 20]) {
        const late = contract.client({ systemClockOffset: minutes * 60_000 });
        await expectRefusal(late.send(new ListBucketsCommand({})), 'RequestTimeTooSkewed', 403);
      }
      await contract.client({ systemClockOffset: 10 * 60_000 }).send(new ListBucketsCommand({}));
    });

    contract.holdsUnless(
      'region-not-checked',
      'for another region are refused, and the right one is named',
      async () => {
        const Bucket = await newBucket(contract);
        const elsewhere = contract.client({ region: 'eu-west-3' });
        await expect(elsewhere.send(new GetObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({
          name: 'AuthorizationHeaderMalformed',
          Region: 'us-east-1',
          $metadata: { httpStatusCode: 400 },
        });
      },
      async () => {
        const Bucket = await newBucket(contract);
        const elsewhere = contract.client({ region: 'eu-west-3' });
        await expectRefusal(elsewhere.send(new GetObjectCommand({ Bucket, Key: 'a' })), 'NoSuchKey', 404);
      },
    );
  });

  describe('presigned URLs', () => {
    contract.holds('read and write without headers, and set headers of the answer', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const Key = 'cat + dog/é 😀.jpg';
      const putUrl = await getSignedUrl(
        contract.client({ requestChecksumCalculation: 'WHEN_REQUIRED' }),
        new PutObjectCommand({ Bucket, Key }),
      );
      expect((await fetch(putUrl, { method: 'PUT', body: 'hello' })).status).toBe(200);
      const getUrl = await getSignedUrl(
        s3,
        new GetObjectCommand({
          Bucket,
          Key,
          ResponseContentType: 'image/png',
          ResponseContentDisposition: 'attachment; filename="cat.png"',
        }),
      );
      const response = await fetch(getUrl);
      expect(await response.text()).toBe('hello');
      expect(response.headers.get('content-type')).toBe('image/png');
      expect(response.headers.get('content-disposition')).toBe('attachment; filename="cat.png"');
    });

    contract.holds('work for their method, key and time only', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
      const get = new GetObjectCommand({ Bucket, Key: 'a' });
      const url = await getSignedUrl(s3, get);
      await expectErrorAnswer(await fetch(url, { method: 'DELETE' }), 403, 'SignatureDoesNotMatch');
      await expectErrorAnswer(await fetch(url.replace('/a?', '/b?')), 403, 'SignatureDoesNotMatch');
      await expectErrorAnswer(
        await fetch(url.replace('X-Amz-Expires=900', 'X-Amz-Expires=901')),
        403,
        'SignatureDoesNotMatch',
      );
      const signingDate = new Date(Date.now() - 120_000);
      const expired = await getSignedUrl(s3, get, { signingDate, expiresIn: 60 });
      expect(await expectErrorAnswer(await fetch(expired), 403, 'AccessDenied')).toContain('<Error>');
    });
  });
}
