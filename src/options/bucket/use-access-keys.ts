import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import {
  type AccessKeyProblems,
  type AccessKeys,
  type AccessKeysStatus,
  accessKeysIn,
  accessKeysPlace,
  type KeyRetention,
  parseAccessKeys,
} from '../../core/access-keys';
import { mistakenValueOf } from '../../core/mistaken-value';
import { parseSettings, type Settings, type SettingsInput } from '../../core/settings';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { useLatest } from '../../ui/use-latest';
import { afterPress } from '../form/after-press';

export type AccessKeyField = keyof AccessKeys;

const ACCESS_KEY_FIELDS: readonly AccessKeyField[] = ['accessKeyId', 'secretAccessKey'];

/** The access keys that are being entered, and those that are kept for the bucket that the fields name. */
export interface AccessKeysForm {
  readonly entered: AccessKeys;
  readonly retention: KeyRetention;
  /** The problems that the user sees: of the fields that were left, or of both once asked to save. */
  readonly problems: AccessKeyProblems;
  /** Whether the problems are that nothing was entered. */
  readonly isLacking: boolean;
  /** What is kept for this bucket; null where nothing is; undefined while it is not known. */
  readonly kept: AccessKeysStatus | null | undefined;
  /** Whether keys are to be entered: none are kept, or others shall take their place. */
  readonly isAsked: boolean;
  /** Whether something was entered that is not saved. */
  readonly isEntered: boolean;
  /** Whether there is a pair, kept or entered, with nothing wrong in it. */
  readonly isWhole: boolean;
  /** The fields that were filled in together from what was pasted. */
  readonly pasted: readonly AccessKeyField[];
  readonly enter: (change: Partial<AccessKeys>) => void;
  readonly setRetention: (retention: KeyRetention) => void;
  readonly touch: (field: AccessKeyField) => void;
  /** Enters what a text holds of keys: a pair, or one of both. Whether it holds any. */
  readonly take: (text: string) => boolean;
  /** Asks for others in the place of those that are kept. */
  readonly replace: () => void;
  /** Lets those that are kept be, and clears the fields. */
  readonly keep: () => void;
  /**
   * What is to be saved with these settings (null: some are wrong): null where what is kept stays, `unknown` where it is
   * not known whether anything is. Undefined after showing what is wrong, and moving to it unless other fields come first.
   * Synchronous: a click's rights survive it.
   */
  readonly validate: (settings: Settings | null) => AccessKeys | null | 'unknown' | undefined;
  /** Saves them for the bucket of these settings, and clears the fields. Rejects with a ShoeboxError. */
  readonly save: (settings: Settings, keys: AccessKeys) => Promise<void>;
  /** Removes what is kept for the bucket of the stored settings. Rejects likewise. */
  readonly forget: () => Promise<void>;
}

/** Id of a field's input element. */
export const idOfKeyField = (field: AccessKeyField): string => `field-${field}`;

/** Puts the cursor into a field, once it is there. */
export const focusKeyField = (field: AccessKeyField): void =>
  void requestAnimationFrame(() => document.getElementById(idOfKeyField(field))?.focus());

const NO_FIELDS: ReadonlySet<AccessKeyField> = new Set();

const NOTHING: AccessKeys = { accessKeyId: '', secretAccessKey: '' };

const isNothing = ({ accessKeyId, secretAccessKey }: AccessKeys): boolean =>
  accessKeyId === '' && secretAccessKey === '';

/** What is kept for a place. */
interface Kept {
  readonly place: string;
  readonly status: AccessKeysStatus | null;
}

/** What access keys of these fields would be kept under; null while they name no bucket, or with another access. */
function placeOf(input: SettingsInput): string | null {
  const parsed = input.access === 'keys' ? parseSettings(input) : null;
  return parsed?.ok === true ? accessKeysPlace(parsed.settings) : null;
}

/**
 * An {@link AccessKeysForm} for the bucket that `input` names. The page never gets a secret back.
 * @param isAllowed the organization imposes no other access
 */
export function useAccessKeys(input: SettingsInput, isAllowed: boolean): AccessKeysForm {
  const [entered, setEntered] = useState(NOTHING);
  const [retention, setRetention] = useState<KeyRetention>('session');
  const [checked, setChecked] = useState<ReadonlySet<AccessKeyField>>(NO_FIELDS);
  const [pasted, setPasted] = useState<readonly AccessKeyField[]>([]);
  const [isReplacing, setReplacing] = useState(false);
  const place = placeOf(input);
  // Null until the first answer: nothing is drawn that it would take away again.
  const [answer, setAnswer] = useState<Kept | null>(place === null ? { place: '', status: null } : null);
  const isKnown = place === null || answer?.place === place;
  const kept = isKnown ? (place === null ? null : answer?.status) : undefined;
  const isEntered = !isNothing(entered);
  // While a bucket's name is being typed, the fields stay until keys turn out to be kept for it.
  const isAsked = isReplacing || isEntered || kept === null || (!isKnown && answer?.status === null);
  // What is in the fields at this instant: a paste and Enter come faster than the page is drawn.
  const latest = useRef(entered);
  const now = useLatest({ input, place, kept, isAsked, retention });

  const enter = useCallback((change: Partial<AccessKeys>) => {
    latest.current = { ...latest.current, ...change };
    setEntered(latest.current);
    setPasted([]);
  }, []);

  useEffect(() => {
    if (place === null) return undefined;
    let isCurrent = true;
    const ask = (): void =>
      void call('access-keys.status', now.current.input).then(
        status => {
          if (isCurrent) setAnswer({ place, status });
        },
        error => reportFromPage('settings.access-keys', error),
      );
    ask();
    // They may have been entered or forgotten in another window since.
    addEventListener('focus', ask);
    return () => {
      isCurrent = false;
      removeEventListener('focus', ask);
    };
  }, [place, now]);

  const clear = useCallback(() => {
    enter(NOTHING);
    setChecked(NO_FIELDS);
    setReplacing(false);
  }, [enter]);
  const replace = useCallback(() => {
    setRetention(now.current.kept?.retention ?? 'session');
    setReplacing(true);
  }, [now]);

  const take = useCallback(
    (text: string): boolean => {
      const found = isAllowed ? (accessKeysIn(text) ?? oneOf(text)) : null;
      if (found === null) return false;
      enter(found);
      setPasted(ACCESS_KEY_FIELDS.filter(field => found[field] !== undefined));
      return true;
    },
    [enter, isAllowed],
  );

  const validate = useCallback(
    (settings: Settings | null): AccessKeys | null | 'unknown' | undefined => {
      const { place: shown, kept: known, isAsked: areAsked } = now.current;
      if ((settings ?? now.current.input).access !== 'keys') return null;
      // Settings that came all at once, as with a set-up code: these keys were not entered for their bucket.
      if (settings !== null && accessKeysPlace(settings) !== shown) {
        clear();
        return 'unknown';
      }
      if (known === undefined && isNothing(latest.current)) return 'unknown';
      if (!areAsked) return null;
      const result = parseAccessKeys(latest.current);
      if (result.ok) return result.keys;
      setChecked(new Set(ACCESS_KEY_FIELDS));
      const wrong = ACCESS_KEY_FIELDS.find(field => result.problems[field] !== undefined);
      if (settings !== null && wrong !== undefined) focusKeyField(wrong);
      return undefined;
    },
    [now, clear],
  );

  const save = useCallback(
    async (settings: Settings, keys: AccessKeys) => {
      const status = await call('access-keys.save', { settings, keys, retention: now.current.retention });
      setAnswer({ place: accessKeysPlace(settings), status });
      clear();
    },
    [clear, now],
  );

  const forget = useCallback(async () => {
    await call('access-keys.forget');
    if (now.current.place !== null) setAnswer({ place: now.current.place, status: null });
    clear();
  }, [clear, now]);

  const touch = useCallback((field: AccessKeyField) => {
    afterPress(() => setChecked(before => new Set([...before, field])));
  }, []);

  const result = parseAccessKeys(entered);
  const wrong = result.ok ? {} : result.problems;
  const seen = ACCESS_KEY_FIELDS.filter(field => checked.has(field) && wrong[field] !== undefined);
  return {
    problems: Object.fromEntries(seen.map(field => [field, wrong[field]])),
    ...{ entered, retention, kept, isAsked, isEntered, pasted },
    isLacking: seen.length > 0 && !isEntered,
    isWhole: isAsked ? result.ok : kept !== undefined,
    ...{ enter, setRetention, touch, take, replace, validate, save, forget },
    keep: clear,
  };
}

/** One half of a pair, where its form tells which. */
function oneOf(text: string): Partial<AccessKeys> | null {
  const half = text.trim();
  if (mistakenValueOf(half) !== 'access-key') return null;
  return /^A[KS]IA/.test(half) && half.length < 40 ? { accessKeyId: half } : { secretAccessKey: half };
}
