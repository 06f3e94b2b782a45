import type { ComponentChildren } from 'preact';
import type { Settings } from '../../core/settings';
import { message } from '../../i18n/message';
import { CorsInstructions } from '../guide/cors-instructions';
import type { SettingsStatus } from './settings-status';

interface SaveStatusProps {
  /** Null while nothing is to be said. */
  readonly status: SettingsStatus | null;
  /** Asks the browser, in the click itself. */
  readonly onAllow: (settings: Settings) => void;
  /** The steps of a test stand below, with the bucket’s CORS rules where these would help. */
  readonly isTested: boolean;
  /** Another button that helps. */
  readonly children?: ComponentChildren;
}

/** Id of the line that says how the settings stand. */
export const STATUS_ID = 'save-status';

const MOODS = {
  plain: 'notice',
  good: 'notice notice-good',
  warning: 'notice notice-warning',
  bad: 'notice notice-bad',
} as const;

/** Whether the settings are saved and work, in one place that screen readers listen to, with the button that helps. */
export function SaveStatus({ status, onAllow, isTested, children }: SaveStatusProps) {
  const allow = status?.allow ?? null;
  return (
    <div class="save-status">
      <div
        id={STATUS_ID}
        role="status"
        tabIndex={-1}
        class={status === null ? undefined : MOODS[status.mood]}
      >
        {status !== null && <p class="notice-title">{status.title}</p>}
        {status !== null && status.text !== '' && <p>{status.text}</p>}
      </div>
      {allow !== null && (
        <div class="status-help">
          <button type="button" class="button button-primary" onClick={() => onAllow(allow)}>
            {message('access_allow')}
          </button>
          {!isTested && <CorsInstructions bucket={allow} />}
        </div>
      )}
      {children}
    </div>
  );
}
