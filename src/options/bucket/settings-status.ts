import type { ConnectionRun } from '../../connection/run';
import { summaryOf, verdictOf } from '../../connection/texts';
import type { Settings } from '../../core/settings';
import { message, plural, uiLanguage } from '../../i18n/message';
import { hostsOf } from './use-host-access';

/** How the settings stand: the one answer to "is it saved, and does it work?". */
export interface SettingsStatus {
  readonly mood: 'plain' | 'good' | 'warning' | 'bad';
  readonly title: string;
  /** What it means, or what to do next; empty where the title says all. */
  readonly text: string;
  /** The host that the browser should be asked for; null where that helps nothing. */
  readonly allow: Settings | null;
}

/** What the status is made of. */
export interface StatusFacts {
  /** The settings for which the browser’s question is open. */
  readonly pending: Settings | null;
  readonly isSaving: boolean;
  /** Save was pressed last, and fields are wrong. */
  readonly isRefused: boolean;
  /** Nothing else is wrong than that no access key was entered, as after a set-up code. */
  readonly isKeyLacking: boolean;
  /** Save was pressed last, and what the fields say is stored. */
  readonly isSaved: boolean;
  /** The fields say something else than what is stored. */
  readonly isUnsaved: boolean;
  /** The last test of what the fields say; null where there is none. */
  readonly run: ConnectionRun | null;
  /** The settings whose hosts the browser keeps from Shoebox. */
  readonly missing: Settings | null;
  /** What is stored works once access keys are entered for it. */
  readonly needsKeys: boolean;
  /** What is stored works once the user has signed in. */
  readonly needsSignIn: boolean;
}

const hostNames = (settings: Settings): string => new Intl.ListFormat(uiLanguage()).format(hostsOf(settings));

const status = (
  mood: SettingsStatus['mood'],
  title: string,
  text = '',
  allow: Settings | null = null,
): SettingsStatus => ({ mood, title, text, allow });

/** What to do with a bucket that works. */
const firstPicture = (): string => message('save_done_next', message('menu_save'));

/** The status; null while nothing is to be said. */
export function settingsStatus(facts: StatusFacts): SettingsStatus | null {
  const { pending, isSaving, isRefused, isSaved, run, missing, needsKeys, needsSignIn } = facts;
  if (pending !== null) return status('plain', message('save_asking', hostNames(pending)));
  if (isSaving) return status('plain', message('save_saving'));
  if (isRefused && facts.isKeyLacking) return status('warning', message('save_lacks_key'));
  if (isRefused) return status('bad', message('save_invalid'));
  if (needsKeys) return status('warning', message('keys_needed_title'), message('keys_needed_text'));
  if (run !== null) return isSaved ? ofSaved(run, missing) : ofTest(run, facts);
  if (missing !== null)
    return status(
      'warning',
      isSaved ? message('save_unreachable') : message('access_missing', hostNames(missing)),
      message('access_missing_consequence'),
      missing,
    );
  if (!isSaved) return null;
  return needsSignIn
    ? status('warning', message('save_signed_out'), message('save_done_sign_in'))
    : status('good', message('save_done'), firstPicture());
}

/** After Save, which has tested what it saved. */
function ofSaved(run: ConnectionRun, missing: Settings | null): SettingsStatus {
  if (run.running) return status('plain', message('save_testing'));
  // A test that broke off, or ended before it stored anything, knows of nothing that works.
  const isWhole =
    run.failure === null && run.steps.some(({ step, state }) => step === 'write' && state !== 'skipped');
  if (!isWhole && run.steps.every(({ state }) => state !== 'failed'))
    return status('warning', message('save_untested'));
  const { kind, why, notes, isUnreachable } = verdictOf(run);
  switch (kind) {
    case 'failed':
      return isUnreachable && missing !== null
        ? status(
            'warning',
            message('save_unreachable'),
            `${message('access_missing', hostNames(missing))} ${message('access_missing_consequence')}`,
            missing,
          )
        : status('bad', message('save_not_working'), why);
    case 'partly':
      return status('warning', message('save_partly'), why);
    case 'degraded':
      return status('good', plural('save_working_notes', notes), firstPicture());
    case 'passed':
      return status('good', message('save_working'), firstPicture());
  }
}

const MOODS = { failed: 'bad', partly: 'warning', degraded: 'good', passed: 'good' } as const;

/** After a test alone. */
function ofTest(run: ConnectionRun, { isUnsaved, missing }: StatusFacts): SettingsStatus | null {
  const title = summaryOf(run, isUnsaved);
  if (run.running) return status('plain', title);
  if (title === '') return null;
  const { kind, isUnreachable } = verdictOf(run);
  return status(MOODS[kind], title, '', isUnreachable ? missing : null);
}
