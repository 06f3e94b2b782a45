import { useEffect, useState } from 'preact/hooks';
import { hasSetupCode, parseSetupCode, type SetupCodeProblem } from '../core/setup-code';
import { useLatest } from '../ui/use-latest';
import { FIELDS } from './settings-field';
import type { SettingsForm } from './use-settings-form';

/** What became of a set-up code: used, the same as what is stored, shown but not saved, or why it can't be used. */
export type SetupCodeOutcome = SetupCodeProblem | 'used' | 'same' | 'other-settings';

export interface SetupCode {
  /** Of the last code; null before the first. */
  readonly outcome: SetupCodeOutcome | null;
  /** Takes a text that may hold a code; false when it holds none. */
  readonly accept: (text: string) => boolean;
}

/**
 * Fills the form from a set-up code that is pasted anywhere on the page. Where nothing is configured it is saved as well, in
 * the same turn as the paste, since only then the browser may ask for access. Settings that are there are not replaced
 * before somebody presses "Save".
 */
export function useSetupCode(form: SettingsForm, isConfigured: boolean, save: () => void): SetupCode {
  const [outcome, setOutcome] = useState<SetupCodeOutcome | null>(null);

  const accept = (text: string): boolean => {
    if (!hasSetupCode(text)) return false;
    const code = parseSetupCode(text);
    if (!code.ok) {
      setOutcome(code.problem);
      return true;
    }
    const isSame = FIELDS.every(field => form.input[field] === code.settings[field]);
    form.change(code.settings);
    if (!isConfigured) save();
    setOutcome(isConfigured ? (isSame ? 'same' : 'other-settings') : 'used');
    return true;
  };

  const latest = useLatest(accept);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (latest.current(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [latest]);

  return { outcome, accept };
}
