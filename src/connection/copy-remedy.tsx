import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../core/failure';
import type { Settings } from '../core/settings';
import { failureDetails } from '../i18n/failure-messages';
import { message } from '../i18n/message';
import { call } from '../messaging/client';
import { CopyButton } from '../ui/copyable';
import { TaskFailure } from '../ui/failure-notice';
import { useTask } from '../ui/use-task';
import { remediesOf } from './remedies';
import { remedyText } from './remedy-text';

/** What the user was denied, to be copied for whoever set up the bucket; in AWS's words only behind "Details". */
export function CopyRemedy({ failure }: { readonly failure: Failure }) {
  const [settings, setSettings] = useState<Settings | null>(null);
  const task = useTask();
  const details = useRef<HTMLDetailsElement>(null);
  const { run } = task;
  useEffect(() => {
    void run(async signal => {
      const known = await call('settings.get');
      if (!signal.aborted) setSettings(known);
    });
  }, [run]);
  const [remedy] =
    settings === null ? [] : remediesOf({ step: 'versions', failure, notes: [] }, settings, location.origin);
  const text = remedy === undefined ? null : remedyText(remedy);
  const select = (): void => {
    if (details.current === null) return;
    details.current.open = true;
    getSelection()?.selectAllChildren(details.current.querySelector('pre') ?? details.current);
  };
  return (
    <div class="copy-remedy">
      <TaskFailure task={task} />
      {text !== null && <CopyButton text={text} label="finding_copy" select={select} />}
      <details ref={details}>
        <summary>{message('failure_details')}</summary>
        {text === null ? <p>{failureDetails(failure).forAdmin}</p> : <pre>{text}</pre>}
      </details>
    </div>
  );
}
