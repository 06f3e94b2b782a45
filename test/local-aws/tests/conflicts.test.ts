import { once } from 'node:events';
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { DeleteObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect, test } from 'vitest';
import { useLocalAws } from '../../use-local-aws';

const { start, clientOf } = useLocalAws();

const A = { Bucket: 'demo', Key: 'a' };

/** A write under a condition whose bytes do not all come before the other work was done. */
async function putWhile(work: (s3: ReturnType<typeof clientOf>) => Promise<unknown>): Promise<number> {
  const aws = await start();
  const s3 = clientOf(aws);
  // One that is signed before there are bytes can hold no checksum of theirs.
  const signer = new S3Client({
    ...{ region: 'us-east-1', endpoint: aws.endpoint, forcePathStyle: true, credentials: aws.owner },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const url = await getSignedUrl(signer, new PutObjectCommand({ ...A, IfNoneMatch: '*' }), {
    unhoistableHeaders: new Set(['if-none-match']),
  });
  const arrived = new Promise<void>(resolve => {
    aws.intercept(({ operation, headers }) => {
      if (operation === 'PutObject' && headers['if-none-match'] !== undefined) setImmediate(resolve);
      return undefined;
    });
  });
  async function* bytes() {
    yield Buffer.from('first');
    await arrived;
    await work(s3);
    yield Buffer.from('last');
  }
  const headers = { 'if-none-match': '*', 'content-length': '9' };
  const sent = request(url, { method: 'PUT', headers });
  const answered = once(sent, 'response');
  await pipeline(bytes, sent);
  const [response] = await answered;
  response.resume();
  return response.statusCode;
}

test('a write under a condition is a conflict when what others put there meanwhile is deleted', async () => {
  const status = await putWhile(async s3 => {
    await s3.send(new PutObjectCommand({ ...A, Body: 'theirs' }));
    await s3.send(new DeleteObjectCommand(A));
  });
  expect(status).toBe(409);
});

test('a write under a condition is refused when others put something there meanwhile', async () => {
  expect(await putWhile(s3 => s3.send(new PutObjectCommand({ ...A, Body: 'theirs' })))).toBe(412);
});

test('a write under a condition is stored when nothing was there to be deleted', async () => {
  let s3: ReturnType<typeof clientOf> | undefined;
  const status = await putWhile(async client => {
    s3 = client;
    await client.send(new DeleteObjectCommand(A));
  });
  expect(status).toBe(200);
  expect((await s3?.send(new HeadObjectCommand(A)))?.ContentLength).toBe(9);
});
