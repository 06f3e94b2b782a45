// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useVisibleFor } from '../../../src/popup/tray/use-visible-for';
import { renderHook } from '../../ui/render-hook';
import { FakeIntersections } from './intersections';

let intersections: FakeIntersections;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  intersections = new FakeIntersections();
});
afterEach(() => {
  vi.useRealTimers();
});

const setHidden = (hidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};

async function watched() {
  const element = document.createElement('p');
  const onVisible = vi.fn();
  const ref = { current: element };
  const hook = await renderHook(() => useVisibleFor(ref, 1000, onVisible), undefined);
  return { element, onVisible, hook };
}

test('useVisibleFor calls once half of the element was in view for so long', async () => {
  const { element, onVisible } = await watched();
  intersections.show(element, 0.6);
  vi.advanceTimersByTime(999);
  expect(onVisible).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onVisible).toHaveBeenCalledOnce();
});

test('useVisibleFor begins anew when the element left the view meanwhile', async () => {
  const { element, onVisible } = await watched();
  intersections.show(element, 1);
  vi.advanceTimersByTime(900);
  intersections.show(element, 0.2);
  vi.advanceTimersByTime(900);
  intersections.show(element, 1);
  vi.advanceTimersByTime(900);
  expect(onVisible).not.toHaveBeenCalled();
});

test('useVisibleFor does not count the time on a hidden page', async () => {
  const { element, onVisible } = await watched();
  intersections.show(element, 1);
  setHidden(true);
  vi.advanceTimersByTime(2000);
  expect(onVisible).not.toHaveBeenCalled();
  setHidden(false);
  vi.advanceTimersByTime(1000);
  expect(onVisible).toHaveBeenCalledOnce();
});

test('useVisibleFor waits no more once the component is gone', async () => {
  const { element, onVisible, hook } = await watched();
  intersections.show(element, 1);
  await hook.unmount();
  vi.advanceTimersByTime(2000);
  expect(onVisible).not.toHaveBeenCalled();
});
