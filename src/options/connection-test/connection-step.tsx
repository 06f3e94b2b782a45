import { type RemedyChange, remediesOf } from '../../connection/remedies';
import { RemedyView } from '../../connection/remedy-view';
import type { StepResult } from '../../connection/run';
import { aboutText, noteText, stateText, stepName } from '../../connection/texts';
import type { Settings } from '../../core/settings';
import { message } from '../../i18n/message';
import { Copyable } from '../../ui/copyable';
import { FailureNotice } from '../../ui/failure-notice';

interface ConnectionStepItemProps {
  readonly result: StepResult;
  /** The settings that were tested. */
  readonly settings: Settings;
  /** Whether what AWS does not allow stands above the steps, all together. */
  readonly isMissingTold: boolean;
  /** Whether what there is to know or to do is seen at once. */
  readonly isOpen: boolean;
  readonly onChange: (change: RemedyChange) => void;
}

/** One step of the test in a line; what there is to know or to do below it. */
export function ConnectionStepItem({
  result,
  settings,
  isMissingTold,
  isOpen,
  onChange,
}: ConnectionStepItemProps) {
  const { step, state, failure, notes, facts } = result;
  const identity = facts['identity'] ?? '';
  const isTold = isMissingTold && failure?.code === 'access-denied' && step !== 'versions';
  const remedies = isTold ? [] : remediesOf(result, settings, location.origin);
  const hasMore = failure !== null || notes.length > 0 || identity !== '';
  const line = (
    <>
      <span class="step-mark" aria-hidden="true" />
      <span class="step-name">{stepName(step)}</span> <span class="step-about">{aboutText(result)}</span>{' '}
      <span class="step-state">{stateText(result)}</span>
    </>
  );
  return (
    <li class={`step step-${state}`}>
      {hasMore ? (
        <details open={isOpen}>
          <summary class="step-line">{line}</summary>
          <div class="step-more">
            {identity !== '' && <Identity id={identity} access={settings.access} />}
            {notes.map(note => (
              <p key={note}>{noteText(note, result)}</p>
            ))}
            {failure !== null && state !== 'skipped' && (
              <FailureNotice failure={failure} isNote={state === 'degraded'} isSilent />
            )}
            {step === 'delete' && failure !== null && <p>{message('connection_left_behind')}</p>}
            {remedies.map((remedy, index) => (
              // Their order is fixed, and they have nothing else to be known by.
              <RemedyView
                key={index}
                remedy={remedy}
                onChange={onChange}
                {...(remedy.paste?.label === 'copy_policy' && { copyLabel: 'finding_copy' })}
              />
            ))}
          </div>
        </details>
      ) : (
        <div class="step-line">{line}</div>
      )}
    </li>
  );
}

/** Who AWS takes this browser for: no secret, and what AWS's logs name. */
function Identity({ id, access }: { readonly id: string; readonly access: Settings['access'] }) {
  return (
    <>
      <p>{message(access === 'guest' ? 'connection_fact_guest' : 'connection_fact_user')}</p>
      <Copyable value={id} label="connection_copy_identity" name="connection_fact_identity" rows={1} />
    </>
  );
}
