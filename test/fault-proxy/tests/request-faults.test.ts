import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { slowDown } from '../answers';
import type { Fault } from '../index';
import { isStalled, useFaultProxy } from './fixture';

const { start } = useFaultProxy();

const MEBIBYTE = 1024 * 1024;

/** Puts an object of 8 MiB on which the fault falls. */
async function putWith(fault: Fault) {
  const s3 = await start();
  s3.proxy.inject({ when: { operation: 'PutObject' }, fault });
  const answer = fetch(await s3.putUrl('a'), { method: 'PUT', body: new Uint8Array(8 * MEBIBYTE) });
  answer.catch(() => {}); // looked at later
  const isStored = () =>
    s3.direct.send(new HeadObjectCommand({ Bucket: 'demo', Key: 'a' })).then(
      () => true,
      () => false,
    );
  return { ...s3, answer, isStored };
}

test('delay passes the request on later and whole', async () => {
  const before = performance.now();
  const { answer, isStored, proxy } = await putWith({ kind: 'delay', ms: 200 });
  expect((await answer).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThanOrEqual(199);
  expect(await isStored()).toBe(true);
  expect(await proxy.requests()).toMatchObject([{ outcome: 'answered', fault: null }]);
});

test('hold passes the request on when its promise settles', async () => {
  let letGo = (): void => {};
  const until = new Promise<void>(resolve => {
    letGo = resolve;
  });
  const { answer, aws } = await putWith({ kind: 'hold', until });
  expect(await isStalled(answer)).toBe(true);
  expect(aws.requests).toHaveLength(0);
  letGo();
  expect((await answer).status).toBe(200);
});

test('reset-before-forward resets before S3 sees the request', async () => {
  const { answer, aws, proxy } = await putWith({ kind: 'reset-before-forward' });
  await expect(answer).rejects.toThrow();
  expect(aws.requests).toHaveLength(0);
  expect(await proxy.requests()).toMatchObject([
    { outcome: 'cut', fault: 'reset-before-forward', requestBytes: 0 },
  ]);
});

describe('reset-mid-body', () => {
  test.each([0, 1, MEBIBYTE, 8 * MEBIBYTE])('acts after %i bytes', async afterBytes => {
    const { answer, isStored, proxy } = await putWith({ kind: 'reset-mid-body', afterBytes });
    await expect(answer).rejects.toThrow();
    expect(await proxy.requests()).toMatchObject([{ outcome: 'cut', requestBytes: afterBytes }]);
    if (afterBytes < 8 * MEBIBYTE) expect(await isStored()).toBe(false);
  });

  test('resets at the end of a body that is shorter', async () => {
    const { answer, proxy } = await putWith({ kind: 'reset-mid-body', afterBytes: 1e9 });
    await expect(answer).rejects.toThrow();
    expect(await proxy.requests()).toMatchObject([{ outcome: 'cut', requestBytes: 8 * MEBIBYTE }]);
  });
});

describe('stall-request', () => {
  test.each([0, MEBIBYTE, 1e9])('acts after %i bytes', async afterBytes => {
    const { answer, proxy } = await putWith({ kind: 'stall-request', afterBytes });
    await proxy.request(({ outcome }) => outcome === 'stalled');
    expect(await isStalled(answer)).toBe(true);
    expect(await proxy.requests()).toMatchObject([
      { outcome: 'stalled', endedAt: null, requestBytes: Math.min(afterBytes, 8 * MEBIBYTE) },
    ]);
  });

  test('ends when the proxy closes', async () => {
    const { answer, proxy } = await putWith({ kind: 'stall-request', afterBytes: 10 });
    await proxy.request(({ outcome }) => outcome === 'stalled');
    await proxy.close();
    await expect(answer).rejects.toThrow();
  });
});

test('flip-request-bit flips one bit, which S3 finds by the checksum', async () => {
  const { s3, proxy, direct } = await start();
  const put = (atByte: number) => {
    proxy.inject({ when: { operation: 'PutObject' }, fault: { kind: 'flip-request-bit', atByte } });
    // "hello, hello" in SHA-256
    const ChecksumSHA256 = '9mnY7EnWb7w/rF7BdfAazum2dnOrQzk7xkS44Xu+qII=';
    return s3.send(new PutObjectCommand({ Bucket: 'demo', Key: 'a', Body: 'hello, hello', ChecksumSHA256 }));
  };
  await expect(put(3)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  await expect(put(12_000_003)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  await expect(direct.send(new HeadObjectCommand({ Bucket: 'demo', Key: 'a' }))).rejects.toThrow();
});

describe('respond', () => {
  test('answers without S3, and the connection stays usable', async () => {
    const { answer, aws, isStored, proxy, putUrl } = await putWith({ kind: 'respond', answer: slowDown(7) });
    const refused = await answer;
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('7');
    expect(await refused.text()).toContain('<Code>SlowDown</Code>');
    expect(aws.requests).toHaveLength(0);
    expect(await isStored()).toBe(false);
    expect(await proxy.requests()).toMatchObject([{ outcome: 'answered', status: 503, requestBytes: 0 }]);
    expect((await fetch(await putUrl('b'), { method: 'PUT', body: 'x' })).status).toBe(200);
  });

  test('answers after S3 has done it', async () => {
    const { answer, isStored, proxy } = await putWith({
      ...{ kind: 'respond', answer: { status: 500 }, forwarded: true },
    });
    expect((await answer).status).toBe(500);
    expect(await isStored()).toBe(true);
    expect(await proxy.requests()).toMatchObject([{ status: 500, requestBytes: 8 * MEBIBYTE }]);
  });

  test('answers HEAD without a body', async () => {
    const { s3, proxy } = await start();
    proxy.inject({ when: { operation: 'HeadObject' }, fault: { kind: 'respond', answer: slowDown() } });
    const head = s3.send(new HeadObjectCommand({ Bucket: 'demo', Key: 'a' }));
    await expect(head).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
    const absent = s3.send(new HeadObjectCommand({ Bucket: 'demo', Key: 'a' }));
    await expect(absent).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });
});
