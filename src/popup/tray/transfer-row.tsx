import { explain } from '../../i18n/explain';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';
import { FailureNotice } from '../../ui/failure-notice';
import { memo } from '../../ui/memo';
import { TaskFailure } from '../../ui/task-failure';
import { useTask } from '../../ui/use-task';
import { useApp } from '../app-context';
import { retryTransfer } from './retry-transfer';
import { albumNameOf, stateText } from './transfer-facts';
import { TrayButton } from './tray-button';
import { TrayRow } from './tray-row';

/** A transfer in the tray. */
export const TransferRow = memo(({ transfer }: { readonly transfer: TransferView }) => {
  const { navigate } = useApp();
  const task = useTask();
  const { id, state, failure, note } = transfer;
  const isOver = state === 'saved' || state === 'failed';
  const close = (): void =>
    void task.run(() => call(isOver ? 'transfers.dismiss' : 'transfers.cancel', { id }).then(() => {}));
  const retry = (): void => void task.run(() => retryTransfer(transfer));
  const choose = (): void => navigate({ view: 'choose', transfer: id, isNew: false });
  return (
    <TrayRow
      state={state}
      name={transfer.name}
      text={stateText(transfer)}
      album={albumNameOf(transfer.album)}
      buttons={
        <>
          {state === 'choosing-album' && (
            <button type="button" class="button button-small" onClick={choose}>
              {message('choose_album')}
            </button>
          )}
          <TrayButton label={isOver ? 'dismiss' : 'cancel'} onClick={close} />
        </>
      }
    >
      {state === 'under-way' && <TransferProgress transfer={transfer} />}
      {state === 'failed' && failure !== null && (
        <FailureNotice failure={failure}>
          <div class="failure-actions">
            <button type="button" class="button button-small" disabled={task.busy} onClick={retry}>
              {message('try_again')}
            </button>
          </div>
        </FailureNotice>
      )}
      {state === 'saved' && note !== null && (
        <p class="tray-note">
          {explain(note).sentence} {explain(note).nextStep}
        </p>
      )}
      <TaskFailure task={task} />
    </TrayRow>
  );
});

function TransferProgress({ transfer }: { readonly transfer: TransferView }) {
  const { bytes, uploaded, name } = transfer;
  // Of an empty file there is nothing to measure.
  return bytes === null || bytes.size === 0 ? (
    <progress aria-label={name} />
  ) : (
    <progress aria-label={name} max={bytes.size} value={uploaded} />
  );
}
