import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { hasSetupCode } from '../core/setup-code';
import { message } from '../i18n/message';
import { useLatest } from '../ui/use-latest';
import { fieldForPasted } from './bucket/autofill';
import { OwnBucket } from './bucket/own-bucket';
import { type AccessKeysForm, idOfKeyField } from './bucket/use-access-keys';
import type { SettingsForm } from './bucket/use-settings-form';
import { RadioCards } from './form/form-fields';
import { usePolicy } from './form/policy';
import { focusFirstEmpty, focusSave, idOfField } from './form/settings-field';
import { QuickSetup } from './guide/quick-setup';
import { SETUP_GUIDE_ID } from './guide/setup-guide';
import { SetupCodeField } from './sharing/setup-code-field';
import type { Import } from './sharing/use-import';
import './first-run.css';

/** How somebody comes to their settings: with a code, with nothing yet, or with a bucket. */
const WAYS = [
  ['code', 'first_run_code', 'first_run_code_help'],
  ['new', 'first_run_new', 'first_run_new_help'],
  ['own', 'first_run_own', 'first_run_own_help'],
] as const;

type Way = (typeof WAYS)[number][0];

interface FirstRunProps {
  readonly form: SettingsForm;
  readonly keys: AccessKeysForm;
  readonly imports: Import;
  /** Saving found something wrong: the fields have to be seen. */
  readonly isRefused: boolean;
  readonly onSave: () => void;
  /** The buttons that save and test. */
  readonly actions: ComponentChildren;
  /** What became of that. */
  readonly children: ComponentChildren;
}

/** What there is before a bucket is known: three ways to one, and the steps of the chosen one. */
export function FirstRun({ form, keys, imports, isRefused, onSave, actions, children }: FirstRunProps) {
  const isPartlyImposed = Object.keys(usePolicy().settings).length > 0;
  const [way, setWay] = useState<Way>(isPartlyImposed ? 'own' : 'new');
  useEffect(() => {
    if (isRefused) setWay('own');
  }, [isRefused]);
  usePasteAnywhere(form, () => setWay('own'));
  const arePasted = keys.pasted.length > 0;
  useEffect(() => {
    if (arePasted) setWay('own');
  }, [arePasted]);
  return (
    <section class="card guide first-run" id={SETUP_GUIDE_ID} aria-labelledby="first-run">
      <h2 id="first-run">{message('first_run_title')}</h2>
      <p>{message('options_welcome')}</p>
      <RadioCards name="way" legend="first_run_way" choices={WAYS} value={way} onChange={setWay} />
      <p class="field-help">{message('first_run_paste')}</p>
      {way === 'code' && <SetupCodeField imports={imports} />}
      {way === 'new' && (
        <>
          <QuickSetup>
            <SetupCodeField imports={imports} />
          </QuickSetup>
          <p class="field-help">{message('setup_cost')}</p>
        </>
      )}
      {way === 'own' && (
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault();
            onSave();
          }}
        >
          <OwnBucket form={form} keys={keys}>
            {actions}
          </OwnBucket>
        </form>
      )}
      {children}
    </section>
  );
}

/** Whether a paste is meant for the line that it goes into. */
const isOwnLine = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  // A choice that was just clicked takes no text.
  target.matches('input:not([type=radio], [type=checkbox]), textarea') &&
  target.id !== 'setup-code';

/** The lines without which nothing can be saved, as far as the page has them. */
const REQUIRED: readonly string[] = [
  ...(['bucket', 'endpoint', 'region', 'identityPoolId'] as const).map(idOfField),
  ...(['accessKeyId', 'secretAccessKey'] as const).map(idOfKeyField),
];

/** Puts what is pasted beside all fields into its own, and goes on to what is still missing. */
function usePasteAnywhere(form: SettingsForm, onPasted: () => void): void {
  const latest = useLatest({ form, onPasted });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (event.defaultPrevented || isOwnLine(event.target) || hasSetupCode(text)) return;
      const field = fieldForPasted(text);
      if (field === null) return;
      event.preventDefault();
      const { change, autofill } = latest.current.form;
      change({ [field]: text.trim() });
      autofill(field);
      latest.current.onPasted();
      // Once the fields are there.
      requestAnimationFrame(() => {
        if (!focusFirstEmpty(REQUIRED)) focusSave();
      });
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [latest]);
}
