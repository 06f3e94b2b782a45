// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { Storage } from 'webextension-polyfill';
import { useStorageChange } from '../../src/options/use-storage-change';
import { renderHook } from '../ui/render-hook';
import { fakeBrowser, fakeEvent } from '../webextension/fake-browser';

type Listener = (changes: Storage.StorageAreaOnChangedChangesType) => void;

const onChanged = fakeEvent<Listener>();
fakeBrowser({ storage: { sync: { onChanged } } });

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
