import { useCallback, useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { imposedSettings, NO_POLICY } from '../core/policy';
import { EMPTY_SETTINGS, type Settings } from '../core/settings';
import { storeOf } from '../core/stores';
import { message } from '../i18n/message';
import { call } from '../messaging/client';
import { TaskFailure } from '../ui/failure-notice';
import { useTask } from '../ui/use-task';
import { DiagnosticsCard } from './diagnostics-card';
import { PolicyContext, PolicyNotice } from './form/policy';
import { usePolicyChange, useStorageChange } from './form/use-storage-change';
import { SetupGuide } from './guide/setup-guide';
import { PageIndex } from './page-index';
import { SettingsEditor } from './settings-editor';

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
  const isConfigured = stored !== undefined && stored !== null;
  return (
    <main class={isConfigured ? 'options has-index' : 'options'}>
      <header>
        <img src={browser.runtime.getURL('icons/shoebox-128.png')} alt="" width="40" height="40" />
        <h1>{message('options_title')}</h1>
      </header>
      {isConfigured && <PageIndex hasSignIn={stored.access === 'user'} />}
      <div class="sections">
        <TaskFailure task={task} />
        <PolicyContext.Provider value={policy}>
          <PolicyNotice />
          {/* Another policy: nothing that was typed under the earlier one stays. */}
          {stored !== undefined && (
            <SettingsEditor key={JSON.stringify(policy)} stored={stored} onStored={setStored} />
          )}
        </PolicyContext.Provider>
        {/* What is to be done in AWS can be read without the worker. */}
        {stored === undefined && task.failure !== null && (
          <SetupGuide input={EMPTY_SETTINGS} store={storeOf(EMPTY_SETTINGS)} isOpen />
        )}
        {stored !== null && <DiagnosticsCard settings={stored} />}
      </div>
    </main>
  );
}
