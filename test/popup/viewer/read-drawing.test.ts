import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_DRAWING_BYTES, readDrawing } from '../../../src/popup/viewer/read-drawing';

const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"/>';

const BODIES: Readonly<Record<string, string>> = {
  '/small': DRAWING,
  '/bomb': `${DRAWING}${' '.repeat(MAX_DRAWING_BYTES)}`,
};

// As S3 hands out what was stored with `Content-Encoding: gzip`.
const server = createServer(({ url = '' }, response) => {
  const body = BODIES[url];
  response.writeHead(body === undefined ? 404 : 200, { 'content-encoding': 'gzip' });
  response.end(gzipSync(body ?? ''));
});

beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const read = (path: string): Promise<string | null> =>
  readDrawing(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, // it listens on a port
    new AbortController().signal,
  );

test('a drawing that is stored compressed is read', async () => {
  expect(await read('/small')).toBe(DRAWING);
});

test('a drawing of some kilobytes that unpacks to megabytes is not read', async () => {
  expect(await read('/bomb')).toBeNull();
});

test('a drawing that is not handed out is none', async () => {
  expect(await read('/none')).toBeNull();
});
