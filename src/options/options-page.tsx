import { useCallback, useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { parseSettings, type Settings } from '../core/settings';
import { message } from '../i18n/message';
import { call } from '../messaging/client';
import { TaskFailure } from '../ui/failure-notice';
import { useTask } from '../ui/use-task';
import { DiagnosticsCard } from './diagnostics-card';
import { SettingsEditor } from './settings-editor';
import { useStorageChange } from './use-storage-change';

/** The whole page: undefined settings are not known yet, null means nothing is configured. */
export function OptionsPage() {
  const [stored, setStored] = useState<Settings | null>();
  const task = useTask();
  const { run, abort } = task;
  useEffect(
    () =>
      void run(async signal => {
        const settings = await call('settings.get');
        if (!signal.aborted) setStored(settings);
      }),
    [run],
  );
  const follow = useCallback(
    (value: unknown) => {
      // An answer that is on its way may be older.
      abort();
      const result = parseSettings(value);
      setStored(result.ok ? result.settings : null);
    },
    [abort],
  );
  useStorageChange('settings', follow);
  return (
    <main class="options">
      <header>
        <img src={browser.runtime.getURL('icons/shoebox-128.png')} alt="" width="40" height="40" />
        <h1>{message('options_title')}</h1>
      </header>
      <TaskFailure task={task} />
      {stored !== undefined && <SettingsEditor stored={stored} onStored={setStored} />}
      <DiagnosticsCard settings={stored} />
    </main>
  );
}
