import { type MessageKey, message } from '../i18n/message';
import type { SetupCode, SetupCodeOutcome } from './use-setup-code';

const TEXTS: { readonly [Outcome in SetupCodeOutcome]: MessageKey } = {
  used: 'setup_code_used',
  same: 'setup_code_same',
  'other-settings': 'setup_code_other',
  newer: 'setup_code_newer',
  damaged: 'setup_code_damaged',
  partition: 'setup_code_partition',
};

const isProblem = (outcome: SetupCodeOutcome | null): boolean =>
  outcome === 'newer' || outcome === 'damaged' || outcome === 'partition';

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
        // Pasted codes never get here: the page takes them. Dropped and typed ones do.
        onInput={event => {
          if (accept(event.currentTarget.value)) event.currentTarget.value = '';
        }}
      />
      <p id="setup-code-outcome" class={isProblem(outcome) ? 'field-problem' : 'field-note'} role="status">
        {outcome !== null && message(TEXTS[outcome])}
      </p>
    </div>
  );
}
