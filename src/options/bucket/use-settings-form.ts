import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  EMPTY_SETTINGS,
  parseSettings,
  type Settings,
  type SettingsField,
  type SettingsInput,
} from '../../core/settings';
import { type Store, type StoreId, storeNamed, storeOf } from '../../core/stores';
import { afterPress } from '../form/after-press';
import { type FieldProblems, fieldProblems } from '../form/field-problem';
import { FIELDS, focusField, revealField } from '../form/settings-field';
import { type AutofillNote, autofillFrom, type PastableField, stillTrue } from './autofill';
import {
  alongEndpoint,
  alongRegion,
  placeInStore,
  type StorePlace,
  storeAfter,
  storePlace,
} from './store-choice';

/** What is in the fields, what is wrong with it, and what the user was told about it. */
export interface SettingsForm {
  readonly input: SettingsInput;
  /** The problems that the user sees: of the fields that were left, or of all once asked to save. */
  readonly problems: FieldProblems;
  /** Where the bucket is: as it was chosen, or as the endpoint says. */
  readonly store: Store;
  /** Chooses another store, and shows what was last typed for it. */
  readonly chooseStore: (id: StoreId) => void;
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
  ...(access === 'keys' ? (['identityPoolId', 'cognitoEndpoint'] as const) : []),
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

  const [store, setStore] = useState(() => storeOf(input));
  const latestStore = useRef(store);
  const places = useRef(new Map<StoreId, StorePlace>());
  const showStore = useCallback((shown: Store) => {
    latestStore.current = shown;
    setStore(shown);
  }, []);

  // How many edits there were, and of each field that may differ from what is stored, which was the last.
  const edits = useRef({ count: 0, last: new Map<SettingsField, number>() });

  /** Enters something, without drawing it. */
  const enter = useCallback(
    (given: Partial<SettingsInput>) => {
      const { last } = edits.current;
      edits.current.count += 1;
      const typed: Partial<SettingsInput> =
        given.region === undefined || given.endpoint !== undefined
          ? given
          : { ...alongRegion(latestStore.current, latest.current, given.region), ...given };
      for (const field of FIELDS) {
        if (field in typed && !(field in imposed)) last.set(field, edits.current.count);
      }
      latest.current = { ...latest.current, ...typed, ...imposed };
    },
    [imposed],
  );

  const change = useCallback(
    (given: Partial<SettingsInput>) => {
      enter(given);
      setInput(latest.current);
    },
    [enter],
  );

  const chooseStore = useCallback(
    (id: StoreId) => {
      const chosen = storeNamed(id);
      const [from, input] = [latestStore.current, latest.current];
      places.current.set(from.id, storePlace(input));
      change(placeInStore(chosen, { from, input, before: places.current.get(id) }));
      showStore(chosen);
    },
    [change, showStore],
  );

  /** Shows settings in all fields but those that were edited after so many edits. */
  const show = useCallback(
    (settings: Settings, after: number) => {
      const { last } = edits.current;
      for (const [field, edit] of last) if (edit <= after) last.delete(field);
      const edited = [...last.keys()].map(field => [field, latest.current[field]]);
      latest.current = { ...settings, ...Object.fromEntries(edited) };
      setInput(latest.current);
      setChecked(before => new Set([...before].filter(field => last.has(field))));
      if (last.size === 0) setNote(null);
      if (!last.has('endpoint')) showStore(storeAfter(latestStore.current, latest.current.endpoint));
    },
    [showStore],
  );
  useEffect(() => {
    if (stored !== null) show(stored, 0);
  }, [stored, show]);

  const touch = useCallback((field: SettingsField) => {
    afterPress(() => setChecked(before => new Set([...before, field])));
  }, []);

  const autofill = useCallback(
    (field: PastableField) => {
      const filling = autofillFrom(field, latest.current);
      // It is not being typed: what is wrong with it is said at once. A store's address names a bucket, or leaves none.
      if (latest.current[field] !== '' && filling?.change[field] !== '') touch(field);
      if (filling !== null) change(filling.change);
      const { endpoint } = latest.current;
      if (filling?.change.endpoint !== undefined || (field === 'endpoint' && URL.canParse(endpoint))) {
        latestStore.current = storeAfter(latestStore.current, endpoint);
        enter(alongEndpoint(latestStore.current, latest.current));
        // Fields come and go with the store: the button that is being pressed would move away.
        afterPress(() => {
          setInput(latest.current);
          setStore(latestStore.current);
        });
      }
      if (filling === null) return;
      afterPress(() => {
        setNote(filling.note);
        for (const filled of filling.note.fields) revealField(filled);
      });
    },
    [enter, change, touch],
  );

  const validate = useCallback((): ValidatedSettings | null => {
    autofill('bucket');
    autofill('region');
    autofill('identityPoolId');
    autofill('issuer');
    // Nobody could mend what is not to be seen.
    const lost = unseenFields(latest.current).filter(
      field => fieldProblems(latest.current, latestStore.current)[field] !== undefined,
    );
    if (lost.length > 0) change(Object.fromEntries(lost.map(field => [field, ''])));
    const result = parseSettings(latest.current);
    const problems = fieldProblems(latest.current, latestStore.current);
    setChecked(new Set(FIELDS));
    const wrong = FIELDS.find(field => problems[field] !== undefined);
    if (result.ok && wrong === undefined) return { settings: result.settings, edits: edits.current.count };
    if (wrong !== undefined) focusField(wrong);
    return null;
  }, [autofill, change]);

  const reset = useCallback((saved: Settings, when: ValidatedSettings) => show(saved, when.edits), [show]);

  return useMemo(() => {
    const problems = fieldProblems(input, store);
    const fields = FIELDS.filter(field => checked.has(field) && problems[field] !== undefined);
    return {
      input,
      problems: Object.fromEntries(fields.map(field => [field, problems[field]])),
      store,
      unsaved: differs(input, stored ?? { ...EMPTY_SETTINGS, ...imposed }),
      note: note && stillTrue(note, input, problems),
      isAbout: settings => !differs(input, settings),
      ...{ change, chooseStore, autofill, touch, validate, reset },
    };
  }, [input, store, checked, note, stored, imposed, change, chooseStore, autofill, touch, validate, reset]);
}
