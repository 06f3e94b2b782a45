import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessKey } from '../index';

const MEBIBYTE = 1024 * 1024;
const SIZE = 1024 * MEBIBYTE;

/** Room for buffers and a lazy garbage collector, far below the size that goes through. */
const MAX_GROWTH_KIB = 64 * 1024;

interface Ready {
  readonly endpoint: string;
  readonly owner: AccessKey;
}

let dataDir: string;
let server: ChildProcess;
let ready: Ready;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-aws-memory-'));
  server = fork(new URL('../start.ts', import.meta.url), ['--data', dataDir], {
    execArgv: ['--import', 'tsx'],
  });
  [ready] = (await once(server, 'message')) as [Ready]; // the first thing it sends
});

afterAll(async () => {
  const exit = once(server, 'exit');
  server.disconnect();
  await exit;
  await rm(dataDir, { recursive: true });
});

/** The server's peak of resident memory since the last reset, in KiB. */
async function peakMemory(): Promise<number> {
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/mu.exec(status)?.[1]);
}

test('the server’s memory does not grow while 1 GiB is stored and read', async () => {
  const { endpoint, owner } = ready;
  const s3 = new S3Client({
    ...{ endpoint, region: 'us-east-1', credentials: owner, forcePathStyle: true },
    requestChecksumCalculation: 'WHEN_REQUIRED', // a URL for whatever body
  });
  const object = { Bucket: 'demo', Key: 'big' };
  const upload = async (size: number) => put(await getSignedUrl(s3, new PutObjectCommand(object)), size);
  // What is loaded lazily, and the room that V8 takes before it first collects, is there before it counts.
  await upload(64 * MEBIBYTE);
  const before = await peakMemory();

  await upload(SIZE);
  const afterUpload = await peakMemory();
  expect((await s3.send(new HeadObjectCommand(object))).ContentLength).toBe(SIZE);

  const download = await fetch(await getSignedUrl(s3, new GetObjectCommand(object)));
  let received = 0;
  for await (const bytes of download.body ?? []) received += bytes.length;
  expect(received).toBe(SIZE);
  const afterDownload = await peakMemory();
  s3.destroy();

  expect(afterUpload - before).toBeLessThan(MAX_GROWTH_KIB);
  expect(afterDownload - before).toBeLessThan(MAX_GROWTH_KIB);
}, 120_000);

/** Sends a body that is made while it is sent. */
async function put(url: string, size: number): Promise<void> {
  const upload = request(url, { method: 'PUT', headers: { 'content-length': size } });
  const answered = once(upload, 'response');
  const piece = Buffer.alloc(MEBIBYTE, 'shoebox');
  const pieces = Array.from({ length: size / MEBIBYTE }, () => piece);
  await pipeline(Readable.from(pieces), upload);
  const [response] = (await answered) as [IncomingMessage]; // what the event carries
  response.resume();
  expect(response.statusCode).toBe(200);
}
