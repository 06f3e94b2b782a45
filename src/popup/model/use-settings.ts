import { useCallback, useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { Settings } from '../../core/settings';
import { call } from '../../messaging/client';
import { type Task, useTask } from '../../ui/use-task';

interface SettingsState {
  /** Undefined until they are known, null while nothing is configured. */
  readonly settings: Settings | null | undefined;
  /** Whether they were changed since: what is shown here may be in another bucket, and must not be deleted from this one. */
  readonly isOutdated: boolean;
  /** Asking for them. */
  readonly task: Task;
}

/** The settings as they were when the page was opened. */
export function useSettings(): SettingsState {
  const [settings, setSettings] = useState<Settings | null>();
  const [isOutdated, setOutdated] = useState(false);
  const task = useTask();
  const { run } = task;
  const ask = useCallback(
    () =>
      run(async signal => {
        const stored = await call('settings.get');
        if (!signal.aborted) setSettings(stored);
      }),
    [run],
  );
  useEffect(() => void ask(), [ask]);
  useEffect(() => {
    // Back from the options page, where it may just have been set up.
    if (settings !== null) return undefined;
    addEventListener('focus', ask);
    return () => removeEventListener('focus', ask);
  }, [settings, ask]);
  useEffect(() => {
    const note = (changes: object): void => {
      if ('settings' in changes) setOutdated(true);
    };
    browser.storage.onChanged.addListener(note);
    return () => browser.storage.onChanged.removeListener(note);
  }, []);
  return { settings, isOutdated, task };
}
