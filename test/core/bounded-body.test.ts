import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { boundedBody } from '../../src/core/bounded-body';

const MIB = 1024 ** 2;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** An answer whose body does as it is told; it ends with an error when it is aborted. */
function answer(headers: Readonly<Record<string, string>> = {}, type: ResponseType = 'default') {
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: controller => {
      body = controller;
    },
  });
  const abort = vi.fn(() => body?.error(new DOMException('aborted', 'AbortError')));
  const response = new Response(stream, { headers });
  Object.defineProperty(response, 'type', { value: type }); // which only a browser's `fetch` sets
  return {
    bounded: (maxBytes = 100 * MIB) => boundedBody(response, { host: 'example.org', maxBytes, abort }),
    abort,
    bytes: (size: number) => body?.enqueue(new Uint8Array(size).fill(7)),
    end: () => body?.close(),
    breakOff: () => body?.error(new TypeError('network error')),
  };
}

test('a bounded body arrives whole and in order however it is chunked', async () => {
  const { bounded, bytes, end } = answer();
  const body = bounded();
  for (const size of [1, 9 * MIB, 3, 8 * MIB]) bytes(size);
  end();
  const blob = await body;
  expect(blob.size).toBe(17 * MIB + 4);
  expect(new Uint8Array(await blob.arrayBuffer()).every(byte => byte === 7)).toBe(true);
});

test('a bounded body is empty for an answer without one', async () => {
  const bounds = { host: 'h', maxBytes: MIB, abort: () => {} };
  expect((await boundedBody(new Response(null), bounds)).size).toBe(0);
});

describe('a bounded body that is too large', () => {
  test('is refused before anything is read, when it says so', async () => {
    const { bounded } = answer({ 'content-length': String(3 * MIB) });
    await expect(bounded(2 * MIB)).rejects.toMatchObject({
      code: 'source-too-large',
      detail: { limit: '2 MiB' },
    });
  });

  test('ends the request as soon as it is too large, when Content-Length does not say so', async () => {
    const { bounded, bytes, abort } = answer();
    const body = bounded(MIB);
    bytes(MIB);
    bytes(1);
    await expect(body).rejects.toMatchObject({ code: 'source-too-large', detail: { limit: '1 MiB' } });
    expect(abort).toHaveBeenCalledOnce();
  });

  test('names a limit of whole GiB in GiB', async () => {
    const { bounded } = answer({ 'content-length': String(4096 * MIB) });
    await expect(bounded(2048 * MIB)).rejects.toMatchObject({ detail: { limit: '2 GiB' } });
  });
});

describe('a bounded body fails as cut off', () => {
  test('when the connection broke', async () => {
    const { bounded, bytes, breakOff } = answer();
    const body = bounded();
    bytes(10);
    breakOff();
    await expect(body).rejects.toMatchObject({ code: 'source-truncated', detail: { host: 'example.org' } });
  });

  test('when fewer bytes came than were announced', async () => {
    const { bounded, bytes, end } = answer({ 'content-length': '11' });
    const body = bounded();
    bytes(10);
    end();
    await expect(body).rejects.toMatchObject({ code: 'source-truncated' });
  });

  test('when fewer bytes came, also with Content-Encoding: identity', async () => {
    const { bounded, bytes, end } = answer({ 'content-length': '11', 'content-encoding': 'identity' });
    const body = bounded();
    bytes(10);
    end();
    await expect(body).rejects.toMatchObject({ code: 'source-truncated' });
  });

  test('not when it has a Content-Encoding', async () => {
    const { bounded, bytes, end } = answer({ 'content-length': '11', 'content-encoding': 'gzip' });
    const body = bounded();
    bytes(10);
    end();
    expect((await body).size).toBe(10);
  });
});

describe('a bounded body under CORS, where Content-Encoding is hidden,', () => {
  test('is accepted with a few bytes fewer', async () => {
    const { bounded, bytes, end } = answer({ 'content-length': '300023' }, 'cors');
    const body = bounded();
    bytes(300_000);
    end();
    expect((await body).size).toBe(300_000);
  });

  test('fails as cut off with half of its bytes', async () => {
    const { bounded, bytes, end } = answer({ 'content-length': '300000' }, 'cors');
    const body = bounded();
    bytes(150_000);
    end();
    await expect(body).rejects.toMatchObject({ code: 'source-truncated' });
  });
});

describe('a bounded body’s least speed', () => {
  test('refuses a small body of known length byte by byte in less than three minutes', async () => {
    const { bounded, bytes, abort } = answer({ 'content-length': String(512 * 1024) }, 'basic');
    const ended = expect(bounded()).rejects.toMatchObject({ code: 'source-too-slow' });
    for (let second = 0; second < 3 * 60; second++) {
      if (abort.mock.calls.length === 0) bytes(10);
      await vi.advanceTimersByTimeAsync(1000);
    }
    await ended;
    expect(abort).toHaveBeenCalledOnce();
  });

  test('accepts a small body of known length at a modem’s speed', async () => {
    const { bounded, bytes, end } = answer({ 'content-length': '480000' }, 'basic');
    const body = bounded();
    for (let second = 0; second < 80; second++) {
      bytes(6000);
      await vi.advanceTimersByTimeAsync(1000);
    }
    end();
    expect((await body).size).toBe(480_000);
  });

  test('refuses a body of unknown length byte by byte', async () => {
    const { bounded, bytes, abort } = answer();
    const body = bounded();
    const ended = expect(body).rejects.toMatchObject({ code: 'source-too-slow' });
    for (let second = 0; second < 30; second++) {
      bytes(10);
      await vi.advanceTimersByTimeAsync(1000);
    }
    await ended;
    expect(abort).toHaveBeenCalledOnce();
  });

  test('accepts a body of unknown length at a modem’s speed', async () => {
    const { bounded, bytes, end } = answer();
    const body = bounded();
    for (let second = 0; second < 120; second++) {
      bytes(4000);
      await vi.advanceTimersByTimeAsync(1000);
    }
    end();
    expect((await body).size).toBe(480_000);
  });

  test('refuses a body that stalls after a fast beginning', async () => {
    const { bounded, bytes } = answer();
    const ended = expect(bounded()).rejects.toMatchObject({ code: 'source-too-slow' });
    bytes(MIB);
    await vi.advanceTimersByTimeAsync(60_000);
    await ended;
  });
});
