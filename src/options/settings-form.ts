import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import {
  EMPTY_SETTINGS,
  parseSettings,
  type Settings,
  type SettingsField,
  type SettingsInput,
  type SettingsProblem,
} from '../core/settings';
import { afterPress } from './after-press';
import { FIELDS } from './field-texts';
import { type FillNote, fillFrom, type PastableField } from './fill-from';
import { focusField, revealField } from './reveal-field';

/** What is in the fields, what is wrong with it, and what a person was told about it. */
export interface SettingsForm {
  readonly input: SettingsInput;
  /** The problems that a person sees: of the fields that were left, or of all once asked to save. */
  readonly problems: Partial<Record<SettingsField, SettingsProblem>>;
  /** Whether the fields say something else than what is stored. */
  readonly unsaved: boolean;
  readonly note: FillNote | null;
  readonly change: (change: Partial<SettingsInput>) => void;
  /** Looks whether a field holds an ARN or address that fills other fields as well. */
  readonly settle: (field: PastableField) => void;
  readonly leave: (field: SettingsField) => void;
  /** The settings, or null after showing every problem and moving to the first. Synchronous: a click's rights survive it. */
  readonly check: () => Settings | null;
  /** Shows what was stored, as it was normalised. */
  readonly reset: (stored: Settings) => void;
}

const differs = (input: SettingsInput, stored: SettingsInput): boolean => {
  const parsed = parseSettings(input);
  const written = parsed.ok ? parsed.settings : input;
  return FIELDS.some(field => written[field] !== stored[field]);
};

/** A {@link SettingsForm} that begins with what is stored. */
export function useSettingsForm(stored: Settings | null): SettingsForm {
  const [input, setInput] = useState<SettingsInput>(stored ?? EMPTY_SETTINGS);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState<FillNote | null>(null);
  // What is in the fields at this instant: events of one keystroke come faster than the page is drawn.
  const latest = useRef(input);

  const change = useCallback((changed: Partial<SettingsInput>) => {
    latest.current = { ...latest.current, ...changed };
    setInput(latest.current);
  }, []);

  const settle = useCallback(
    (field: PastableField) => {
      const filling = fillFrom(field, latest.current);
      if (filling === null) return;
      change(filling.change);
      afterPress(() => {
        setNote(filling.note);
        for (const filled of filling.note.fields) revealField(filled);
      });
    },
    [change],
  );

  const leave = useCallback((field: SettingsField) => {
    afterPress(() => setChecked(before => new Set([...before, field])));
  }, []);

  const check = useCallback((): Settings | null => {
    settle('bucket');
    settle('identityPoolId');
    const result = parseSettings(latest.current);
    setChecked(new Set(FIELDS));
    if (result.ok) return result.settings;
    const wrong = FIELDS.find(field => result.problems[field] !== undefined);
    if (wrong !== undefined) focusField(wrong);
    return null;
  }, [settle]);

  const reset = useCallback(
    (settings: Settings) => {
      change(settings);
      setChecked(new Set());
      setNote(null);
    },
    [change],
  );

  return useMemo(() => {
    const result = parseSettings(input);
    const problems = result.ok ? {} : result.problems;
    const shown = Object.fromEntries(Object.entries(problems).filter(([field]) => checked.has(field)));
    const unsaved = differs(input, stored ?? EMPTY_SETTINGS);
    return { input, problems: shown, unsaved, note, change, settle, leave, check, reset };
  }, [input, checked, note, stored, change, settle, leave, check, reset]);
}
