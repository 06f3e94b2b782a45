import { formatBytes } from '../../i18n/format';
import { message } from '../../i18n/message';
import { memo } from '../../ui/memo';
import type { Addition, Additions } from '../adding/use-additions';
import { NameOf } from '../name-of';
import { Facts } from './facts';
import { RowButton } from './row-button';
import { RowFailure } from './row-failure';
import { albumNameOf } from './transfer-facts';
import { TrayRow } from './tray-row';

interface AdditionRowProps {
  readonly addition: Addition;
  readonly isTabStop: boolean;
  readonly retry: Additions['retry'];
  readonly dismiss: Additions['dismiss'];
}

/** A file that is being read, or could not be. */
export const AdditionRow = memo(({ addition, isTabStop, retry, dismiss }: AdditionRowProps) => {
  const { id, name, album, file, failure } = addition;
  const isReading = failure === null;
  return (
    <TrayRow
      id={id}
      state={isReading ? 'under-way' : 'failed'}
      isTabStop={isTabStop}
      fileName={name}
      name={<NameOf name={name} />}
      toAlbum={albumNameOf(album)}
      buttons={
        <>
          {!isReading && <RowButton does="try_again" onClick={() => retry(addition)} />}
          <RowButton does={isReading ? 'cancel' : 'dismiss'} onClick={() => dismiss(id)} />
        </>
      }
      below={!isReading && <RowFailure failure={failure} />}
    >
      <Facts facts={[message(isReading ? 'transfer_reading' : 'transfer_failed'), formatBytes(file.size)]} />
      {isReading && <progress aria-label={name} />}
    </TrayRow>
  );
});
