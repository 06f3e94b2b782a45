import type { ComponentChildren } from 'preact';
import type { Failure } from '../../core/failure';
import { explainFailure } from '../../i18n/failure-messages';
import { message } from '../../i18n/message';
import { useTrayRow } from './row-context';

interface RowFailureProps {
  readonly failure: Failure;
  /** What else can be done about it. */
  readonly children?: ComponentChildren;
}

/** What happened, what to do next, and, folded away, what the server itself said. */
export function RowFailure({ failure, children }: RowFailureProps) {
  const { tabIndex } = useTrayRow();
  const { sentence, nextStep } = explainFailure(failure);
  return (
    <div class="tray-failure tray-below">
      <p class="tray-failure-sentence">{sentence}</p>
      <p>{nextStep}</p>
      {children}
      <details>
        <summary class="tray-control" data-does="details" tabIndex={tabIndex}>
          {message('failure_details')}
        </summary>
        <code>{[failure.code, failure.technical].filter(text => text !== '').join(' · ')}</code>
      </details>
    </div>
  );
}
