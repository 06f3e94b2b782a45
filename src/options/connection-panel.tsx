import { message } from '../i18n/message';
import { FailureNotice } from '../ui/failure-notice';
import { ConnectionStepItem, STEP_TEXTS } from './connection-step';
import type { ConnectionRun } from './use-connection-test';
import './connection-panel.css';

interface ConnectionPanelProps {
  readonly run: ConnectionRun;
  /** Whether the tested settings are not the ones in use. */
  readonly unsaved: boolean;
  readonly onRegion: (region: string) => void;
}

const passed = (run: ConnectionRun): boolean => run.steps.every(({ state }) => state === 'passed');

/** How the whole test stands, in one sentence. */
function summaryOf(run: ConnectionRun, unsaved: boolean): string {
  if (run.running) return message('connection_running');
  const failed = run.steps.find(({ state }) => state === 'failed');
  if (failed !== undefined) return message('connection_failed', message(STEP_TEXTS[failed.step].name));
  if (!passed(run)) return '';
  return message(unsaved ? 'connection_passed_unsaved' : 'connection_passed');
}

/** The connection test, step by step as it goes. */
export function ConnectionPanel({ run, unsaved, onRegion }: ConnectionPanelProps) {
  return (
    <section class="card">
      <h2 id="connection-test">{message('connection_test')}</h2>
      <p role="status" class={passed(run) ? 'notice notice-good' : ''}>
        {summaryOf(run, unsaved)}
      </p>
      <ol class="steps" aria-labelledby="connection-test">
        {run.steps.map(result => (
          <ConnectionStepItem key={result.step} result={result} settings={run.settings} onRegion={onRegion} />
        ))}
      </ol>
      {run.failure !== null && <FailureNotice failure={run.failure} />}
    </section>
  );
}
