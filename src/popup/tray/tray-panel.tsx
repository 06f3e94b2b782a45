import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { ChevronIcon } from '../../ui/action-icons';
import { FailureNotice } from '../../ui/failure-notice';
import { TaskFailure } from '../../ui/task-failure';
import { useTask } from '../../ui/use-task';
import type { Additions } from '../adding/use-additions';
import { AdditionRow } from './addition-row';
import { TransferRow } from './transfer-row';
import { traySummary } from './tray-summary';
import type { Transfers } from './use-transfers';
import '../styles/tray.css';

export interface TrayProps {
  readonly watched: Transfers;
  readonly additions: Additions;
}

/** All that is on its way into the bucket. */
export function TrayPanel({ watched, additions }: TrayProps) {
  const transfers = watched.transfers ?? [];
  const clearing = useTask();
  const saved = transfers.filter(({ state }) => state === 'saved');
  const clear = (): void =>
    void clearing.run(async () => {
      await Promise.all(saved.map(({ id }) => call('transfers.dismiss', { id })));
    });
  const states = [
    ...additions.list.map(({ failure }) => (failure === null ? ('under-way' as const) : ('failed' as const))),
    ...transfers.map(({ state }) => state),
  ];
  return (
    <section class="tray" aria-label={message('transfers')}>
      <details open>
        <summary class="tray-summary">
          <ChevronIcon />
          <span>{traySummary(states)}</span>
        </summary>
        {saved.length > 0 && (
          <button
            type="button"
            class="button button-small button-quiet tray-clear"
            disabled={clearing.busy}
            onClick={clear}
          >
            {message('clear_finished')}
          </button>
        )}
        <TaskFailure task={clearing} />
        {watched.failure !== null && (
          <FailureNotice failure={watched.failure}>
            <div class="failure-actions">
              <button type="button" class="button button-small" onClick={watched.watchAgain}>
                {message('try_again')}
              </button>
            </div>
          </FailureNotice>
        )}
        <ul class="tray-list" aria-label={message('transfers')}>
          {additions.list.map(addition => (
            <AdditionRow key={addition.id} addition={addition} additions={additions} />
          ))}
          {transfers.map(transfer => (
            <TransferRow key={transfer.id} transfer={transfer} />
          ))}
        </ul>
      </details>
    </section>
  );
}
