// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { useDraft } from '../../../src/options/form/use-draft';
import { renderHook, settle } from '../../ui/render-hook';

const onChange = vi.fn<(value: number) => void>();
const parse = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : undefined);
const open = (value: number) => {
  onChange.mockReset();
  return renderHook((given: number) => useDraft(given, parse, String, onChange), value);
};

test('useDraft tells values as they are typed, and keeps how they were typed', async () => {
  const hook = await open(1);
  expect(hook.now()).toMatchObject({ text: '1', isWrong: false });
  await settle(() => hook.now().enter('007'));
  expect(onChange).toHaveBeenCalledExactlyOnceWith(7);
  await hook.rerender(7);
  expect(hook.now()).toMatchObject({ text: '007', isWrong: false });
});

test('useDraft shows what is no value, and does not tell it', async () => {
  const hook = await open(1);
  await settle(() => hook.now().enter('seven'));
  expect(hook.now()).toMatchObject({ text: 'seven', isWrong: true });
  expect(onChange).not.toHaveBeenCalled();
});

test('useDraft shows a value from elsewhere, but not in the place of what is wrong just now', async () => {
  const hook = await open(1);
  await hook.rerender(2);
  expect(hook.now().text).toBe('2');
  await settle(() => hook.now().enter('seven'));
  await hook.rerender(3);
  expect(hook.now().text).toBe('seven');
});
