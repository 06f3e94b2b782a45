import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { missingPermissions, type RemedyChange } from '../connection/remedies';
import type { ConnectionRun } from '../connection/run';
import { summaryOf } from '../connection/texts';
import { roleName } from '../i18n/failure-messages';
import { message } from '../i18n/message';
import { Copyable } from '../ui/copyable';
import { FailureNotice } from '../ui/failure-notice';
import { connectionReport } from './connection-report';
import { ConnectionStepItem } from './connection-step';
import '../connection/remedy.css';
import './connection-panel.css';

interface ConnectionPanelProps {
  readonly run: ConnectionRun;
  /** Whether the tested settings are not the ones in use. */
  readonly unsaved: boolean;
  /** Changes the settings, in a click, and tests again. */
  readonly onChange: (change: RemedyChange) => void;
}

/** How good or bad it is, by its worst step. */
function mood({ running, steps, failure }: ConnectionRun): string {
  if (running || failure !== null) return '';
  const has = (wanted: string): boolean => steps.some(({ state }) => state === wanted);
  if (has('failed')) return 'notice notice-bad';
  return has('degraded') ? 'notice notice-warning' : 'notice notice-good';
}

/** The connection test, step by step as it goes. */
export function ConnectionPanel({ run, unsaved, onChange }: ConnectionPanelProps) {
  const { running, steps, settings, failure } = run;
  const missing = running ? null : missingPermissions(steps, settings);
  return (
    <section class="card connection" aria-labelledby="connection-test">
      <h2 id="connection-test" tabIndex={-1}>
        {message('connection_test')}
      </h2>
      <p role="status" class={mood(run)}>
        {summaryOf(run, unsaved)}
      </p>
      {missing !== null && (
        <div class="remedy">
          <p>{message('connection_missing_all', String(missing.count), roleName(settings.access))}</p>
          <Copyable value={missing.policy} label="copy_policy" />
        </div>
      )}
      <ol class="steps" aria-labelledby="connection-test">
        {steps.map(result => (
          <ConnectionStepItem
            key={result.step}
            result={result}
            settings={settings}
            isOver={!running}
            isMissingTold={missing !== null}
            onChange={onChange}
          />
        ))}
      </ol>
      {failure !== null && <FailureNotice failure={failure} />}
      {!running && <Report run={run} />}
    </section>
  );
}

/** Folded away: the test as text, to be sent to somebody who can help. */
function Report({ run }: { readonly run: ConnectionRun }) {
  const [isOpen, setOpen] = useState(false);
  const context = { version: browser.runtime.getManifest().version, browser: navigator.userAgent };
  return (
    <details class="report" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{message('connection_report_copy')}</summary>
      <p>{message('connection_report_about')}</p>
      {isOpen && <Copyable value={connectionReport(run, context)} label="connection_report_copy" rows={12} />}
    </details>
  );
}
