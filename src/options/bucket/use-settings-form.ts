import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  EMPTY_SETTINGS,
  parseSettings,
  type Settings,
  type SettingsField,
  type SettingsInput,
} from '../../core/settings';
import { type FieldProblems, fieldProblems } from '../form/field-problem';
import { FIELDS, focusField, revealField } from '../form/settings-field';
import { type AutofillNote, autofillFrom, type PastableField, stillTrue } from './autofill';

/** What is in the fields, what is wrong with it, and what the user was told about it. */
export interface SettingsForm {
  readonly input: SettingsInput;
  /** The problems that the user sees: of the fields that were left, or of all once asked to save. */
  readonly problems: FieldProblems;
  /** Whether the fields say something else than what is stored. */
  readonly unsaved: boolean;
  /** What was filled in by itself, as far as it still stands there and nothing is wrong with it. */
  readonly note: AutofillNote | null;
  /** Whether these settings are what the fields say. */
  readonly isAbout: (settings: Settings) => boolean;
  readonly change: (change: Partial<SettingsInput>) => void;
  /** Looks whether a field holds an ARN or address that fills other fields as well. */
  readonly autofill: (field: PastableField) => void;
  readonly touch: (field: SettingsField) => void;
  /** The settings, or null after showing every problem and moving to the first. Synchronous: a click's rights survive it. */
  readonly validate: () => ValidatedSettings | null;
  /** Shows what was stored, as it was normalised, in the fields that nobody edited since it was checked. */
  readonly reset: (stored: Settings, checked: ValidatedSettings) => void;
}

/** What was in the fields at one moment. */
export interface ValidatedSettings {
  readonly settings: Settings;
  /** How many edits there had been. */
  readonly edits: number;
}

/** Fields that the page has only with another choice. */
const unseenFields = ({ encryption, access }: SettingsInput): readonly SettingsField[] => [
  ...(encryption === 'aws:kms' ? [] : (['kmsKey'] as const)),
  ...(access === 'user' ? [] : (['issuer', 'clientId'] as const)),
];

const NOTHING: Partial<SettingsInput> = {};

const differs = (input: SettingsInput, stored: SettingsInput): boolean => {
  const parsed = parseSettings(input);
  const written = parsed.ok ? parsed.settings : input;
  return FIELDS.some(field => written[field] !== stored[field]);
};

/**
 * A {@link SettingsForm} that begins with what is stored. When something else is stored, as from another computer, it is
 * shown in the fields that nobody edited.
 * @param imposed stays as it is, whatever is typed or pasted
 */
export function useSettingsForm(
  stored: Settings | null,
  imposed: Partial<SettingsInput> = NOTHING,
): SettingsForm {
  const [input, setInput] = useState<SettingsInput>(stored ?? { ...EMPTY_SETTINGS, ...imposed });
  const [checked, setChecked] = useState<ReadonlySet<SettingsField>>(new Set());
  const [note, setNote] = useState<AutofillNote | null>(null);
  // What is in the fields at this instant: events of one keystroke come faster than the page is drawn.
  const latest = useRef(input);

  // How many edits there were, and of each field that may differ from what is stored, which was the last.
  const edits = useRef({ count: 0, last: new Map<SettingsField, number>() });

  const change = useCallback(
    (changed: Partial<SettingsInput>) => {
      const { last } = edits.current;
      edits.current.count += 1;
      for (const field of FIELDS) {
        if (field in changed && !(field in imposed)) last.set(field, edits.current.count);
      }
      latest.current = { ...latest.current, ...changed, ...imposed };
      setInput(latest.current);
    },
    [imposed],
  );

  /** Shows settings in all fields but those that were edited after so many edits. */
  const show = useCallback((settings: Settings, after: number) => {
    const { last } = edits.current;
    for (const [field, edit] of last) if (edit <= after) last.delete(field);
    const edited = [...last.keys()].map(field => [field, latest.current[field]]);
    latest.current = { ...settings, ...Object.fromEntries(edited) };
    setInput(latest.current);
    setChecked(before => new Set([...before].filter(field => last.has(field))));
    if (last.size === 0) setNote(null);
  }, []);
  useEffect(() => {
    if (stored !== null) show(stored, 0);
  }, [stored, show]);

  const touch = useCallback((field: SettingsField) => {
    afterPress(() => setChecked(before => new Set([...before, field])));
  }, []);

  const autofill = useCallback(
    (field: PastableField) => {
      const filling = autofillFrom(field, latest.current);
      // It is not being typed: what is wrong with it is said at once.
      if (latest.current[field] !== '') touch(field);
      if (filling === null) return;
      change(filling.change);
      afterPress(() => {
        setNote(filling.note);
        for (const filled of filling.note.fields) revealField(filled);
      });
    },
    [change, touch],
  );

  const validate = useCallback((): ValidatedSettings | null => {
    autofill('bucket');
    autofill('region');
    autofill('identityPoolId');
    autofill('issuer');
    // Nobody could mend what is not to be seen.
    const lost = unseenFields(latest.current).filter(
      field => fieldProblems(latest.current)[field] !== undefined,
    );
    if (lost.length > 0) change(Object.fromEntries(lost.map(field => [field, ''])));
    const result = parseSettings(latest.current);
    const problems = fieldProblems(latest.current);
    setChecked(new Set(FIELDS));
    const wrong = FIELDS.find(field => problems[field] !== undefined);
    if (result.ok && wrong === undefined) return { settings: result.settings, edits: edits.current.count };
    if (wrong !== undefined) focusField(wrong);
    return null;
  }, [autofill, change]);

  const reset = useCallback((saved: Settings, when: ValidatedSettings) => show(saved, when.edits), [show]);

  return useMemo(() => {
    const problems = fieldProblems(input);
    const fields = FIELDS.filter(field => checked.has(field) && problems[field] !== undefined);
    return {
      input,
      problems: Object.fromEntries(fields.map(field => [field, problems[field]])),
      unsaved: differs(input, stored ?? { ...EMPTY_SETTINGS, ...imposed }),
      note: note && stillTrue(note, input, problems),
      isAbout: settings => !differs(input, settings),
      ...{ change, autofill, touch, validate, reset },
    };
  }, [input, checked, note, stored, imposed, change, autofill, touch, validate, reset]);
}

/**
 * Runs `action` at once, or, while a mouse button is held down, after the click. Leaving a field by clicking a
 * button would otherwise show a message that moves the button away before the mouse comes up: no click.
 */
function afterPress(action: () => void): void {
  if (document.querySelector(':active') === null) action();
  else addEventListener('pointerup', () => setTimeout(action), { once: true });
}
