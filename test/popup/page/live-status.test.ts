// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useAnnouncement } from '../../../src/popup/page/live-status';
import { renderHook, settle } from '../../ui/render-hook';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());
const pass = (ms: number): Promise<void> => settle(() => void vi.advanceTimersByTime(ms));

test('an announcement is there for seven seconds', async () => {
  const hook = await renderHook(() => useAnnouncement(), undefined);
  await settle(() => hook.now()[1]('Saved'));
  await pass(6999);
  expect(hook.now()[0]).toBe('Saved');
  await pass(1);
  expect(hook.now()[0]).toBe('');
});

test('the same words announced again are there for another seven seconds', async () => {
  const hook = await renderHook(() => useAnnouncement(), undefined);
  await settle(() => hook.now()[1]('Saved'));
  await pass(5000);
  await settle(() => hook.now()[1]('Saved'));
  await pass(5000);
  expect(hook.now()[0]).toBe('Saved');
});
