import { formatBytes } from '../../i18n/format';
import { message } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import { memo } from '../../ui/memo';
import type { Addition } from '../adding/add-files';
import type { Additions } from '../adding/use-additions';
import { Facts, RowActionButton, RowFailure, TrayRowButton } from './row-parts';

import { albumNameOf } from './transfer-facts';
import { TrayRow } from './tray-row';

interface AdditionRowProps {
  readonly addition: Addition;
  readonly isTabStop: boolean;
  /** Why it failed is said above it, for several. */
  readonly isExplained: boolean;
  readonly retry: Additions['retry'];
  readonly dismiss: Additions['dismiss'];
}

/** A file that is being read, or could not be. */
export const AdditionRow = memo(({ addition, isTabStop, isExplained, retry, dismiss }: AdditionRowProps) => {
  const { id, name, album, file, failure } = addition;
  const isReading = failure === null;
  return (
    <TrayRow
      id={id}
      state={isReading ? 'under-way' : 'failed'}
      isTabStop={isTabStop}
      fileName={name}
      name={<Bdi name={name} />}
      toAlbum={albumNameOf(album)}
      buttons={
        <>
          {!isReading && <TrayRowButton action="try_again" onClick={() => retry(addition)} />}
          <TrayRowButton action={isReading ? 'cancel' : 'dismiss'} onClick={() => dismiss(id)} />
        </>
      }
      below={
        !isReading &&
        !isExplained && (
          <RowFailure failure={failure}>
            {failure.code === 'location-not-removed' && (
              <RowActionButton
                action="save_as_is"
                onClick={() => retry({ ...addition, keepsLocation: true })}
              />
            )}
          </RowFailure>
        )
      }
    >
      <Facts facts={[message(isReading ? 'transfer_reading' : 'transfer_failed'), formatBytes(file.size)]} />
      {isReading && <progress aria-label={name} />}
    </TrayRow>
  );
});
