import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { formatBytes } from '../../i18n/format';
import { message } from '../../i18n/message';
import type { JobView } from '../../messaging/job-messages';
import type { TransferView } from '../../messaging/protocol';
import { ChevronIcon } from '../../ui/action-icons';
import { SignInButton } from '../../ui/sign-in';
import { useSignIn } from '../../ui/use-sign-in';
import { jobProgress } from '../jobs/job-texts';
import { EnterKeyButton } from '../page/enter-key-button';
import type { OverallProgress } from '../tray/overall-progress';
import { speedFacts } from '../tray/transfer-facts';
import { useOverallProgress } from '../tray/use-tray-status';
import type { FooterSummary } from './footer-summary';

interface SummaryLineProps {
  readonly summary: FooterSummary;
  readonly needsSignIn: boolean;
  readonly needsKeys: boolean;
  readonly transfers: readonly TransferView[];
  /** Those that have a row. */
  readonly jobs: readonly JobView[];
  readonly isOpen: boolean;
  readonly toggle: RefObject<HTMLButtonElement | null>;
  /** Id of what opens and closes. */
  readonly panelId: string;
  readonly onToggle: () => void;
}

/** What goes on, in one line that opens the rest. */
export function SummaryLine({ summary, transfers, jobs, isOpen, toggle, ...props }: SummaryLineProps) {
  const { primary, secondary } = summary;
  const overall = useOverallProgress(transfers);
  useLayoutEffect(
    () => () => {
      // It goes when nothing is left to be told, and is not to take the focus with it.
      if (document.activeElement === toggle.current)
        document.querySelector('h1')?.focus({ preventScroll: true });
    },
    [toggle],
  );
  const isMeasured = overall !== null && overall.total > 0;
  const [running] = jobs.filter(({ state }) => state === 'under-way');
  const progress = isMeasured
    ? { max: overall.total, value: overall.uploaded }
    : running && jobProgress(running);
  const further = [...secondary.map(({ text }) => text), ...(isMeasured ? overallFacts(overall) : [])];
  return (
    <>
      <button
        ref={toggle}
        type="button"
        class="footer-toggle"
        aria-expanded={isOpen}
        aria-controls={props.panelId}
        onClick={props.onToggle}
      >
        <ChevronIcon />
        <span class="footer-text">
          {primary.map(({ kind, text }, index) => (
            <span key={text} class="footer-part" data-kind={kind}>
              {index > 0 && ' · '}
              {text}
            </span>
          ))}
          {further.length > 0 && <span class="footer-further"> · {further.join(' · ')}</span>}
        </span>
        <span class="footer-action">{message(isOpen ? 'footer_hide' : 'footer_show')}</span>
      </button>
      {props.needsSignIn && <TraySignIn />}
      {props.needsKeys && <EnterKeyButton isSmall />}
      {progress !== undefined && progress.max > 0 && (
        // For the eyes: the line says it in words.
        <progress class="footer-progress" aria-hidden="true" {...progress} />
      )}
    </>
  );
}

/** What is under way goes on by itself after it; how it failed is told above the view. */
const TraySignIn = () => <SignInButton signIn={useSignIn()} isSmall />;

const overallFacts = ({ uploaded, total, bytesPerSecond, secondsLeft }: OverallProgress): string[] => [
  message('transfer_uploading', formatBytes(uploaded), formatBytes(total)),
  ...speedFacts(bytesPerSecond, secondsLeft),
];
