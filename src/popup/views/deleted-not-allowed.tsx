import browser from 'webextension-polyfill';
import type { Failure } from '../../core/failure';
import { message } from '../../i18n/message';
import type { TaskState } from '../../ui/use-task';
import { EmptyState } from '../page/empty-state';

/** What the policy must allow to find what was deleted, and to copy it back. */
const LIST_ACTION = 's3:ListBucketVersions';
const READ_ACTION = 's3:GetObjectVersion';

/** Whether guests may do all that Shoebox needs, but not this. */
export const isNotAllowed = (failure: Failure | null): boolean =>
  failure?.code === 'access-denied' && failure.detail['action'] === LIST_ACTION;

/** Where a person has not let guests see what was deleted: which permission that takes, and where it is ready to paste. */
export const NotAllowed = ({ task }: { readonly task: TaskState }) => (
  <EmptyState
    title={message('deleted_denied')}
    text={message('deleted_denied_next', LIST_ACTION, READ_ACTION)}
  >
    <div class="deleted-denied-buttons">
      <button
        type="button"
        class="button button-primary"
        onClick={() => void browser.runtime.openOptionsPage()}
      >
        {message('options')}
      </button>
      <button type="button" class="button" disabled={task.busy} onClick={task.retry}>
        {message('try_again')}
      </button>
    </div>
  </EmptyState>
);
