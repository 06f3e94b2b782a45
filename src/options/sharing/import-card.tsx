import { useEffect, useRef, useState } from 'preact/hooks';
import type { Preferences } from '../../core/preferences';
import type { Settings } from '../../core/settings';
import type { Imported } from '../../core/settings-file';
import { type MessageKey, message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { usePolicy } from '../form/policy';
import { importRows } from './import-rows';
import type { Import } from './use-import';
import './import-card.css';

const PROBLEM_TEXTS: { readonly [Problem in NonNullable<Import['problem']>]: MessageKey } = {
  same: 'setup_code_same',
  newer: 'setup_code_newer',
  damaged: 'import_damaged',
  partition: 'setup_code_partition',
  foreign: 'import_foreign',
};

interface ImportCardProps {
  readonly imports: Import;
  /** Null while nothing is configured. */
  readonly stored: Settings | null;
}

/** What a code or file would change, before it does; or why it can't be used. */
export function ImportCard({ imports, stored }: ImportCardProps) {
  const { proposal, problem } = imports;
  if (proposal !== null)
    return <Proposal key={JSON.stringify(proposal)} proposal={proposal} imports={imports} stored={stored} />;
  if (problem === null) return null;
  return (
    <p class={problem === 'same' ? 'notice' : 'notice notice-bad'} role="alert">
      {message(PROBLEM_TEXTS[problem])}
    </p>
  );
}

function Proposal({ proposal, imports, stored }: ImportCardProps & { readonly proposal: Imported }) {
  const policy = usePolicy();
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  const task = useTask();
  const { run } = task;
  const hasPreferences = proposal.preferences !== null;
  useEffect(() => {
    if (!hasPreferences) return;
    void run(async signal => {
      const now = await call('preferences.get');
      if (!signal.aborted) setPreferences(now);
    });
  }, [hasPreferences, run]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const isKnown = !hasPreferences || preferences !== null;
  const rows = isKnown ? importRows(proposal, { settings: stored, preferences }, policy) : [];
  return (
    <section
      class="card import"
      aria-labelledby="import"
      onKeyDown={event => event.key === 'Escape' && imports.cancel()}
    >
      <h2 id="import" ref={heading} tabIndex={-1}>
        {message('import_title')}
      </h2>
      <TaskFailure task={task} />
      <dl class="import-rows">
        {rows.map(({ label, value, before, refused }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi class="import-value">{value}</bdi>
              {before !== null && <span class="import-before">{message('import_before', before)}</span>}
              {refused !== null && <span class="import-before">{message('import_refused', refused)}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {isKnown && rows.length === 0 && <p>{message('setup_code_same')}</p>}
      {proposal.settings !== null && <p class="import-warning">{message('import_warning')}</p>}
      <div class="actions">
        <button
          id="use-import"
          type="button"
          class="button button-primary"
          disabled={!isKnown}
          onClick={imports.confirm}
        >
          {message('import_use')}
        </button>
        <button type="button" class="button" onClick={imports.cancel}>
          {message('cancel')}
        </button>
      </div>
    </section>
  );
}
