import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../core/settings';
import { hasSetupCode, parseSetupCode, type SetupCodeProblem } from '../core/setup-code';
import { useLatest } from '../ui/use-latest';
import { FIELDS } from './settings-field';
import type { SettingsForm } from './use-settings-form';

/** What became of a set-up code: used, the same as what is stored, shown but not saved, or why it can't be used. */
export type SetupCodeOutcome = SetupCodeProblem | 'used' | 'same' | 'other-settings';

export interface SetupCode {
  /** Of the last code; null before the first. */
  readonly outcome: SetupCodeOutcome | null;
  /** Takes a text that may hold a code, and tells what became of it; null when it holds none. */
  readonly accept: (text: string) => SetupCodeOutcome | null;
}

/**
 * Fills the form from a set-up code that is pasted anywhere on the page. Where nothing is configured it is saved as well, in
 * the same turn as the paste, since only then the browser may ask for access. Settings that are there are not replaced
 * before somebody presses "Save".
 */
export function useSetupCode(form: SettingsForm, stored: Settings | null, save: () => void): SetupCode {
  const [outcome, setOutcome] = useState<SetupCodeOutcome | null>(null);

  const use = (text: string): SetupCodeOutcome => {
    const code = parseSetupCode(text);
    if (!code.ok) return code.problem;
    form.change(code.settings);
    if (stored !== null)
      return FIELDS.every(field => stored[field] === code.settings[field]) ? 'same' : 'other-settings';
    save();
    return 'used';
  };
  const accept = (text: string): SetupCodeOutcome | null => {
    if (!hasSetupCode(text)) return null;
    const became = use(text);
    setOutcome(became);
    return became;
  };

  const latest = useLatest(accept);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const became = latest.current(event.clipboardData?.getData('text/plain') ?? '');
      // Of what is damaged, the field that it was pasted into keeps what there is.
      if (became !== null && !isSetupCodeProblem(became)) event.preventDefault();
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [latest]);

  return { outcome, accept };
}

/** Whether nothing came of a code. */
export const isSetupCodeProblem = (outcome: SetupCodeOutcome): outcome is SetupCodeProblem =>
  outcome === 'newer' || outcome === 'damaged' || outcome === 'partition';
