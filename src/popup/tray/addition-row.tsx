import { message } from '../../i18n/message';
import { FailureNotice } from '../../ui/failure-notice';
import type { Addition, Additions } from '../adding/use-additions';
import { albumNameOf } from './transfer-facts';
import { TrayButton } from './tray-button';
import { TrayRow } from './tray-row';

interface AdditionRowProps {
  readonly addition: Addition;
  readonly additions: Additions;
}

/** A file that is being read, or could not be. */
export function AdditionRow({ addition, additions }: AdditionRowProps) {
  const { id, name, album, failure } = addition;
  return (
    <TrayRow
      state={failure === null ? 'under-way' : 'failed'}
      name={name}
      text={message(failure === null ? 'transfer_reading' : 'transfer_failed')}
      album={albumNameOf(album)}
      buttons={
        <TrayButton label={failure === null ? 'cancel' : 'dismiss'} onClick={() => additions.dismiss(id)} />
      }
    >
      {failure === null ? (
        <progress aria-label={name} />
      ) : (
        <FailureNotice failure={failure}>
          <div class="failure-actions">
            <button type="button" class="button button-small" onClick={() => additions.retry(addition)}>
              {message('try_again')}
            </button>
          </div>
        </FailureNotice>
      )}
    </TrayRow>
  );
}
