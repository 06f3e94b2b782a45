import { useEffect, useRef, useState } from 'preact/hooks';
import type { RemedyChange } from '../connection/remedies';
import type { Preferences } from '../core/preferences';
import type { Settings } from '../core/settings';
import { message } from '../i18n/message';
import { call } from '../messaging/client';
import { TaskFailure } from '../ui/failure-notice';
import { SignInButton } from '../ui/sign-in';
import { useSignIn } from '../ui/use-sign-in';
import { useTask } from '../ui/use-task';
import { BucketFields } from './bucket/bucket-fields';
import { SaveStatus, STATUS_ID } from './bucket/save-status';
import { AccessFields, AdvancedFields } from './bucket/settings-fields';
import { settingsStatus } from './bucket/settings-status';
import { isSameProvider, SignInCard } from './bucket/sign-in-card';
import { useAccessKeys } from './bucket/use-access-keys';
import { useHostAccess } from './bucket/use-host-access';
import { usePasteKeys } from './bucket/use-paste-keys';
import { useSettingsForm } from './bucket/use-settings-form';
import { ConnectionPanel } from './connection-test/connection-panel';
import { useConnectionTest } from './connection-test/use-connection-test';
import { useTestFromAddress } from './connection-test/use-test-from-address';
import { FirstRun } from './first-run';
import { usePolicy } from './form/policy';
import { focusField, SAVE_ID } from './form/settings-field';
import { SetupGuide } from './guide/setup-guide';
import { LinksCard } from './preferences/links-card';
import { PreferencesCard } from './preferences/preferences-card';
import { ImportCard } from './sharing/import-card';
import { SetupCodeCard } from './sharing/setup-code-card';
import { useImport } from './sharing/use-import';
import { SiteAccessCard } from './site-access-card';

/** What became of Save: these settings are stored (null where only preferences were), or fields are wrong. */
type Outcome = { readonly saved: Settings | null } | 'refused';

interface SettingsEditorProps {
  /** Null while nothing is configured. */
  readonly stored: Settings | null;
  readonly onStored: (settings: Settings) => void;
}

/** Before a bucket is known the way to one; then the form with how it stands, how pictures are saved, and the guide to AWS. */
export function SettingsEditor({ stored, onStored }: SettingsEditorProps) {
  const imposed = usePolicy().settings;
  const form = useSettingsForm(stored, imposed);
  const keys = useAccessKeys(form.input, (imposed.access ?? 'keys') === 'keys');
  usePasteKeys(form, keys);
  const access = useHostAccess(stored);
  const test = useConnectionTest();
  const signIn = useSignIn();
  const task = useTask();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  // How it stands is told where the user looks: on top of the card at first, then beside the button that was pressed.
  const [isOnTop, setOnTop] = useState(true);
  const isSignedIn = signIn.status?.state === 'signed-in';

  const save = (preferences: Preferences | null = null): void => {
    const checked = form.validate();
    let entered = keys.validate(checked?.settings ?? null);
    if (checked === null || entered === undefined) {
      setOutcome('refused');
      return;
    }
    setOutcome(null);
    test.clear();
    setOnTop(stored === null);
    const answered = access.request(checked.settings);
    void task.run(async signal => {
      await answered;
      const { settings } = checked;
      // First: with the settings, whatever waits goes on.
      const isKeyUnknown = entered === 'unknown';
      if (entered && entered !== 'unknown') await keys.save(settings, entered);
      // What is here could be tried again, and would keep the secret.
      entered = null;
      // Together, or neither of them.
      const saved =
        preferences === null
          ? await call('settings.save', settings)
          : await call('settings.import', { settings, preferences });
      if (signal.aborted || saved === null) return;
      form.reset(saved, checked);
      onStored(saved);
      setOutcome({ saved });
      // The page says so, and a test would say the same.
      if (isKeyUnknown && (await call('access-keys.status', saved)) === null) return;
      // Whether it works is the other half of the answer.
      if (saved.access === 'user' && !(isSignedIn && isSameProvider(saved, stored)))
        void signInAndTest(saved);
      else test.start(saved, Promise.resolve());
    });
  };

  /** The browser was asked for the window and the hosts in the click. */
  const signInAndTest = async (saved: Settings): Promise<void> => {
    if (await signIn.signInAllowed()) test.start(saved, Promise.resolve());
  };

  const savePreferences = (preferences: Preferences): void =>
    void task.run(async () => {
      await call('settings.import', { preferences });
      setOutcome({ saved: stored });
    });

  const imports = useImport({ form, stored, isSaving: task.busy, save, savePreferences });

  const tryOut = (): void => {
    const checked = form.validate();
    const hasKeys = keys.validate(checked?.settings ?? null) !== undefined;
    setOutcome(checked !== null && hasKeys ? null : 'refused');
    if (checked !== null && hasKeys) test.start(checked.settings, access.request(checked.settings));
  };

  /** In the click itself: the bucket may have another host there, for which the browser may have to ask. */
  const changeAndTry = ({ field, to }: RemedyChange): void => {
    form.change(to);
    focusField(field);
    tryOut();
  };

  useTestFromAddress(stored, test);
  useFocusAfterFirstSave(stored);

  const isUnsaved = form.unsaved || keys.isEntered;
  // Something else may have come from another window since.
  const isSaved =
    outcome !== null &&
    outcome !== 'refused' &&
    !isUnsaved &&
    (outcome.saved === null || form.isAbout(outcome.saved));
  const run = test.run !== null && form.isAbout(test.run.settings) ? test.run : null;
  const isMissingHere =
    access.missing !== null && (access.missing === stored || form.isAbout(access.missing));
  const needsSignIn = stored?.access === 'user' && !isSignedIn;
  const isStored = stored !== null && form.isAbout(stored);
  const isSignInAsked = isSaved && needsSignIn && run === null;
  const status = settingsStatus({
    pending: access.pending,
    isSaving: task.busy,
    isRefused: outcome === 'refused' && Object.keys({ ...form.problems, ...keys.problems }).length > 0,
    isKeyLacking: Object.keys(form.problems).length === 0 && keys.isLacking,
    isUnsaved,
    // Not of settings that were tried out, and are in the fields no more.
    missing: isMissingHere ? access.missing : null,
    needsKeys: isStored && keys.kept === null && form.input.access === 'keys' && !keys.isEntered,
    ...{ isSaved, run, needsSignIn },
  });
  const actions = (
    <div class="actions">
      <button type="submit" id={SAVE_ID} class="button button-primary" disabled={task.busy}>
        {message('save')}
      </button>
      {/* A test takes the keys that are saved, and saving tests. */}
      {!keys.isEntered && (
        <button
          type="button"
          class="button"
          disabled={test.run?.running === true}
          onClick={() => {
            setOnTop(false);
            tryOut();
          }}
        >
          {message('connection_test_start')}
        </button>
      )}
      {isUnsaved && <span class="unsaved">{message('save_unsaved')}</span>}
    </div>
  );
  const result = (
    <>
      <SaveStatus
        status={status}
        isTested={run !== null}
        onAllow={settings => test.start(settings, access.request(settings))}
      >
        {isSignInAsked && <SignInButton signIn={signIn} />}
      </SaveStatus>
      <TaskFailure task={task} />
      {run !== null && !task.busy && (
        <ConnectionPanel run={run} isHelped={(status?.allow ?? null) !== null} onChange={changeAndTry} />
      )}
    </>
  );
  const confirmation = <ImportCard imports={imports} stored={stored} />;

  if (stored === null)
    return (
      <>
        {confirmation}
        <FirstRun
          {...{ form, keys, imports, actions }}
          isRefused={outcome === 'refused'}
          onSave={() => save()}
        >
          {result}
        </FirstRun>
      </>
    );
  return (
    <>
      {confirmation}
      <form
        class="card"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          save();
        }}
      >
        <h2 id="bucket">{message('options_section_bucket')}</h2>
        <p class="card-intro">{message('options_bucket_intro')}</p>
        {isOnTop && result}
        <BucketFields form={form} keys={keys} />
        <AccessFields form={form} keys={keys} isStored={isStored} />
        <AdvancedFields form={form} keys={keys} />
        {actions}
        {!isOnTop && result}
      </form>
      {stored.access === 'user' && <SignInCard signIn={signIn} isAskedAbove={isSignInAsked} />}
      <PreferencesCard />
      <LinksCard access={stored.access} />
      <SiteAccessCard />
      <SetupCodeCard settings={stored} imports={imports} />
      <SetupGuide input={form.input} store={form.store} />
    </>
  );
}

/** With the first bucket another page is drawn: whoever pressed Save is led to what became of it. */
function useFocusAfterFirstSave(stored: Settings | null): void {
  const wasConfigured = useRef(stored !== null);
  useEffect(() => {
    if (stored !== null && !wasConfigured.current) {
      scrollTo({ top: 0 });
      document.getElementById(STATUS_ID)?.focus();
    }
    wasConfigured.current = stored !== null;
  }, [stored]);
}
