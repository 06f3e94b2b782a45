import type { ConnectionNote, ConnectionStepName } from '../core/connection-step';
import { explainFailure } from '../i18n/failure-messages';
import { formatDuration } from '../i18n/format';
import { type MessageKey, message, plural } from '../i18n/message';
import type { ConnectionRun, StepResult } from './run';

/** What each step is called. */
export const stepName = (step: ConnectionStepName): string => message(`connection_step_${step}`);

export const STATE_TEXTS: { readonly [State in StepResult['state']]: MessageKey } = {
  waiting: 'connection_state_waiting',
  running: 'connection_state_running',
  passed: 'connection_state_passed',
  degraded: 'connection_state_degraded',
  failed: 'connection_state_failed',
  skipped: 'connection_state_skipped',
};

export const NOTE_TEXTS: { readonly [Note in ConnectionNote]: MessageKey } = {
  'names-not-refused': 'connection_note_overwrites',
  'deletions-not-refused': 'connection_note_deletes',
  'checksum-not-verified': 'connection_note_checksum',
  'checksums-refused': 'connection_note_checksums_refused',
  'deletions-one-by-one': 'connection_note_single_deletions',
  'no-part-copies': 'connection_note_no_part_copies',
  'list-from-start': 'connection_note_list_from_start',
  'names-garbled': 'connection_note_names_garbled',
  'clock-off': 'connection_note_clock',
  'outside-list': 'connection_note_outside_list',
  'outside-read': 'connection_note_outside_read',
  'outside-write': 'connection_note_outside_write',
  'public-read': 'connection_note_public',
  'cors-missing': 'connection_note_cors_missing',
  'cors-hides-headers': 'connection_note_cors_hides',
  'path-style': 'connection_note_path_style',
  'region-untold': 'connection_note_region_untold',
  'versions-off': 'connection_note_versions_off',
  'versions-missing': 'connection_note_versions_missing',
  'whole-bucket': 'connection_note_whole_bucket',
};

/** A note in the browser's language. */
export const noteText = (note: ConnectionNote, { facts }: Pick<StepResult, 'facts'>): string =>
  message(NOTE_TEXTS[note], formatDuration(Math.abs(Number(facts['seconds'] ?? 0))));

export const stateText = ({ state }: Pick<StepResult, 'state'>): string => message(STATE_TEXTS[state]);

/** What a step does, or what it would have needed. */
export const aboutText = ({ step, because }: Pick<StepResult, 'step' | 'because'>): string =>
  because === null
    ? message(`connection_step_${step}_about`)
    : message('connection_because', stepName(because));

/** Why a step did not pass: the failure, and what was found. */
export const findingsOf = (result: StepResult): readonly string[] => [
  ...(result.failure === null ? [] : [explainFailure(result.failure).sentence]),
  ...result.notes.map(note => noteText(note, result)),
];

/** Where one of these fails, nothing can be saved. */
const SAVING: readonly ConnectionStepName[] = [
  'pool',
  'credentials',
  'keys',
  'region',
  'list',
  'write',
  'multipart',
  'cors',
];

/** How the whole test stands. */
export interface Verdict {
  /** `failed`: nothing can be saved; `partly`: pictures can, but something else fails; `degraded`: there is something to know. */
  readonly kind: 'failed' | 'partly' | 'degraded' | 'passed';
  /** The sentence for what failed; empty where nothing did. */
  readonly why: string;
  /** How many things there are to know. */
  readonly notes: number;
  /** Whether the browser keeps Shoebox from the bucket's host. */
  readonly isUnreachable: boolean;
}

/** What a test that is over has come to, by its worst step. */
export function verdictOf({ steps }: Pick<ConnectionRun, 'steps'>): Verdict {
  const failed = steps.filter(({ state }) => state === 'failed');
  // The browser's part explains what the others only show: that nothing answers.
  const cause = failed.findLast(({ step }) => step === 'cors') ?? failed[0];
  const degraded = steps.filter(({ state }) => state === 'degraded');
  const notes = new Set<string>(
    degraded.flatMap(({ step, notes }) => (notes.length > 0 ? [...notes] : [step])),
  ).size;
  const isSavingKept = failed.every(({ step }) => !SAVING.includes(step));
  return {
    kind: cause === undefined ? (notes > 0 ? 'degraded' : 'passed') : isSavingKept ? 'partly' : 'failed',
    why: cause === undefined ? '' : (findingsOf(cause)[0] ?? ''),
    notes,
    isUnreachable: cause?.step === 'cors' && cause.notes.includes('cors-missing'),
  };
}

/** How the whole test stands, in one sentence. */
export function summaryOf(run: ConnectionRun, unsaved: boolean): string {
  if (run.running) return message('connection_running');
  if (run.failure !== null || run.steps.every(({ state }) => state === 'skipped')) return '';
  const { kind, why, notes } = verdictOf(run);
  switch (kind) {
    case 'failed':
      return message('connection_cant_save', why);
    case 'partly':
      return message('connection_partly', why);
    case 'degraded':
      return plural('connection_degraded', notes);
    case 'passed':
      return message(unsaved ? 'connection_passed_unsaved' : 'connection_passed');
  }
}
