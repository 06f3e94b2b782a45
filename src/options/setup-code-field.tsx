import { type MessageKey, message } from '../i18n/message';
import { isSetupCodeProblem, type SetupCode, type SetupCodeOutcome } from './use-setup-code';

const TEXTS: { readonly [Outcome in SetupCodeOutcome]: MessageKey } = {
  used: 'setup_code_used',
  same: 'setup_code_same',
  'other-settings': 'setup_code_other',
  newer: 'setup_code_newer',
  damaged: 'setup_code_damaged',
  partition: 'setup_code_partition',
};

/** Where a set-up code goes; it is not kept here, for the fields show what was in it. */
export function SetupCodeField({ code }: { readonly code: SetupCode }) {
  const { outcome, accept } = code;
  return (
    <div class="field">
      <label for="setup-code">{message('setup_code')}</label>
      <input
        id="setup-code"
        class="input"
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        placeholder="shoebox1:…"
        aria-describedby="setup-code-outcome"
        // Dropped and typed codes; the page takes pasted ones. One that can't be used stays, to be mended.
        onChange={({ currentTarget }) => {
          const became = accept(currentTarget.value);
          if (became !== null && !isSetupCodeProblem(became)) currentTarget.value = '';
        }}
      />
      <p
        id="setup-code-outcome"
        class={outcome !== null && isSetupCodeProblem(outcome) ? 'field-problem' : 'field-note'}
        role="status"
      >
        {outcome !== null && message(TEXTS[outcome])}
      </p>
    </div>
  );
}
