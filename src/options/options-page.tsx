import { useCallback, useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { imposedSettings, NO_POLICY } from '../core/policy';
import type { Settings } from '../core/settings';
import { message } from '../i18n/message';
import { call } from '../messaging/client';
import { TaskFailure } from '../ui/failure-notice';
import { useTask } from '../ui/use-task';
import { DiagnosticsCard } from './diagnostics-card';
import { PolicyContext, PolicyNotice } from './policy';
import { SettingsEditor } from './settings-editor';
import { usePolicyChange, useStorageChange } from './use-storage-change';

/** The whole page: undefined settings are not known yet, null means nothing is configured. */
export function OptionsPage() {
  const [stored, setStored] = useState<Settings | null>();
  const [policy, setPolicy] = useState(NO_POLICY);
  const task = useTask();
  const { run, abort } = task;
  const load = useCallback(
    () =>
      void run(async signal => {
        const [imposed, settings] = await Promise.all([call('policy.get'), call('settings.stored')]);
        if (signal.aborted) return;
        setPolicy(imposed);
        setStored(settings);
      }),
    [run],
  );
  useEffect(load, [load]);
  usePolicyChange(load);
  const follow = useCallback(
    (value: unknown) => {
      // An answer that is on its way may be older.
      abort();
      setStored(imposedSettings(value, policy));
    },
    [abort, policy],
  );
  useStorageChange('settings', follow);
  return (
    <main class="options">
      <header>
        <img src={browser.runtime.getURL('icons/shoebox-128.png')} alt="" width="40" height="40" />
        <h1>{message('options_title')}</h1>
      </header>
      <TaskFailure task={task} />
      <PolicyContext.Provider value={policy}>
        <PolicyNotice />
        {/* Another policy: nothing that was typed under the earlier one stays. */}
        {stored !== undefined && (
          <SettingsEditor key={JSON.stringify(policy)} stored={stored} onStored={setStored} />
        )}
      </PolicyContext.Provider>
      <DiagnosticsCard settings={stored} />
    </main>
  );
}
