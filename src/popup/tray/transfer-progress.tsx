import { message } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import { AlbumLink } from './album-link';
import { Facts } from './facts';
import { RetryCountdown } from './retry-countdown';
import { albumNameOf, progressFacts, retryReason, savedFacts, waitingText } from './transfer-facts';

/** Where a transfer stands, and how far it is. The album of one that goes on stands beside its name. */
export function TransferProgress({ transfer }: { readonly transfer: TransferView }) {
  const { state, album, outcome, waiting } = transfer;
  const albumName = albumNameOf(album);
  const albumLink = albumName !== '' && album !== null && (
    <AlbumLink key="album" prefix={album} name={albumName} isThere={state === 'saved'} />
  );
  if (state === 'saved')
    return <Facts facts={[savedText(outcome), albumLink, ...savedFacts(transfer, Date.now())]} />;
  if (state === 'failed') return <Facts facts={[message('transfer_failed'), albumLink]} />;
  return (
    <>
      <Facts
        facts={[
          waitingText(transfer),
          ...progressFacts(transfer),
          waiting?.kind === 'retry' && <RetryCountdown key="retry" at={waiting.at} />,
        ]}
      />
      {waiting?.kind === 'retry' && <p class="tray-note">{retryReason(waiting.reason)}</p>}
      {state !== 'choosing-album' && waiting?.kind !== 'turn' && <ProgressBar transfer={transfer} />}
    </>
  );
}

const savedText = (outcome: TransferView['outcome']) =>
  outcome === 'already-there' ? (
    <span title={message('transfer_already_there_title')}>{message('transfer_already_there')}</span>
  ) : (
    message('transfer_saved')
  );

function ProgressBar({ transfer: { bytes, uploaded, name, waiting } }: { readonly transfer: TransferView }) {
  // While the picture is fetched, and of an empty file, there is nothing to measure.
  const isMeasured = bytes !== null && bytes.size > 0;
  const isStanding = waiting !== null;
  if (!isMeasured && isStanding) return null;
  return isMeasured ? (
    <progress aria-label={name} data-standing={isStanding} max={bytes.size} value={uploaded} />
  ) : (
    <progress aria-label={name} />
  );
}
