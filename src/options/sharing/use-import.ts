import { useEffect, useState } from 'preact/hooks';
import { imposedSettings } from '../../core/policy';
import type { Preferences } from '../../core/preferences';
import type { Settings } from '../../core/settings';
import { type Imported, type ImportProblem, MAX_FILE_BYTES, parseImport } from '../../core/settings-file';
import { hasSetupCode } from '../../core/setup-code';
import { reportFromPage } from '../../messaging/report-from-page';
import { useLatest } from '../../ui/use-latest';
import type { SettingsForm } from '../bucket/use-settings-form';
import { usePolicy } from '../form/policy';
import { FIELDS, focusSave } from '../form/settings-field';

/** What became of a set-up code: used, the same as what is in force, shown to be confirmed, or why it can't be used. */
export type CodeOutcome = ImportProblem | 'used' | 'same' | 'shown';

/** Settings that come as a set-up code or as a file. */
export interface Import {
  /** Of the last code that was pasted or typed; null before the first. */
  readonly outcome: CodeOutcome | null;
  /** What waits for the user to confirm it. */
  readonly proposal: Imported | null;
  /** Why a file, or what a link brought, can't be used. */
  readonly problem: Exclude<CodeOutcome, 'used' | 'shown'> | null;
  /** Takes a text that may hold a code, and tells what became of it; null when it holds none. */
  readonly accept: (text: string) => CodeOutcome | null;
  readonly acceptFile: (file: File) => Promise<void>;
  /** To be called in the click itself: the browser may have to ask for access. */
  readonly confirm: () => void;
  readonly cancel: () => void;
}

interface ImportTarget {
  readonly form: SettingsForm;
  readonly stored: Settings | null;
  readonly isSaving: boolean;
  /** Saves what is in the form, and with it these preferences; null leaves those that there are. */
  readonly save: (preferences: Preferences | null) => void;
  readonly savePreferences: (preferences: Preferences) => void;
}

/**
 * Takes a set-up code that is pasted anywhere on the page, a file that is dropped or chosen, and a code in the page's address.
 * A code that a person pastes where nothing is configured is saved at once, in the same turn, since only then the browser
 * may ask for access. Everything else waits until the user has seen what it would change: an address comes from anywhere.
 */
export function useImport({ form, stored, isSaving, save, savePreferences }: ImportTarget): Import {
  const policy = usePolicy();
  const [outcome, setOutcome] = useState<CodeOutcome | null>(null);
  const [proposal, setProposal] = useState<Imported | null>(null);
  const [problem, setProblem] = useState<Import['problem']>(null);

  const isInForce = ({ settings, preferences }: Imported): boolean => {
    const wanted = settings && imposedSettings(settings, policy);
    return (
      preferences === null && wanted !== null && FIELDS.every(field => stored?.[field] === wanted[field])
    );
  };

  const use = (text: string): CodeOutcome => {
    setProposal(null);
    setProblem(null);
    const imported = parseImport(text);
    if (!imported.ok) return imported.problem;
    if (isInForce(imported)) return 'same';
    if (stored === null && !isSaving && imported.settings !== null) {
      form.change(imported.settings);
      save(null);
      return 'used';
    }
    setProposal(imported);
    return 'shown';
  };
  const accept = (text: string): CodeOutcome | null => {
    if (!hasSetupCode(text)) return null;
    const became = use(text);
    setOutcome(became);
    return became;
  };

  /** Never saves anything by itself. */
  const propose = (text: string): void => {
    const imported = parseImport(text);
    const isNew = imported.ok && !isInForce(imported);
    setOutcome(null);
    setProposal(isNew ? imported : null);
    setProblem(imported.ok ? (isNew ? null : 'same') : imported.problem);
  };
  const acceptFile = async (file: File): Promise<void> => {
    const isLarge = file.size > MAX_FILE_BYTES;
    const text = await (isLarge ? file.slice(0, 0) : file).text().catch(error => {
      reportFromPage('settings.read-file', error);
      return '';
    });
    propose(text);
  };

  const confirm = (): void => {
    if (proposal === null) return;
    const { settings, preferences } = proposal;
    setProposal(null);
    focusSave();
    if (settings === null) {
      if (preferences !== null) savePreferences(preferences);
      return;
    }
    form.change(settings);
    save(preferences);
  };

  const latest = useLatest({ accept, acceptFile, propose });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const became = latest.current.accept(event.clipboardData?.getData('text/plain') ?? '');
      // Of what is damaged, the field that it was pasted into keeps what there is.
      if (became !== null && !isCodeProblem(became)) event.preventDefault();
    };
    const onDrag = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      // The browser would open the file in the place of this page.
      event.preventDefault();
      const file = event.type === 'drop' ? event.dataTransfer.files[0] : undefined;
      if (file !== undefined) void latest.current.acceptFile(file);
    };
    const takeFromAddress = (): void => {
      if (!hasSetupCode(location.hash)) return;
      const text = location.hash.slice(1);
      // A code stays in no history.
      history.replaceState(null, '', location.pathname);
      latest.current.propose(text);
    };
    takeFromAddress();
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', onDrag);
    document.addEventListener('drop', onDrag);
    addEventListener('hashchange', takeFromAddress);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('dragover', onDrag);
      document.removeEventListener('drop', onDrag);
      removeEventListener('hashchange', takeFromAddress);
    };
  }, [latest]);

  return { outcome, proposal, problem, accept, acceptFile, confirm, cancel: () => setProposal(null) };
}

/** Whether nothing came of a code. */
export const isCodeProblem = (outcome: CodeOutcome): outcome is ImportProblem =>
  outcome !== 'used' && outcome !== 'same' && outcome !== 'shown';
