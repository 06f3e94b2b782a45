import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { useFaultProxy } from './fixture';

const { start, inFrontOf } = useFaultProxy();

const MEBIBYTE = 1024 * 1024;

test('without faults the proxy passes signed requests, bodies, listings, HEAD and 204 unchanged', async () => {
  const { s3, proxy } = await start();
  const body = randomBytes(3 * MEBIBYTE);
  await s3.send(new PutObjectCommand({ Bucket: 'demo', Key: 'a/ü b.bin', Body: body }));
  const got = await s3.send(new GetObjectCommand({ Bucket: 'demo', Key: 'a/ü b.bin' }));
  const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array();
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(
    createHash('sha256').update(body).digest('hex'),
  );
  const head = await s3.send(new HeadObjectCommand({ Bucket: 'demo', Key: 'a/ü b.bin' }));
  expect(head.ContentLength).toBe(body.length);
  const list = await s3.send(new ListObjectsV2Command({ Bucket: 'demo', Prefix: 'a/' }));
  expect(list.Contents).toHaveLength(1);
  await s3.send(new DeleteObjectCommand({ Bucket: 'demo', Key: 'a/ü b.bin' }));
  await expect(s3.send(new GetObjectCommand({ Bucket: 'demo', Key: 'a/ü b.bin' }))).rejects.toMatchObject({
    name: 'NoSuchKey',
  });
  const requests = await proxy.requests();
  expect(requests).toMatchObject([
    { operation: 'PutObject', key: 'a/ü b.bin', requestBytes: body.length, status: 200, outcome: 'answered' },
    { operation: 'GetObject', requestBytes: 0, status: 200 },
    { operation: 'HeadObject', method: 'HEAD', status: 200 },
    { operation: 'ListObjectsV2', bucket: 'demo', key: 'a/', status: 200 },
    { operation: 'DeleteObject', status: 204 },
    { operation: 'GetObject', status: 404, fault: null },
  ]);
  for (const { startedAt, endedAt } of requests) expect(endedAt).toBeGreaterThanOrEqual(startedAt);
});

test('a multipart upload passes, and the log has its part numbers', async () => {
  const { s3, proxy } = await start();
  const object = { Bucket: 'demo', Key: 'big' };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
  const Parts = await Promise.all(
    [1, 2].map(async PartNumber => {
      const Body = randomBytes(PartNumber === 1 ? 5 * MEBIBYTE : 10);
      const { ETag } = await s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber, Body }));
      return { PartNumber, ETag };
    }),
  );
  await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } }));
  const requests = await proxy.requests();
  const parts = requests.filter(({ operation }) => operation === 'UploadPart');
  expect(parts.map(({ partNumber }) => partNumber).sort()).toEqual([1, 2]);
  expect(parts.map(({ uploadId }) => uploadId)).toEqual([UploadId, UploadId]);
  expect(requests.map(({ operation }) => operation)).toContain('CompleteMultipartUpload');
});

test('requests on one kept-alive connection reach S3 on one connection', async () => {
  const remotePorts = new Set<number | undefined>();
  const proxy = await inFrontOf((message, response) => {
    remotePorts.add(message.socket.remotePort);
    message.resume();
    message.on('end', () => response.end('ok'));
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let turn = 0; turn < 5; turn++) {
    const sent = request(proxy.url, { agent, method: 'PUT' });
    sent.end('body');
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]; // what the event carries
    answer.resume();
    await once(answer, 'end');
    expect(sent.reusedSocket).toBe(turn > 0);
  }
  agent.destroy();
  expect(remotePorts.size).toBe(1);
});

test('the body follows after Expect: 100-continue is answered', async () => {
  const { putUrl, proxy } = await start();
  const sent = request(await putUrl('asked'), {
    method: 'PUT',
    headers: { expect: '100-continue', 'content-length': 5 },
  });
  sent.flushHeaders();
  await once(sent, 'continue');
  const asked = await proxy.request(({ operation }) => operation === 'PutObject');
  expect(asked).toMatchObject({ outcome: 'under-way', requestBytes: 0 });
  sent.end('hello');
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]; // what the event carries
  expect(answer.statusCode).toBe(200);
  answer.resume();
});

test('a refused Expect: 100-continue is not waited on for a body', async () => {
  const proxy = await inFrontOf(() => {});
  const release = proxy.inject({ when: {}, fault: { kind: 'respond', answer: { status: 403 } } });
  const sent = request(proxy.url, {
    method: 'PUT',
    headers: { expect: '100-continue', 'content-length': 5 },
  });
  sent.flushHeaders();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]; // what the event carries
  expect(answer.statusCode).toBe(403);
  answer.resume();
  await proxy.request(({ endedAt }) => endedAt !== null);
  sent.destroy();
  release();
});

test('chunked bodies both ways, 304, and answers delimited by close pass unchanged', async () => {
  const proxy = await inFrontOf(async (message, response) => {
    if (message.url === '/unchanged') return void response.writeHead(304, { etag: '"x"' }).end();
    if (message.url === '/close') {
      response.useChunkedEncodingByDefault = false;
      return void response.writeHead(200, { connection: 'close' }).end('until the end');
    }
    let text = '';
    for await (const bytes of message) text += String(bytes);
    response.write('you ');
    response.write('said: ');
    response.end(text);
  });
  const chunks = new ReadableStream({
    start(controller) {
      for (const text of ['one', 'two', 'three']) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
  const echoed = await fetch(proxy.url, { method: 'POST', body: chunks, duplex: 'half' } as RequestInit);
  expect(await echoed.text()).toBe('you said: onetwothree');
  expect((await fetch(`${proxy.url}/unchanged`)).status).toBe(304);
  expect(await (await fetch(`${proxy.url}/close`)).text()).toBe('until the end');
  expect(await (await fetch(proxy.url, { method: 'POST', body: 'again' })).text()).toBe('you said: again');
});

test('the signed Host header arrives as it was sent', async () => {
  const hosts: (string | undefined)[] = [];
  const proxy = await inFrontOf((message, response) => {
    hosts.push(message.headers.host);
    response.end();
  });
  await fetch(proxy.url);
  expect(hosts).toEqual([new URL(proxy.url).host]);
});

test('an answer sent before the request body has ended is passed on, and the rest of the body too', async () => {
  let received = 0;
  const proxy = await inFrontOf((message, response) => {
    response.writeHead(403).end('no');
    message.on('data', (bytes: Buffer) => {
      received += bytes.length;
    });
  });
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  socket.write(`PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: ${MEBIBYTE}\r\n\r\n`);
  const [early] = (await once(socket, 'data')) as [Buffer]; // what the event carries
  expect(early.toString()).toMatch(/^HTTP\/1\.1 403 /);
  socket.write(Buffer.alloc(MEBIBYTE));
  await proxy.request(({ endedAt, requestBytes }) => endedAt !== null && requestBytes === MEBIBYTE);
  await expect.poll(() => received).toBe(MEBIBYTE);
  socket.destroy();
});

test('a client that disconnects ends its request to S3', async () => {
  const { proxy, aws } = await start();
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  socket.write('PUT /demo/gone HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf');
  await proxy.request(({ requestBytes }) => requestBytes === 4);
  socket.destroy();
  expect((await proxy.request(({ endedAt }) => endedAt !== null)).outcome).toBe('client-gone');
  expect(aws.requests.map(({ status }) => status)).not.toContain(200);
});

test('the connection is reset when S3 does not listen, and the log says so', async () => {
  const { aws, proxy } = await start();
  await aws.close();
  await expect(fetch(proxy.url)).rejects.toThrow();
  expect(await proxy.requests()).toMatchObject([{ outcome: 'target-gone', status: 0 }]);
});
