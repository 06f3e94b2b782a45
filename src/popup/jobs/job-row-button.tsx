import type { ComponentChildren } from 'preact';
import { message } from '../../i18n/message';
import type { Task } from '../../ui/use-task';

interface RowButtonProps {
  readonly label: 'cancel' | 'try_again' | 'dismiss';
  /** What the row is about: part of the button's name for a screen reader, for there are several alike. */
  readonly subject: string;
  /** That of the row: while it is busy there is nothing to press. */
  readonly task: Task;
  readonly onClick: () => void;
  /** The icon. */
  readonly children: ComponentChildren;
}

/** What can be done with a job. */
export const JobRowButton = ({ label, subject, task, onClick, children }: RowButtonProps) => (
  <button
    type="button"
    class="icon-button"
    aria-label={`${message(label)}: ${subject}`}
    title={message(label)}
    disabled={task.busy}
    onClick={onClick}
  >
    {children}
  </button>
);
