import { message } from '../i18n/message';
import { FailureNotice } from './failure-notice';
import type { Task } from './use-task';

/** How a task failed, if it did, with "Try again". */
export function TaskFailure({ task }: { readonly task: Task }) {
  if (task.failure === null) return null;
  return (
    <FailureNotice failure={task.failure}>
      <div class="failure-actions">
        <button type="button" class="button button-small" onClick={task.again}>
          {message('try_again')}
        </button>
      </div>
    </FailureNotice>
  );
}
