import { beforeEach, describe, expect, test, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { untilOnline } from '../../src/background/until-online';
import { fakeBrowser } from '../webextension/fake-browser';
import { fakeStorage } from '../webextension/fake-storage';

const network = { onLine: false };

beforeEach(() => {
  vi.useFakeTimers();
  fakeBrowser({ storage: fakeStorage() });
  network.onLine = false;
  vi.stubGlobal('navigator', network);
  vi.stubGlobal('addEventListener', () => {}); // a worker's own
  return () => vi.useRealTimers();
});

const { signal: never } = new AbortController();

/** What came of a wait; undefined while it goes on. */
function waiting(signal: AbortSignal = never): { readonly result: () => unknown } {
  let result: unknown;
  untilOnline(signal).then(
    online => {
      result = online;
    },
    (error: unknown) => {
      result = error;
    },
  );
  return { result: () => result };
}

describe('waiting for a network', () => {
  test('is over at once where there is one', async () => {
    network.onLine = true;
    expect(await untilOnline(never)).toBe(true);
  });

  test('is over when the browser says that it is back, within seconds', async () => {
    const { result } = waiting();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(result()).toBeUndefined();
    network.onLine = true;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(result()).toBe(true);
  });

  test('that a browser denies for a minute is over, and the next one waits for a minute again', async () => {
    for (let round = 0; round < 2; round++) {
      const { result } = waiting();
      await vi.advanceTimersByTimeAsync(59_000);
      expect(result()).toBeUndefined();
      await vi.advanceTimersByTimeAsync(3_000);
      expect(result()).toBe(false);
    }
  });

  test('goes on where an earlier worker was ended in the middle of the minute', async () => {
    const ended = new AbortController();
    waiting(ended.signal);
    await vi.advanceTimersByTimeAsync(40_000);
    ended.abort();
    const { result } = waiting();
    await vi.advanceTimersByTimeAsync(22_000);
    expect(result()).toBe(false);
  });

  test('lasts a minute where the clock was set back, or the browser’s storage can’t be read', async () => {
    await browser.storage.session.set({ 'offline-since': Date.now() + 3_600_000 });
    const { result } = waiting();
    await vi.advanceTimersByTimeAsync(62_000);
    expect(result()).toBe(false);
    vi.spyOn(browser.storage.session, 'get').mockRejectedValue(new Error('broken'));
    const again = waiting();
    await vi.advanceTimersByTimeAsync(62_000);
    expect(again.result()).toBe(false);
  });

  test('is aborted', async () => {
    const stop = new AbortController();
    const { result } = waiting(stop.signal);
    await vi.advanceTimersByTimeAsync(1_000);
    stop.abort(new Error('stop'));
    await vi.advanceTimersByTimeAsync(0);
    expect(result()).toMatchObject({ message: 'stop' });
  });
});
