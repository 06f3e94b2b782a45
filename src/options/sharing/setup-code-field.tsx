import { useRef } from 'preact/hooks';
import { type MessageKey, message } from '../../i18n/message';
import { type CodeOutcome, type Import, isCodeProblem } from './use-import';

const TEXTS: { readonly [Outcome in CodeOutcome]: MessageKey } = {
  used: 'setup_code_used',
  same: 'setup_code_same',
  shown: 'setup_code_shown',
  newer: 'setup_code_newer',
  damaged: 'setup_code_damaged',
  partition: 'setup_code_partition',
  foreign: 'import_foreign',
};

/** Where a set-up code goes, or a file of settings; neither is kept here, for the fields show what was in it. */
export function SetupCodeField({ imports }: { readonly imports: Import }) {
  const { outcome, accept, acceptFile } = imports;
  const file = useRef<HTMLInputElement>(null);
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
          if (became !== null && !isCodeProblem(became)) currentTarget.value = '';
        }}
      />
      <p
        id="setup-code-outcome"
        class={outcome !== null && isCodeProblem(outcome) ? 'field-problem' : 'field-note'}
        role="status"
      >
        {outcome !== null && message(TEXTS[outcome])}
      </p>
      <p class="field-help">
        {message('import_or_file')}{' '}
        <button type="button" class="text-button" onClick={() => file.current?.click()}>
          {message('import_choose')}
        </button>
      </p>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={message('import_choose')}
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen !== undefined) void acceptFile(chosen);
          currentTarget.value = '';
        }}
      />
    </div>
  );
}
