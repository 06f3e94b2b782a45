import { useState } from 'preact/hooks';
import type { RemedyChange } from '../connection/remedies';
import type { Preferences } from '../core/preferences';
import type { Settings } from '../core/settings';
import { message } from '../i18n/message';
import { call } from '../messaging/client';
import { TaskFailure } from '../ui/failure-notice';
import { useSignIn } from '../ui/use-sign-in';
import { useTask } from '../ui/use-task';
import { ConnectionPanel } from './connection-panel';
import { ImportCard } from './import-card';
import { LinksCard } from './links-card';
import { usePolicy } from './policy';
import { PreferencesCard } from './preferences-card';
import { AccessNotice, SaveStatus } from './save-status';
import { focusField, SAVE_ID } from './settings-field';
import { SettingsFields } from './settings-fields';
import { SetupCodeCard } from './setup-code-card';
import { SetupGuide } from './setup-guide';
import { isSameProvider, SignInCard } from './sign-in-card';
import { SiteAccessCard } from './site-access-card';
import { useConnectionTest } from './use-connection-test';
import { useHostAccess } from './use-host-access';
import { useImport } from './use-import';
import { useSettingsForm } from './use-settings-form';
import { useTestFromAddress } from './use-test-from-address';
import { Welcome } from './welcome';

interface SettingsEditorProps {
  /** Null while nothing is configured. */
  readonly stored: Settings | null;
  readonly onStored: (settings: Settings) => void;
}

/** The form, what became of saving and testing it, how pictures are saved once there is a bucket, and the guide to AWS. */
export function SettingsEditor({ stored, onStored }: SettingsEditorProps) {
  const form = useSettingsForm(stored, usePolicy().settings);
  const access = useHostAccess(stored);
  const test = useConnectionTest();
  const signIn = useSignIn();
  const task = useTask();
  const [outcome, setOutcome] = useState<'saved' | 'refused' | null>(null);
  const isSignedIn = signIn.status?.state === 'signed-in';

  const save = (preferences: Preferences | null = null): void => {
    const checked = form.validate();
    setOutcome(checked === null ? 'refused' : null);
    if (checked === null) return;
    const answered = access.request(checked.settings);
    void task.run(async signal => {
      await answered;
      const { settings } = checked;
      // Together, or neither of them.
      const saved =
        preferences === null
          ? await call('settings.save', settings)
          : await call('settings.import', { settings, preferences });
      if (signal.aborted || saved === null) return;
      form.reset(saved, checked);
      onStored(saved);
      setOutcome('saved');
      if (saved.access === 'user' && !(isSignedIn && isSameProvider(saved, stored)))
        void signInAndTest(saved);
    });
  };

  /** The browser was asked for the window and the hosts in the click. */
  const signInAndTest = async (saved: Settings): Promise<void> => {
    if (await signIn.signInAllowed()) test.start(saved, Promise.resolve());
  };

  const savePreferences = (preferences: Preferences): void =>
    void task.run(async () => {
      await call('settings.import', { preferences });
      setOutcome('saved');
    });

  const imports = useImport({ form, stored, isSaving: task.busy, save, savePreferences });

  const tryOut = (): void => {
    const checked = form.validate();
    setOutcome(checked === null ? 'refused' : null);
    if (checked !== null) test.start(checked.settings, access.request(checked.settings));
  };

  /** In the click itself: the bucket may have another host there, for which the browser may have to ask. */
  const changeAndTry = ({ field, to }: RemedyChange): void => {
    form.change(to);
    focusField(field);
    tryOut();
  };

  useTestFromAddress(stored, test);

  return (
    <>
      <ImportCard imports={imports} stored={stored} />
      {stored === null && <Welcome imports={imports} />}
      <form
        class="card"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          save();
        }}
      >
        <h2>{message('options_section_bucket')}</h2>
        <SettingsFields form={form} />
        <div class="actions">
          <button type="submit" id={SAVE_ID} class="button button-primary" disabled={task.busy}>
            {message('save')}
          </button>
          <button type="button" class="button" onClick={tryOut} disabled={test.run?.running === true}>
            {message('connection_test_start')}
          </button>
          {form.unsaved && <span class="unsaved">{message('save_unsaved')}</span>}
        </div>
        <SaveStatus
          problems={form.problems}
          refused={outcome === 'refused'}
          saving={task.busy}
          saved={outcome === 'saved' && !form.unsaved}
          needsSignIn={stored?.access === 'user' && !isSignedIn}
          access={access}
        />
        <TaskFailure task={task} />
      </form>
      <AccessNotice access={access} />
      {stored?.access === 'user' && <SignInCard signIn={signIn} />}
      {test.run !== null && <ConnectionPanel run={test.run} unsaved={form.unsaved} onChange={changeAndTry} />}
      {stored !== null && <PreferencesCard />}
      {stored !== null && <LinksCard />}
      {stored !== null && <SetupCodeCard settings={stored} imports={imports} />}
      {stored !== null && <SiteAccessCard />}
      <SetupGuide input={form.input} />
    </>
  );
}
