import { useCallback, useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { Settings } from '../core/settings';
import { call } from '../messaging/client';
import { type Task, useTask } from '../ui/use-task';

/** The settings: undefined until they are known, null while nothing is configured. */
export function useSettings(): [Settings | null | undefined, Task] {
  const [settings, setSettings] = useState<Settings | null>();
  const task = useTask();
  const { run } = task;
  const ask = useCallback(() => run(async () => setSettings(await call('settings.get'))), [run]);
  useEffect(() => void ask(), [ask]);
  useEffect(() => {
    // Back from the options page, where it may just have been set up.
    if (settings !== null) return undefined;
    addEventListener('focus', ask);
    return () => removeEventListener('focus', ask);
  }, [settings, ask]);
  useEffect(() => {
    // Another bucket: what is shown here is not in it, and must not be deleted from it.
    const startAfresh = (changes: object): void => {
      if ('settings' in changes) location.reload();
    };
    browser.storage.sync.onChanged.addListener(startAfresh);
    return () => browser.storage.sync.onChanged.removeListener(startAfresh);
  }, []);
  return [settings, task];
}
