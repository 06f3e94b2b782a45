import { message } from '../i18n/message';
import { FailureNotice } from './failure-notice';
import type { Loading } from './use-task';

/** How something failed, if it did, with "Try again". */
export function TaskFailure({ task }: { readonly task: Pick<Loading, 'failure' | 'again'> }) {
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
