import {
  DeleteObjectsCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from 'vitest';
import { expectErrorAnswer, expectRefusal } from '../../s3-contract/requests';
import { useLocalAws } from '../../use-local-aws';

const { start, clientOf } = useLocalAws();

describe('regions', () => {
  test('redirect for a bucket elsewhere, and answer requests signed for its region', async () => {
    const aws = await start({ buckets: [{ name: 'demo' }, { name: 'paris', region: 'eu-west-3' }] });
    const object = { Bucket: 'paris', Key: 'a' };
    await expect(clientOf(aws).send(new GetObjectCommand(object))).rejects.toMatchObject({
      name: 'PermanentRedirect',
      $metadata: { httpStatusCode: 301 },
      $response: { headers: { 'x-amz-bucket-region': 'eu-west-3' } },
    });
    await expect(clientOf(aws).send(new HeadBucketCommand({ Bucket: 'paris' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 301 },
      $response: { headers: { 'x-amz-bucket-region': 'eu-west-3' } },
    });
    await clientOf(aws, { region: 'eu-west-3' }).send(new PutObjectCommand({ ...object, Body: 'x' }));
    await expect(
      clientOf(aws, { region: 'eu-west-1' }).send(new GetObjectCommand(object)),
    ).rejects.toMatchObject({
      name: 'AuthorizationHeaderMalformed',
      message:
        "The authorization header is malformed; the region 'eu-west-1' is wrong; expecting 'eu-west-3'",
      Region: 'eu-west-3',
    });
  });
});

describe('addresses', () => {
  test('can be virtual-hosted', async () => {
    const aws = await start();
    const { port } = new URL(aws.endpoint);
    for (const host of ['s3.localhost', 'localhost']) {
      const s3 = new S3Client({
        endpoint: `http://${host}:${port}`,
        region: 'us-east-1',
        credentials: aws.owner,
      });
      s3.middlewareStack.add(
        next => args => {
          Object.assign(args.request as object, { hostname: '127.0.0.1' }); // no resolver knows *.localhost
          return next(args);
        },
        { step: 'deserialize', priority: 'low' },
      );
      await s3.send(new PutObjectCommand({ Bucket: 'demo', Key: `from/${host}`, Body: 'x' }));
      s3.destroy();
    }
    const { Contents } = await clientOf(aws).send(new ListObjectsV2Command({ Bucket: 'demo' }));
    expect(Contents?.map(object => object.Key)).toEqual(['from/localhost', 'from/s3.localhost']);
  });

  test('that can’t be parsed are InvalidURI', async () => {
    const aws = await start();
    for (const path of ['/demo/%', '/demo/%ff']) {
      const response = await fetch(aws.endpoint + path);
      expect([response.status, await response.text()]).toEqual([
        400,
        expect.stringContaining('<Code>InvalidURI</Code>'),
      ]);
    }
  });
});

describe('requests that the SDK does not send', () => {
  test('are refused with unsigned x-amz headers', async () => {
    const aws = await start();
    const s3 = clientOf(aws, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket: 'demo', Key: 'a' }));
    const smuggled = await fetch(url, { method: 'PUT', body: 'x', headers: { 'x-amz-meta-a': '1' } });
    const answer = await expectErrorAnswer(smuggled, 403, 'AccessDenied');
    expect(answer).toContain('<HeadersNotSigned>x-amz-meta-a</HeadersNotSigned>');
  });

  test('are refused for DeleteObjects without a checksum', async () => {
    const s3 = clientOf(await start());
    s3.middlewareStack.add(
      next => args => {
        const { headers } = args.request as { headers: Record<string, string> }; // the SDK's HttpRequest
        for (const name of Object.keys(headers)) if (/checksum|md5/u.test(name)) delete headers[name];
        return next(args);
      },
      { step: 'build', priority: 'low' }, // before it is signed
    );
    const deletion = new DeleteObjectsCommand({ Bucket: 'demo', Delete: { Objects: [{ Key: 'a' }] } });
    await expectRefusal(s3.send(deletion), 'InvalidRequest', 400);
  });

  test('are refused with a body without length or in broken chunks', async () => {
    const aws = await start();
    const s3 = clientOf(aws, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket: 'demo', Key: 'a' }));
    const stream: RequestInit & { duplex: 'half' } = {
      method: 'PUT',
      body: new Blob(['hello']).stream(),
      duplex: 'half',
    };
    const endless = await fetch(url, stream);
    await expectErrorAnswer(endless, 411, 'MissingContentLength');

    for (const broken of ['zz\r\nhello', '5\r\nhel', '5\r\nhelloX\r\n0\r\n', '3\r\nhel\r\n0\r\n\r\n']) {
      const client = clientOf(aws);
      client.middlewareStack.add(
        next => args => {
          const request = args.request as { headers: Record<string, string>; body: unknown }; // its HttpRequest
          request.body = broken;
          request.headers['content-length'] = String(broken.length);
          request.headers['x-amz-content-sha256'] = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
          request.headers['x-amz-decoded-content-length'] = '5';
          return next(args);
        },
        { step: 'build', priority: 'low' }, // before it is signed
      );
      await expectRefusal(
        client.send(new PutObjectCommand({ Bucket: 'demo', Key: 'a', Body: 'hello' })),
        'IncompleteBody',
        400,
      );
    }
    const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: 'demo' }));
    expect(KeyCount).toBe(0);
  });

  test('are answered NotImplemented for what is not served', async () => {
    const aws = await start();
    const url = await getSignedUrl(clientOf(aws), new GetObjectAclCommand({ Bucket: 'demo', Key: 'a' }));
    await expectErrorAnswer(await fetch(url), 501, 'NotImplemented');
  });
});
