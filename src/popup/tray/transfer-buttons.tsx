import { type Failure, type FailureCode, isFinal } from '../../core/failure';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';
import type { Task } from '../../ui/use-task';
import { useApp } from '../model/app-context';
import { copyPhotoLink } from '../model/photo-links';
import { RowActionButton, TrayRowButton, useTrayRow } from './row-parts';
import { askForEach, retryTransfers } from './transfer-failures';

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
          {failure !== null && canTryAgain(failure) && (
            <TrayRowButton
              key="retry"
              action="try_again"
              disabled={task.busy}
              onClick={() => void task.run(() => retryTransfers([transfer]))}
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

/** Whether trying again may help; where access is missing, {@link ChoiceButtons} ask for that. */
export const canTryAgain = ({ code }: Failure): boolean => code !== NEEDS_ACCESS && !isFinal(code);

interface ChoiceButtonsProps {
  /** They failed, for one reason. */
  readonly transfers: readonly TransferView[];
  readonly task: Task;
}

/** What else can be done with pictures that could not be saved as was wanted. */
export function ChoiceButtons({ transfers, task }: ChoiceButtonsProps) {
  const failedFor = (code: FailureCode) => transfers.filter(({ failure }) => failure?.code === code);
  const choice = (
    action: 'allow_and_save' | 'ladder_use_screen' | 'save_as_is',
    some: readonly TransferView[],
    work: () => Promise<void>,
  ) =>
    some.length > 0 && (
      <RowActionButton action={action} disabled={task.busy} onClick={() => void task.run(work)} />
    );
  const refused = failedFor(NEEDS_ACCESS);
  const onScreen = transfers.filter(({ canUseScreen }) => canUseScreen);
  const located = failedFor('location-not-removed');
  return (
    <>
      {/* Asks for the access in the click. */}
      {choice('allow_and_save', refused, () => retryTransfers(refused))}
      {choice('ladder_use_screen', onScreen, () => askForEach('use-screen', onScreen))}
      {choice('save_as_is', located, () => askForEach('keep-location', located))}
    </>
  );
}
