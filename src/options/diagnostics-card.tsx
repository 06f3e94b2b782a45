import { useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { Settings } from '../core/settings';
import { message } from '../i18n/message';
import { call } from '../messaging/client';
import { reportFromPage } from '../messaging/report-from-page';
import { TaskFailure } from '../ui/failure-notice';
import { useTask } from '../ui/use-task';
import { diagnosticsText } from './diagnostics-text';
import './diagnostics.css';
import '../ui/copyable.css';

/** Copies what went wrong in the background, for a bug report. */
export function DiagnosticsCard({ settings }: { readonly settings: Settings | null | undefined }) {
  const task = useTask();
  const [isCopied, setCopied] = useState(false);
  /** What the clipboard did not take, to be copied by hand; null when it took it. */
  const [refused, setRefused] = useState<string | null>(null);
  const code = useRef<HTMLElement>(null);
  useEffect(() => {
    if (refused !== null && code.current !== null) getSelection()?.selectAllChildren(code.current);
  }, [refused]);

  const copy = (): void => {
    setCopied(false);
    setRefused(null);
    void task.run(async () => {
      const { version } = browser.runtime.getManifest();
      const frame = { version, browser: navigator.userAgent, settings };
      const text = diagnosticsText(frame, await call('diagnostics.get'));
      try {
        await navigator.clipboard.writeText(text);
        setCopied(true);
      } catch (error) {
        reportFromPage('diagnostics.copy', error);
        setRefused(text); // no clipboard, by policy or without focus
      }
    });
  };

  return (
    <section class="card diagnostics" aria-labelledby="diagnostics">
      <h2 id="diagnostics">{message('diagnostics_title')}</h2>
      <p>{message('diagnostics_intro')}</p>
      <div class="diagnostics-actions">
        <button type="button" class="button" onClick={copy}>
          {message('diagnostics_copy')}
        </button>
        <span role="status">
          {isCopied && message('copy_done')}
          {refused !== null && message('copy_failed')}
        </span>
      </div>
      <TaskFailure task={task} />
      {refused !== null && (
        <div class="copyable">
          <pre>
            <code ref={code}>{refused}</code>
          </pre>
        </div>
      )}
    </section>
  );
}
