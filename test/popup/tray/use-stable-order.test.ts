// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { groupedItems } from '../../../src/popup/tray/tray-items';
import { useStableOrder } from '../../../src/popup/tray/use-stable-order';
import { renderHook, settle } from '../../ui/render-hook';
import { view } from './views';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Saved transfers; the newest is shown first. */
const saved = (...ids: readonly string[]) =>
  groupedItems(
    [],
    ids.map((id, index) => view(id, { state: 'saved', endedAt: index })),
  );

async function listOf(...ids: readonly string[]) {
  const list = document.createElement('div');
  const ref = { current: list };
  const hook = await renderHook(
    (groups: ReturnType<typeof saved>) => useStableOrder(ref, groups),
    saved(...ids),
  );
  return { list, hook, order: () => hook.now().saved.map(({ id }) => id) };
}

test('useStableOrder: rows stand in their newest order while nobody works in the list', async () => {
  const { hook, order } = await listOf('a', 'b');
  await hook.rerender(saved('a', 'b', 'c'));
  expect(order()).toEqual(['c', 'b', 'a']);
});

test('useStableOrder: while the pointer moves over the list, rows keep their places and new ones come last', async () => {
  const { list, hook, order } = await listOf('a', 'b');
  await settle(() => list.dispatchEvent(new Event('pointermove')));
  await hook.rerender(saved('a', 'b', 'c'));
  expect(order()).toEqual(['b', 'a', 'c']);
  await settle(() => list.dispatchEvent(new Event('pointerleave')));
  expect(order()).toEqual(['c', 'b', 'a']);
});

test('useStableOrder: eight seconds after the last key, rows move to their newest order', async () => {
  const { list, hook, order } = await listOf('a', 'b');
  await settle(() => list.dispatchEvent(new Event('keydown')));
  await hook.rerender(saved('a', 'b', 'c'));
  await settle(() => void vi.advanceTimersByTime(7_999));
  expect(order()).toEqual(['b', 'a', 'c']);
  await settle(() => void vi.advanceTimersByTime(1));
  expect(order()).toEqual(['c', 'b', 'a']);
});
