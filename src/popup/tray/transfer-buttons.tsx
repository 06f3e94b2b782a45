import { type FailureCode, isFinal } from '../../core/failure';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';
import type { Task } from '../../ui/use-task';
import { useApp } from '../model/app-context';
import { copyPhotoLink } from '../model/photo-links';
import { RowActionButton, TrayRowButton, useTrayRow } from './row-parts';
import { retryTransfer } from './transfer-failures';

interface TransferButtonsProps {
  readonly transfer: TransferView;
  readonly task: Task;
}

/** What can be done about a transfer, in the state that it is in. The last one takes it off the list. */
export function TransferButtons({ transfer, task }: TransferButtonsProps) {
  const app = useApp();
  const { tabIndex, nameId } = useTrayRow();
  const { id, state, key, failure } = transfer;
  const ask = (name: 'pause' | 'resume' | 'cancel' | 'dismiss') => (): void =>
    void task.run(async () => void (await call(`transfers.${name}`, { id })));
  switch (state) {
    case 'under-way':
    case 'paused': {
      const turn = state === 'paused' ? 'resume' : 'pause';
      return (
        <>
          <TrayRowButton key="pause" action={turn} disabled={task.busy} onClick={ask(turn)} />
          <TrayRowButton key="close" action="cancel" onClick={ask('cancel')} />
        </>
      );
    }
    case 'choosing-album':
      return (
        <>
          <button
            key="choose"
            type="button"
            class="button button-small tray-control"
            data-action="choose"
            aria-describedby={nameId}
            tabIndex={tabIndex}
            onClick={() => app.navigate({ view: 'choose', transfers: [id], isNew: false })}
          >
            {message('choose_album')}
          </button>
          <TrayRowButton key="close" action="cancel" onClick={ask('cancel')} />
        </>
      );
    case 'failed':
      return (
        <>
          {failure !== null && failure.code !== NEEDS_ACCESS && !isFinal(failure.code) && (
            <TrayRowButton
              key="retry"
              action="try_again"
              disabled={task.busy}
              onClick={() => void task.run(() => retryTransfer(transfer))}
            />
          )}
          <TrayRowButton key="close" action="dismiss" onClick={ask('dismiss')} />
        </>
      );
    case 'saved':
      return (
        <>
          {key !== null && (
            <TrayRowButton
              key="link"
              action="copy_link"
              onClick={() => void task.run(() => copyPhotoLink(key, app))}
            />
          )}
          <TrayRowButton key="close" action="dismiss" onClick={ask('dismiss')} />
        </>
      );
  }
}

const NEEDS_ACCESS: FailureCode = 'source-needs-permission';

/** Where only access to a picture's site is missing: asks for it, in the click, and saves the picture. */
export const AllowAccessButton = ({ transfer, task }: TransferButtonsProps) =>
  transfer.failure?.code === NEEDS_ACCESS && (
    <RowActionButton
      action="allow_and_save"
      disabled={task.busy}
      onClick={() => void task.run(() => retryTransfer(transfer))}
    />
  );

interface ChoiceButtonProps {
  /** The transfer's. */
  readonly id: string;
  readonly task: Task;
}

/** The last resort for a picture that was not to be had: as the screen shows it. */
export const UseScreenButton = ({ id, task }: ChoiceButtonProps) => (
  <RowActionButton
    action="ladder_use_screen"
    disabled={task.busy}
    onClick={() => void task.run(async () => void (await call('transfers.use-screen', { id })))}
  />
);

/** A picture whose place can't be removed is stored with it only if that is wanted. */
export const KeepLocationButton = ({ id, task }: ChoiceButtonProps) => (
  <RowActionButton
    action="save_as_is"
    disabled={task.busy}
    onClick={() => void task.run(async () => void (await call('transfers.keep-location', { id })))}
  />
);
