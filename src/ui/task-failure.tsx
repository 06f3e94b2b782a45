import { message } from '../i18n/message';
import { FailureNotice } from './failure-notice';
import type { TaskState } from './use-task';

/** How something failed, if it did, with "Try again". */
export function TaskFailure({ task }: { readonly task: Pick<TaskState, 'failure' | 'retry'> }) {
  if (task.failure === null) return null;
  return (
    <FailureNotice failure={task.failure}>
      <div class="failure-actions">
        <button type="button" class="button button-small" onClick={task.retry}>
          {message('try_again')}
        </button>
      </div>
    </FailureNotice>
  );
}
