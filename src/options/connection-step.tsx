import type { Failure } from '../core/failure';
import type { Settings } from '../core/settings';
import { message } from '../i18n/message';
import { policyForAction } from '../setup/guest-policy';
import { FailureNotice } from '../ui/failure-notice';
import { NOTE_TEXTS, STATE_TEXTS, STEP_TEXTS } from './connection-step-texts';
import { CopyableJson } from './copyable-json';
import type { StepResult } from './use-connection-test';

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
      <CopyableJson value={policyForAction(settings, failure.detail['action'] ?? '')} label="copy_policy" />
    </div>
  );
}
