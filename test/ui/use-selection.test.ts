// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { useSelection } from '../../src/ui/selection';
import { renderHook, settle } from './render-hook';

test('useSelection: a range goes from what was toggled last to what is clicked, among what is shown now', async () => {
  const hook = await renderHook(useSelection, ['a', 'b', 'c', 'd']);
  await settle(() => hook.now().toggle('a'));
  await hook.rerender(['a', 'c', 'd']);
  await settle(() => hook.now().selectRange('d'));
  expect([...hook.now().selected]).toEqual(['a', 'c', 'd']);
});

test('useSelection: all that is shown is selected and deselected; what a filter hides stays as it is', async () => {
  const hook = await renderHook(useSelection, ['a', 'b', 'c']);
  await settle(() => hook.now().selectAll());
  await hook.rerender(['a', 'b']);
  await settle(() => hook.now().deselectAll());
  expect([...hook.now().selected]).toEqual(['c']);
});

test('useSelection: moving the active one, extending the range and selecting others by area', async () => {
  const hook = await renderHook(useSelection, ['a', 'b', 'c']);
  await settle(() => hook.now().setActive('a'));
  expect([hook.now().active, hook.now().selected.size]).toEqual(['a', 0]);
  await settle(() => hook.now().extendRange('a', 'b'));
  expect([...hook.now().selected]).toEqual(['a', 'b']);
  await settle(() => hook.now().selectOnly(new Set(['c'])));
  expect([...hook.now().selected]).toEqual(['c']);
});
