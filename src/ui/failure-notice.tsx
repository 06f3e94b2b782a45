import type { ComponentChildren } from 'preact';
import { type Failure, isFinal } from '../core/failure';
import { explainFailure, failureDetails } from '../i18n/failure-messages';
import { message } from '../i18n/message';
import type { TaskState } from './use-task';

interface FailureNoticeProps {
  readonly failure: Failure;
  /** Nothing failed: it only tells what else came of it. */
  readonly isNote?: boolean;
  /** Somebody else tells screen readers of it. */
  readonly isSilent?: boolean;
  /** Buttons such as "Try again". */
  readonly children?: ComponentChildren;
}

/** What happened, what to do next, and, folded away, what the server itself said. */
export function FailureNotice({ failure, isNote = false, isSilent = false, children }: FailureNoticeProps) {
  const { sentence, nextStep } = explainFailure(failure);
  const { forAdmin, forReport } = failureDetails(failure);
  return (
    <div
      class={isNote ? 'failure is-note' : 'failure'}
      role={isSilent ? undefined : isNote ? 'status' : 'alert'}
    >
      <p class="failure-sentence">{sentence}</p>
      <p>{nextStep}</p>
      <details>
        <summary>{message('failure_details')}</summary>
        {forAdmin !== '' && <p>{forAdmin}</p>}
        <code>{forReport}</code>
      </details>
      {children}
    </div>
  );
}

/** How something failed, if it did, with "Try again" where that can help. */
export function TaskFailure({ task }: { readonly task: Pick<TaskState, 'failure' | 'retry'> }) {
  if (task.failure === null) return null;
  return (
    <FailureNotice failure={task.failure}>
      {!isFinal(task.failure.code) && (
        <div class="failure-actions">
          <button type="button" class="button button-small" onClick={task.retry}>
            {message('try_again')}
          </button>
        </div>
      )}
    </FailureNotice>
  );
}
