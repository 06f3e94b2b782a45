import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { Task } from '../../ui/use-task';
import { useTrayRow } from './row-context';

interface UseScreenButtonProps {
  /** The transfer's. */
  readonly id: string;
  readonly task: Task;
}

/** The last resort for a picture that was not to be had: as the screen shows it. */
export function UseScreenButton({ id, task }: UseScreenButtonProps) {
  const { tabIndex, nameId } = useTrayRow();
  const press = (): void => void task.run(async () => void (await call('transfers.use-screen', { id })));
  return (
    <button
      type="button"
      class="button button-small tray-control"
      data-does="use_screen"
      aria-describedby={nameId}
      tabIndex={tabIndex}
      aria-disabled={task.busy}
      onClick={task.busy ? undefined : press}
    >
      {message('ladder_use_screen')}
    </button>
  );
}
