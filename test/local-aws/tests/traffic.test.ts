import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { GUESTS, guestKeys, useLocalAws } from '../../use-local-aws';

const { start, clientOf } = useLocalAws();

describe('an interceptor', () => {
  test('answers, delays and drops requests until it is removed', async () => {
    const aws = await start();
    const s3 = clientOf(aws);
    const get = () => s3.send(new GetObjectCommand({ Bucket: 'demo', Key: 'a b' }));
    await s3.send(new PutObjectCommand({ Bucket: 'demo', Key: 'a b', Body: 'x' }));
    const slowDown = aws.intercept(({ operation, bucket, key }) =>
      operation === 'GetObject' && bucket === 'demo' && key === 'a b'
        ? { status: 503, body: '<Error><Code>SlowDown</Code></Error>' }
        : undefined,
    );
    await expect(get()).rejects.toMatchObject({ name: 'SlowDown' });
    slowDown();
    const drop = aws.intercept(() => ({ drop: true }));
    await expect(get()).rejects.toThrow();
    drop();
    aws.intercept(() => ({ delayMs: 1 }));
    await get();
  });

  test('can let a write happen and lose its answer', async () => {
    const aws = await start();
    const s3 = clientOf(aws);
    const lose = aws.intercept(({ operation }) =>
      operation === 'PutObject' ? { dropAnswer: true } : undefined,
    );
    await expect(
      s3.send(new PutObjectCommand({ Bucket: 'demo', Key: 'a', Body: 'hello' })),
    ).rejects.toThrow();
    lose();
    expect(await s3.send(new HeadObjectCommand({ Bucket: 'demo', Key: 'a' }))).toMatchObject({
      ContentLength: 5,
    });
  });

  test('sees Cognito’s requests too', async () => {
    const aws = await start({ pools: [GUESTS] });
    aws.intercept(({ service, operation }) =>
      service === 'cognito' && operation === 'GetId'
        ? {
            status: 400,
            body: JSON.stringify({ __type: 'TooManyRequestsException', message: 'Rate exceeded' }),
          }
        : undefined,
    );
    await expect(guestKeys(aws)).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });

  test('that never decides does not keep the server from closing', async () => {
    const aws = await start();
    const seen = new Promise<void>(resolve =>
      aws.intercept(() => {
        resolve();
        return { delayMs: 1_000_000 };
      }),
    );
    const answer = fetch(aws.endpoint).catch(error => error);
    await seen;
    await aws.close();
    expect(await answer).toBeInstanceOf(Error);
  });
});

test('the log has each request with its status', async () => {
  const aws = await start();
  const s3 = clientOf(aws);
  aws.clearRequests();
  await s3.send(new PutObjectCommand({ Bucket: 'demo', Key: 'a', Body: 'hello' }));
  await s3.send(new GetObjectCommand({ Bucket: 'demo', Key: 'a' }));
  await s3.send(new GetObjectCommand({ Bucket: 'demo', Key: 'b' })).catch(() => undefined);
  expect(aws.requests).toMatchObject([
    { service: 's3', operation: 'PutObject', bucket: 'demo', key: 'a', status: 200, requestBytes: 5 },
    { operation: 'GetObject', status: 200, responseBytes: 5 },
    { operation: 'GetObject', key: 'b', status: 404, errorCode: 'NoSuchKey' },
  ]);
  aws.clearRequests();
  expect(aws.requests).toEqual([]);
});
