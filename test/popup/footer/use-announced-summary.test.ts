// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { footerSummary, type TrayCounts } from '../../../src/popup/footer/footer-summary';
import { useAnnouncedSummary } from '../../../src/popup/footer/use-announced-summary';
import { renderHook, settle } from '../../ui/render-hook';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds: number) => settle(() => void vi.advanceTimersByTime(milliseconds));

const NONE = {
  choosing: 0,
  failed: 0,
  signingIn: 0,
  needingKeys: 0,
  otherUser: 0,
  underWay: 0,
  paused: 0,
  saved: 0,
};

const summary = (facts: Partial<TrayCounts>) => footerSummary({ ...NONE, ...facts }, []);

test('useAnnouncedSummary says once how things stand, a second after the first of several failures', async () => {
  const hook = await renderHook(useAnnouncedSummary, summary({ underWay: 3 }));
  await hook.rerender(summary({ underWay: 2, failed: 1 }));
  await pass(500);
  expect(hook.now()).toBe('');
  await hook.rerender(summary({ underWay: 1, failed: 2 }));
  await pass(1000);
  expect(hook.now()).toBe('2 not saved, Saving 1');
});

test('useAnnouncedSummary says nothing of progress', async () => {
  const hook = await renderHook(useAnnouncedSummary, summary({ underWay: 3 }));
  await hook.rerender(summary({ underWay: 2, saved: 1 }));
  await pass(2000);
  expect(hook.now()).toBe('');
});
