// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { Storage } from 'webextension-polyfill';
import { usePolicyChange, useStorageChange } from '../../../src/options/form/use-storage-change';
import { renderHook } from '../../ui/render-hook';
import { fakeBrowser, fakeEvent } from '../../webextension/fake-browser';

type Listener = (changes: Storage.StorageAreaOnChangedChangesType) => void;

const onChanged = fakeEvent<Listener>();
const onAnyChange = fakeEvent<(changes: object, area: string) => void>();
fakeBrowser({ storage: { sync: { onChanged }, onChanged: onAnyChange } });

test('useStorageChange tells new values of its key, and of no other', async () => {
  const tell = vi.fn();
  const { unmount } = await renderHook(() => useStorageChange('settings', tell), undefined);
  onChanged.emit({ preferences: { newValue: 1 } });
  expect(tell).not.toHaveBeenCalled();
  onChanged.emit({ settings: { oldValue: 1, newValue: 2 }, preferences: { newValue: 3 } });
  expect(tell).toHaveBeenCalledExactlyOnceWith(2);
  await unmount();
});

test('useStorageChange tells undefined when its key is removed', async () => {
  const tell = vi.fn();
  const { unmount } = await renderHook(() => useStorageChange('settings', tell), undefined);
  onChanged.emit({ settings: { oldValue: 1 } });
  expect(tell).toHaveBeenCalledExactlyOnceWith(undefined);
  await unmount();
});

test('useStorageChange stops listening when its component is gone', async () => {
  const { unmount } = await renderHook(() => useStorageChange('settings', () => {}), undefined);
  expect(onChanged.count()).toBe(1);
  await unmount();
  expect(onChanged.count()).toBe(0);
});

test('usePolicyChange tells when the organization’s policy changes, and of no other storage', async () => {
  const tell = vi.fn();
  const { unmount } = await renderHook(() => usePolicyChange(tell), undefined);
  onAnyChange.emit({ settings: {} }, 'sync');
  expect(tell).not.toHaveBeenCalled();
  onAnyChange.emit({ settings: {} }, 'managed');
  expect(tell).toHaveBeenCalledOnce();
  await unmount();
  expect(onAnyChange.count()).toBe(0);
});
