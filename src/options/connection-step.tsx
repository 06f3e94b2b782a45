import type { Failure } from '../core/failure';
import type { Settings } from '../core/settings';
import type { MessageKey } from '../i18n/message';
import { message } from '../i18n/message';
import type { ConnectionNote } from '../messaging/protocol';
import { policyForAction } from '../setup/guest-policy';
import { FailureNotice } from '../ui/failure-notice';
import { Copyable } from './copyable';
import type { StepName, StepResult } from './use-connection-test';

/** What each step is called and does. */
export const STEP_TEXTS: {
  readonly [Name in StepName]: { readonly name: MessageKey; readonly about: MessageKey };
} = {
  identity: { name: 'connection_step_identity', about: 'connection_step_identity_about' },
  credentials: { name: 'connection_step_credentials', about: 'connection_step_credentials_about' },
  list: { name: 'connection_step_list', about: 'connection_step_list_about' },
  write: { name: 'connection_step_write', about: 'connection_step_write_about' },
  read: { name: 'connection_step_read', about: 'connection_step_read_about' },
  conditions: { name: 'connection_step_conditions', about: 'connection_step_conditions_about' },
  delete: { name: 'connection_step_delete', about: 'connection_step_delete_about' },
};

export const STATE_TEXTS: { readonly [State in StepResult['state']]: MessageKey } = {
  waiting: 'connection_state_waiting',
  running: 'connection_state_running',
  passed: 'connection_state_passed',
  failed: 'connection_state_failed',
  skipped: 'connection_state_skipped',
};

export const NOTE_TEXTS: { readonly [Note in ConnectionNote]: MessageKey } = {
  'names-not-refused': 'connection_note_overwrites',
  'deletions-not-refused': 'connection_note_deletes',
};

interface ConnectionStepItemProps {
  readonly result: StepResult;
  /** The settings that were tested. */
  readonly settings: Settings;
  readonly onRegion: (region: string) => void;
}

/** One step of the test: its name, what it does, how it went, what to know of it and, when it failed, what to do. */
export function ConnectionStepItem({ result, settings, onRegion }: ConnectionStepItemProps) {
  const { step, state, failure, notes } = result;
  return (
    <li class={`step step-${state}`}>
      <div class="step-line">
        <span class="step-mark" aria-hidden="true" />
        <span class="step-name">{message(STEP_TEXTS[step].name)}</span>{' '}
        <span class="step-about">{message(STEP_TEXTS[step].about)}</span>{' '}
        <span class="step-state">{message(STATE_TEXTS[state])}</span>
      </div>
      {notes.map(note => (
        <p key={note} class="notice step-note">
          {message(NOTE_TEXTS[note])}
        </p>
      ))}
      {failure !== null && (
        <FailureNotice failure={failure}>
          <Remedy failure={failure} settings={settings} onRegion={onRegion} />
        </FailureNotice>
      )}
    </li>
  );
}

interface RemedyProps extends Pick<ConnectionStepItemProps, 'settings' | 'onRegion'> {
  readonly failure: Failure;
}

/** What can be done about a failure right here, where there is such a thing. */
function Remedy({ failure, settings, onRegion }: RemedyProps) {
  const region = failure.detail['region'];
  if (failure.code === 'wrong-region' && region !== undefined && region !== '') {
    return (
      <div class="remedy">
        <button type="button" class="button" onClick={() => onRegion(region)}>
          {message('connection_use_region', region)}
        </button>
      </div>
    );
  }
  if (failure.code !== 'access-denied') return null;
  return (
    <div class="remedy">
      <p>{message('connection_missing_policy')}</p>
      <Copyable
        value={policyForAction(settings, failure.detail['action'] ?? '', failure.detail['resource'])}
        label="copy_policy"
      />
    </div>
  );
}
