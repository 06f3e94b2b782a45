import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { missingPermissions, type RemedyChange } from '../../connection/remedies';
import type { ConnectionRun, StepResult } from '../../connection/run';
import { aboutText } from '../../connection/texts';
import { message } from '../../i18n/message';
import { Copyable } from '../../ui/copyable';
import { FailureNotice } from '../../ui/failure-notice';
import { connectionReport } from './connection-report';
import { ConnectionStepItem } from './connection-step';
import '../../connection/remedy.css';
import './connection-panel.css';

interface ConnectionPanelProps {
  readonly run: ConnectionRun;
  /** The status above has the button that helps: what else would help is folded away. */
  readonly isHelped: boolean;
  /** Changes the settings, in a click, and tests again. */
  readonly onChange: (change: RemedyChange) => void;
}

/** What a connection test found: first what is to be known or done, on demand every step. */
export function ConnectionPanel({ run, isHelped, onChange }: ConnectionPanelProps) {
  return (
    <section class="connection" aria-labelledby="connection-test">
      <h3 id="connection-test" tabIndex={-1} class="visually-hidden">
        {message('connection_test')}
      </h3>
      {run.running ? (
        <Progress steps={run.steps} />
      ) : (
        <Result run={run} isHelped={isHelped} onChange={onChange} />
      )}
    </section>
  );
}

/** How far the test is, in one line: so the page stands still. */
function Progress({ steps }: Pick<ConnectionRun, 'steps'>) {
  const done = steps.filter(({ state }) => state !== 'waiting' && state !== 'running').length;
  const now = steps.find(({ state }) => state === 'running');
  return (
    <div class="connection-progress">
      <progress aria-label={message('connection_test')} max={steps.length} value={done} />
      <p>{now === undefined ? '\u00a0' : aboutText(now)}</p>
    </div>
  );
}

/** Whether a step has something to say by itself: one that only others made impossible has not. */
const isTelling = ({ state }: StepResult): boolean => state === 'failed' || state === 'degraded';

function Result({ run, isHelped, onChange }: ConnectionPanelProps) {
  const { steps, settings, failure } = run;
  const [isWhole, setWhole] = useState(false);
  const missing = missingPermissions(steps, settings);
  const shown = isWhole ? steps : steps.filter(isTelling);
  return (
    <>
      {missing !== null && (
        <div class="remedy">
          <p>{message(missing.text, ...missing.facts)}</p>
          <Copyable value={missing.policy} label="finding_copy" />
        </div>
      )}
      {shown.length > 0 && (
        <ol class="steps" aria-labelledby="connection-test">
          {shown.map(result => (
            <ConnectionStepItem
              key={result.step}
              result={result}
              settings={settings}
              isMissingTold={missing !== null}
              isOpen={isTelling(result) && !isHelped}
              onChange={onChange}
            />
          ))}
        </ol>
      )}
      {failure !== null && <FailureNotice failure={failure} />}
      <div class="connection-more">
        <button
          type="button"
          class="text-button"
          aria-expanded={isWhole}
          onClick={() => setWhole(before => !before)}
        >
          {message('connection_all_steps', String(steps.length))}
        </button>
        <Report run={run} />
      </div>
    </>
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
