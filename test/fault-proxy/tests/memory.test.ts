import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';

const MEBIBYTE = 1024 * 1024;

/** Room for a lazy garbage collector, far below the size that goes through. */
const MAX_GROWTH_KIB = 64 * 1024;

test('the proxy’s memory does not grow while 1 GiB passes', async () => {
  let received = 0;
  const sink = createServer((message, response) => {
    message.on('data', (bytes: Buffer) => {
      received += bytes.length;
    });
    message.on('end', () => response.end());
  });
  await new Promise<void>(resolve => sink.listen(0, '127.0.0.1', resolve));
  // Not null and not a path: it listens on a port.
  const { port } = sink.address() as AddressInfo;
  const proxy = fork(new URL('../start.ts', import.meta.url), [`http://127.0.0.1:${port}`], {
    execArgv: ['--import', 'tsx'],
  });
  try {
    const [{ url }] = (await once(proxy, 'message')) as [{ readonly url: string }]; // the first thing it sends
    await put(url, 64); // what V8 takes before it first collects is there before it counts
    const before = await peakMemory(proxy);
    await put(url, 1024);
    expect(received).toBe((64 + 1024) * MEBIBYTE);
    expect((await peakMemory(proxy)) - before).toBeLessThan(MAX_GROWTH_KIB);
  } finally {
    const exit = once(proxy, 'exit');
    proxy.disconnect();
    await exit;
    sink.closeAllConnections();
    sink.close();
  }
});

/** Sends a body that is made while it is sent. */
async function put(url: string, mebibytes: number): Promise<void> {
  const upload = request(url, { method: 'PUT', headers: { 'content-length': mebibytes * MEBIBYTE } });
  const answered = once(upload, 'response');
  const piece = Buffer.alloc(MEBIBYTE, 'shoebox');
  await pipeline(Readable.from(Array.from({ length: mebibytes }, () => piece)), upload);
  const [answer] = (await answered) as [IncomingMessage]; // what the event carries
  answer.resume();
}

/** The process's peak of resident memory, in KiB. */
async function peakMemory({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/mu.exec(status)?.[1]);
}
