import { useCallback, useRef } from 'preact/hooks';
import type { Failure } from '../../core/failure';
import { isUnderWay } from '../../core/transfer';
import { explainFailure } from '../../i18n/failure-messages';
import { message } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { memo } from '../../ui/memo';
import { type Task, useTask } from '../../ui/use-task';
import { openPhoto } from '../model/photo-links';
import { RowFailure, useTrayRow } from './row-parts';
import { ChoiceButtons, TransferButtons } from './transfer-buttons';
import { albumNameOf } from './transfer-facts';
import { reportFailureSeen, SEEN_MS } from './transfer-failures';
import { TransferProgress } from './transfer-progress';
import { TrayRow } from './tray-row';

import { useTransferThumbnail } from './use-transfer-thumbnail';
import { useVisibleFor } from './use-visible-for';

interface TransferRowProps {
  readonly transfer: TransferView;
  readonly isTabStop: boolean;
  /** Why it failed is said above it, for several. */
  readonly isExplained: boolean;
}

/** A transfer in the tray. */
export const TransferRow = memo(({ transfer, isTabStop, isExplained }: TransferRowProps) => {
  const { id, state, name, failure, endedAt, note } = transfer;
  const task = useTask();
  const place = useRef<HTMLSpanElement>(null);
  const { url, onBroken } = useTransferThumbnail(place, transfer);
  const seen = useCallback(() => reportFailureSeen(id, endedAt), [id, endedAt]);
  useVisibleFor(place, SEEN_MS, state === 'failed' ? seen : null);
  return (
    <TrayRow
      id={id}
      state={state}
      isTabStop={isTabStop}
      fileName={name}
      name={transfer.key === null ? <Bdi name={name} /> : <PhotoName transfer={transfer} task={task} />}
      toAlbum={isUnderWay(transfer) || state === 'paused' ? albumNameOf(transfer.album) : ''}
      picture={url}
      onPictureBroken={onBroken}
      pictureRef={place}
      buttons={<TransferButtons transfer={transfer} task={task} />}
      below={
        <>
          {state === 'failed' && failure !== null && !isExplained && (
            <RowFailure failure={failure}>
              <ChoiceButtons transfers={[transfer]} task={task} />
            </RowFailure>
          )}
          {state === 'saved' && note !== null && <RowNote note={note} />}
          <TaskFailure task={task} />
        </>
      }
    >
      <TransferProgress transfer={transfer} />
    </TrayRow>
  );
});

/** What could not be done although the picture is saved. */
const RowNote = ({ note }: { readonly note: Failure }) => (
  <p class="tray-note tray-below">
    {explainFailure(note).sentence} {explainFailure(note).nextStep}
  </p>
);

interface PhotoNameProps {
  readonly transfer: Pick<TransferView, 'key' | 'name'>;
  readonly task: Task;
}

/** The name of a photo that is in the bucket: opens it. */
function PhotoName({ transfer: { key, name }, task }: PhotoNameProps) {
  const { tabIndex } = useTrayRow();
  const open = (): void => void task.run(async () => (key === null ? undefined : openPhoto(key)));
  return (
    <button
      type="button"
      class="link-button tray-control"
      data-action="open"
      title={message('open_photo', name)}
      tabIndex={tabIndex}
      onClick={open}
    >
      <Bdi name={name} />
    </button>
  );
}
