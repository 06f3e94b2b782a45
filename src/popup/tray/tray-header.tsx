import type { RefObject } from 'preact';
import { formatBytes } from '../../i18n/format';
import { message } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import { ChevronIcon } from '../../ui/action-icons';
import { SignInButton } from '../../ui/sign-in';
import { useSignIn } from '../../ui/use-sign-in';
import type { OverallProgress } from './overall-progress';
import { speedFacts } from './transfer-facts';
import { type TrayCounts, traySummary } from './tray-summary';
import { useOverallProgress } from './use-tray-status';

interface TrayHeaderProps {
  readonly counts: TrayCounts;
  readonly transfers: readonly TransferView[];
  readonly isOpen: boolean;
  readonly toggle: RefObject<HTMLButtonElement | null>;
  /** Id of what opens and closes. */
  readonly listId: string;
  readonly isBusy: boolean;
  readonly onToggle: () => void;
  readonly onRetryAll: () => void;
  readonly onClear: () => void;
}

/** What goes on, in a line or two, and what can be done about all of it. */
export function TrayHeader({ counts, transfers, isOpen, toggle, listId, isBusy, ...on }: TrayHeaderProps) {
  const { primary, secondary } = traySummary(counts);
  const overall = useOverallProgress(transfers);
  const isMeasured = overall !== null && overall.total > 0;
  const further = [...secondary.map(({ text }) => text), ...(isMeasured ? overallFacts(overall) : [])];
  return (
    <header class="tray-head">
      <button
        ref={toggle}
        type="button"
        class="tray-toggle"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={on.onToggle}
      >
        <ChevronIcon />
        <span>
          {primary.map(({ kind, text }, index) => (
            <span key={kind} class="tray-part" data-kind={kind}>
              {text}
              {index < primary.length - 1 && <span class="tray-dot"> · </span>}
            </span>
          ))}
        </span>
      </button>
      <div class="tray-tools">
        {counts.signingIn > 0 && <TraySignIn />}
        {counts.failed > 1 && (
          <button type="button" class="button button-small" aria-disabled={isBusy} onClick={on.onRetryAll}>
            {message('retry_all')}
          </button>
        )}
        {isOpen && counts.saved > 0 && (
          <button
            type="button"
            class="button button-small button-quiet"
            title={message('clear_saved_title')}
            aria-disabled={isBusy}
            onClick={on.onClear}
          >
            {message('clear_saved')}
          </button>
        )}
      </div>
      {further.length > 0 && <p class="tray-pace">{further.join(' · ')}</p>}
      {isMeasured && (
        // For the eyes: the line above says it in words.
        <progress class="tray-overall" aria-hidden="true" max={overall.total} value={overall.uploaded} />
      )}
    </header>
  );
}

/** What is under way goes on by itself after it; how it failed is told above the view. */
const TraySignIn = () => <SignInButton signIn={useSignIn()} isSmall />;

const overallFacts = ({ uploaded, total, bytesPerSecond, secondsLeft }: OverallProgress): string[] => [
  message('transfer_uploading', formatBytes(uploaded), formatBytes(total)),
  ...speedFacts(bytesPerSecond, secondsLeft),
];
