import { useEffect, useState } from 'preact/hooks';
import { formatDuration } from '../../i18n/format';
import { message } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import { Bdi } from '../../ui/bdi';
import { useApp } from '../model/app-context';
import { Facts, useTrayRow } from './row-parts';
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
      {waiting?.kind === 'other-user' && (
        <p class="tray-note">{message('waiting_other_user_next', waiting.user)}</p>
      )}
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
  const isWaiting = waiting !== null;
  if (!isMeasured && isWaiting) return null;
  return isMeasured ? (
    <progress aria-label={name} data-waiting={isWaiting} max={bytes.size} value={uploaded} />
  ) : (
    <progress aria-label={name} />
  );
}

/** Counts down to the next try, by itself: nothing else is drawn again for it. `at`: milliseconds since 1970. */
function RetryCountdown({ at }: { readonly at: number }) {
  const [now, setNow] = useState(() => Date.now());
  const left = at - now;
  useEffect(() => {
    if (left <= 0) return undefined;
    // To the next full second.
    const timer = setTimeout(() => setNow(Date.now()), left % 1000 || 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left <= 0
    ? message('transfer_retrying')
    : message('transfer_retrying_in', formatDuration(Math.ceil(left / 1000)));
}

interface AlbumLinkProps {
  readonly prefix: string;
  readonly name: string;
  /** Whether the photo is there already: then it is worth opening. */
  readonly isThere: boolean;
}

/** The name of a transfer's album. */
function AlbumLink({ prefix, name, isThere }: AlbumLinkProps) {
  const { navigate } = useApp();
  const { tabIndex } = useTrayRow();
  if (!isThere) return <Bdi name={name} />;
  return (
    <button
      type="button"
      class="link-button tray-control"
      data-action="album"
      title={message('open_album', name)}
      tabIndex={tabIndex}
      onClick={() => navigate({ view: 'album', prefix })}
    >
      <Bdi name={name} />
    </button>
  );
}
