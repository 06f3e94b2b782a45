// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TransferView } from '../../../src/messaging/protocol';
import { useOverallProgress, useThrottled } from '../../../src/popup/tray/use-tray-status';
import { renderHook, settle } from '../../ui/render-hook';
import { view } from './views';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (milliseconds: number) => settle(() => void vi.advanceTimersByTime(milliseconds));

test('useThrottled shows the first value at once, then at most one in its time, and always the last', async () => {
  const hook = await renderHook((value: string) => useThrottled(value, 250), String('first'));
  expect(hook.now()).toBe('first');
  await pass(100);
  await hook.rerender('second');
  await hook.rerender('third');
  expect(hook.now()).toBe('first');
  await pass(150);
  expect(hook.now()).toBe('third');
  await pass(300);
  await hook.rerender('fourth');
  expect(hook.now()).toBe('fourth');
});

test('useOverallProgress adds up what is under way, and is null again once nothing is', async () => {
  const uploaded = (bytes: number): readonly TransferView[] => [
    view('a', { uploaded: bytes }),
    view('b', { uploaded: bytes }),
  ];
  const hook = await renderHook(useOverallProgress, uploaded(0));
  expect(hook.now()).toMatchObject({ uploaded: 0, total: 2000, bytesPerSecond: null });
  await pass(2000);
  await hook.rerender(uploaded(400));
  expect(hook.now()).toMatchObject({ uploaded: 800, total: 2000, bytesPerSecond: 400, secondsLeft: 3 });
  await hook.rerender([]);
  expect(hook.now()).toBeNull();
});

test('useOverallProgress measures each list once, however often it is drawn', async () => {
  const transfers = [view('a', { uploaded: 500 }), view('b')];
  const hook = await renderHook(useOverallProgress, transfers);
  await pass(2000);
  await hook.rerender(transfers);
  expect(hook.now()).toMatchObject({ uploaded: 500, bytesPerSecond: null });
});
