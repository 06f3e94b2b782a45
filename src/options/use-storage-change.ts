import { useEffect } from 'preact/hooks';
import browser from 'webextension-polyfill';

/** Tells each new value of a key in `storage.sync`: stored by this page, by another one, or on another computer. */
export function useStorageChange(key: string, onStored: (value: unknown) => void): void {
  useEffect(() => {
    const tell = (changes: Readonly<Record<string, { readonly newValue?: unknown }>>): void => {
      const change = changes[key];
      if (change !== undefined) onStored(change.newValue);
    };
    browser.storage.sync.onChanged.addListener(tell);
    return () => browser.storage.sync.onChanged.removeListener(tell);
  }, [key, onStored]);
}
