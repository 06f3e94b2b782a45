import { message } from '../../i18n/message';
import { Dialog } from '../../ui/dialog';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import '../../ui/dialog.css';

interface ForgetKeyDialogProps {
  /** Forgets the key; what it rejects with is shown. */
  readonly onForget: () => Promise<void>;
  readonly onClose: () => void;
}

/** Says what is lost with the key, and on "Forget" has it forgotten. */
export function ForgetKeyDialog({ onForget, onClose }: ForgetKeyDialogProps) {
  const task = useTask();
  return (
    <Dialog title={message('key_forget_title')} onClose={onClose}>
      <div class="dialog-body">
        <p>{message('key_forget_text')}</p>
        <TaskFailure task={task} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {message('cancel')}
          </button>
          <button
            type="button"
            class="button button-danger"
            disabled={task.busy}
            onClick={() => void task.run(onForget)}
          >
            {message('key_forget')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
