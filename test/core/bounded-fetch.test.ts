import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { boundedFetch } from '../../src/core/bounded-fetch';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const REQUEST = { maxBytes: 1000, assertAllowed: () => {} };

/** A server that takes the connection and says nothing. */
const silent = vi.fn(
  (_url: string, { signal }: { signal: AbortSignal }) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
);

test('boundedFetch gives up a server that does not answer within half a minute', async () => {
  vi.stubGlobal('fetch', silent);
  const ended = expect(
    boundedFetch('https://example.org/a.jpg', REQUEST, new AbortController().signal),
  ).rejects.toMatchObject({ code: 'source-too-slow', detail: { host: 'example.org' } });
  await vi.advanceTimersByTimeAsync(30_000);
  await ended;
});

test('boundedFetch rejects at once when its signal aborts', async () => {
  vi.stubGlobal('fetch', silent);
  const controller = new AbortController();
  const ended = expect(
    boundedFetch('https://example.org/a.jpg', REQUEST, controller.signal),
  ).rejects.toMatchObject({ name: 'AbortError' });
  controller.abort();
  await ended;
});

test('boundedFetch cancels the body of an answer whose final URL is refused', async () => {
  let isCancelled = false;
  vi.stubGlobal('fetch', async (_: string, { signal }: { signal: AbortSignal }) => {
    signal.addEventListener('abort', () => {
      isCancelled = true;
    });
    return new Response('secret');
  });
  const assertAllowed = (): never => {
    throw new Error('not there');
  };
  await expect(
    boundedFetch('https://example.org/a.jpg', { ...REQUEST, assertAllowed }, new AbortController().signal),
  ).rejects.toThrow('not there');
  expect(isCancelled).toBe(true);
});
