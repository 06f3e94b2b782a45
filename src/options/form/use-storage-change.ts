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

/** Tells when the organization's policy has become another one. */
export function usePolicyChange(onChange: () => void): void {
  useEffect(() => {
    const tell = (_: object, area: string): void => {
      if (area === 'managed') onChange();
    };
    browser.storage.onChanged.addListener(tell);
    return () => browser.storage.onChanged.removeListener(tell);
  }, [onChange]);
}
