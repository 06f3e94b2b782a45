import { once } from 'node:events';
import { connect } from 'node:net';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { errorIn200 } from '../answers';
import type { Fault } from '../index';
import { isStalled, type ProxiedS3, useFaultProxy } from './fixture';

const { start, inFrontOf } = useFaultProxy();

const OBJECT = { Bucket: 'demo', Key: 'a' };

const isStored = ({ direct }: ProxiedS3): Promise<boolean> =>
  direct.send(new HeadObjectCommand(OBJECT)).then(
    () => true,
    () => false,
  );

/** Uploads an object as one part; the fault falls on the answer to Complete. */
async function completeWith(fault: Fault) {
  const world = await start();
  const { s3, proxy } = world;
  proxy.inject({ when: { operation: 'CompleteMultipartUpload' }, fault });
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(OBJECT));
  const { ETag } = await s3.send(
    new UploadPartCommand({ ...OBJECT, UploadId, PartNumber: 1, Body: 'hello' }),
  );
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  const completed = s3.send(new CompleteMultipartUploadCommand({ ...OBJECT, UploadId, MultipartUpload }));
  completed.catch(() => {}); // looked at later
  return { world, completed };
}

async function putWith(fault: Fault) {
  const world = await start();
  world.proxy.inject({ when: { operation: 'PutObject' }, fault });
  const answer = fetch(await world.putUrl('a'), { method: 'PUT', body: 'hello' });
  answer.catch(() => {}); // looked at later
  return { world, answer };
}

test('drop-answer lets S3 do it and resets the connection', async () => {
  const { world, answer } = await putWith({ kind: 'drop-answer' });
  await expect(answer).rejects.toThrow();
  expect(await isStored(world)).toBe(true);
  expect(await world.proxy.requests()).toMatchObject([{ outcome: 'cut', status: 0, requestBytes: 5 }]);
});

test('stall-answer lets S3 do it and leaves the client waiting', async () => {
  const { world, answer } = await putWith({ kind: 'stall-answer' });
  await world.proxy.request(({ outcome }) => outcome === 'stalled');
  expect(await isStored(world)).toBe(true);
  expect(await isStalled(answer)).toBe(true);
});

test('a stalled answer ends in the log when its client disconnects', async () => {
  const world = await start();
  world.proxy.inject({ when: {}, fault: { kind: 'stall-answer' } });
  const aborted = new AbortController();
  const answer = fetch(await world.putUrl('a'), { method: 'PUT', body: 'hello', signal: aborted.signal });
  answer.catch(() => {}); // it is aborted
  await world.proxy.request(({ outcome }) => outcome === 'stalled');
  aborted.abort();
  const ended = await world.proxy.request(({ endedAt }) => endedAt !== null);
  expect(ended.outcome).toBe('stalled');
});

test('hold-answer lets S3 do it at once and answers later', async () => {
  let letGo = (): void => {};
  const until = new Promise<void>(resolve => {
    letGo = resolve;
  });
  const { world, answer } = await putWith({ kind: 'hold-answer', until });
  await expect.poll(() => isStored(world)).toBe(true);
  expect(await isStalled(answer)).toBe(true);
  letGo();
  expect((await answer).status).toBe(200);
});

describe('an interrupted answer', () => {
  const TEXT = 'x'.repeat(1000);

  test('is too short and closed with cut-mid-answer', async () => {
    const proxy = await inFrontOf((_, response) => response.end(TEXT));
    proxy.inject({ when: {}, fault: { kind: 'cut-mid-answer', afterBytes: 10 } });
    const answer = await fetch(proxy.url);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    expect(await proxy.requests()).toMatchObject([{ outcome: 'cut' }]);
  });

  test('is too short and stays open with stall-mid-answer', async () => {
    const proxy = await inFrontOf((_, response) => response.end(TEXT));
    proxy.inject({ when: {}, fault: { kind: 'stall-mid-answer', afterBytes: 10 } });
    const answer = await fetch(proxy.url);
    expect(await isStalled(answer.text())).toBe(true);
  });

  test('is at most half of a head if it has no body', async () => {
    const { proxy } = await start();
    proxy.inject({ when: {}, fault: { kind: 'cut-mid-answer', afterBytes: 10 } });
    const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    socket.write('HEAD /demo/a HTTP/1.1\r\nHost: x\r\n\r\n');
    const received: Buffer[] = [];
    socket.on('data', (bytes: Buffer) => received.push(bytes));
    socket.on('error', () => {}); // it is reset
    await once(socket, 'close');
    expect(Buffer.concat(received).toString()).not.toContain('\r\n\r\n');
    await proxy.request(({ outcome }) => outcome === 'cut');
  });
});

describe('broken-body', () => {
  test.each(['empty', 'truncated', 'html'] as const)(
    'answers 200 with a body that is %s in place of the XML',
    async how => {
      const { world, completed } = await completeWith({ kind: 'broken-body', how });
      const outcome: unknown = await completed.catch((error: unknown) => error);
      // The SDK takes any well-formed document for success; whoever uses it has to look for the ETag.
      if (how === 'html') expect(outcome).not.toHaveProperty('ETag');
      else expect(outcome).toBeInstanceOf(Error);
      expect(await isStored(world)).toBe(true);
      expect((await world.proxy.requests()).at(-1)).toMatchObject({
        status: 200,
        outcome: 'answered',
        fault: 'broken-body',
      });
    },
  );

  test('does nothing to an answer that can have no body', async () => {
    const world = await start();
    await world.direct.send(new PutObjectCommand({ ...OBJECT, Body: 'x' }));
    world.proxy.inject({ when: {}, fault: { kind: 'broken-body', how: 'html' } });
    expect((await world.s3.send(new HeadObjectCommand(OBJECT))).ContentLength).toBe(1);
  });
});

describe('an error with status 200', () => {
  test.each([true, false])('comes without or with the request done: %s', async forwarded => {
    const { world, completed } = await completeWith({ kind: 'respond', answer: errorIn200(), forwarded });
    await expect(completed).rejects.toMatchObject({ name: 'InternalError' });
    expect(await isStored(world)).toBe(forwarded);
  });
});

describe('ETags', () => {
  test('have one digit wrong in header and XML with flip-etag-bit', async () => {
    const { answer } = await putWith({ kind: 'flip-etag-bit' });
    const etag = (await answer).headers.get('etag');
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(etag).not.toBe('"5d41402abc4b2a76b9719d911017c592"'); // MD5 of "hello"
    const { world, completed } = await completeWith({ kind: 'flip-etag-bit' });
    const told = (await completed).ETag;
    const { ETag } = await world.direct.send(new HeadObjectCommand(OBJECT));
    expect(told).toMatch(/^"[0-9a-f]{32}-1"$/);
    expect(told).not.toBe(ETag);
  });

  test('are in neither header nor XML with missing-etag', async () => {
    const { answer } = await putWith({ kind: 'missing-etag' });
    expect((await answer).headers.get('etag')).toBeNull();
    const { completed } = await completeWith({ kind: 'missing-etag' });
    expect((await completed).ETag).toBeUndefined();
    expect((await completed).Key).toBe('a');
  });

  test('are changed in XML only, not in an object’s bytes', async () => {
    const world = await start();
    await world.direct.send(
      new PutObjectCommand({ ...OBJECT, Body: 'a<ETag>b</ETag>c', ContentType: 'text/plain' }),
    );
    world.proxy.inject({ when: {}, fault: { kind: 'missing-etag' } });
    const { Body, ETag } = await world.s3.send(new GetObjectCommand(OBJECT));
    expect(await Body?.transformToString()).toBe('a<ETag>b</ETag>c');
    expect(ETag).toBeUndefined();
  });
});

test('wrong-date shifts the Date of the answer', async () => {
  const { answer } = await putWith({ kind: 'wrong-date', shiftMs: -3_600_000 });
  const date = Date.parse((await answer).headers.get('date') ?? '');
  expect(Date.now() - date).toBeGreaterThan(3_500_000);
  expect(Date.now() - date).toBeLessThan(3_700_000);
});
