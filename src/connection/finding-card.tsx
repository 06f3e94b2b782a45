import { useMemo, useRef } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { isDenial } from '../core/failure';
import { explainFailure } from '../i18n/failure-messages';
import { message } from '../i18n/message';
import { Copyable, CopyButton } from '../ui/copyable';
import { TaskFailure } from '../ui/failure-notice';
import { type StreamSource, useStream } from '../ui/use-stream';
import { type Cause, causeOf, causesOf, type Failed } from './cause';
import { findOut } from './finding';
import { missingPermissions, remediesOf } from './remedies';
import { remedyText } from './remedy-text';
import { RemedyView } from './remedy-view';
import type { ConnectionRun, StepResult } from './run';
import { noteText, summaryOf } from './texts';
import './finding-card.css';

interface FindingCardProps {
  /** What the connection test can't explain is left out. */
  readonly failed: readonly Failed[];
}

/** Undefined: not known yet, or nothing is to be told; null: it is to be asked for. */
type Found = ConnectionRun | null | undefined;

/**
 * Why uploads or jobs failed, where the connection test can tell: it is run by itself, once for each cause. One line, and
 * below it, folded away, what to do. Nothing where no failure is of such a kind, in the bucket of the settings.
 */
export function FindingCard({ failed }: FindingCardProps) {
  // As a text: the list is another one at each change of the transfers.
  const causes = JSON.stringify(causesOf(failed));
  // Of the next run alone: what comes with other causes later was not asked for.
  const isAsked = useRef(false);
  const source = useMemo(
    (): StreamSource<Found, Found> | null =>
      causes === '[]'
        ? null
        : {
            async *open(signal) {
              const byUser = isAsked.current;
              isAsked.current = false;
              const parsed: readonly Cause[] = JSON.parse(causes);
              yield await findOut(parsed, byUser, signal);
            },
            restart: () => undefined,
            reduce: (_, found) => found,
          },
    [causes],
  );
  const stream = useStream<Found, Found>(source, undefined);
  const run = stream.value;
  if (causes === '[]' || (run === undefined && !stream.busy && stream.failure === null)) return null;
  const ask = (): void => {
    isAsked.current = true;
    stream.retry();
  };
  return (
    <div class="finding">
      <p class="finding-status" role="status">
        {stream.busy && message('finding_running')}
      </p>
      <TaskFailure task={stream} />
      {run === null && (
        <button type="button" class="button button-small" onClick={ask}>
          {message('connection_find_out')}
        </button>
      )}
      {run && <Verdict run={run} causes={JSON.parse(causes)} onAgain={ask} />}
    </div>
  );
}

/**
 * Steps of which something is to be told; those that only others made impossible are not among them. What is needed only now
 * and then explains nothing but its own denial.
 */
const explaining = ({ steps }: ConnectionRun, causes: readonly Cause[]): readonly StepResult[] =>
  steps.filter(
    ({ state, failure }) =>
      state === 'failed' ||
      (state === 'degraded' && failure !== null && causes.some(({ text }) => text === causeOf(failure))),
  );

interface VerdictProps {
  readonly run: ConnectionRun;
  /** For which it was run. */
  readonly causes: readonly Cause[];
  readonly onAgain: () => void;
}

/** What the test came to, and what to do. */
function Verdict({ run, causes, onAgain }: VerdictProps) {
  const steps = explaining(run, causes);
  const more = useRef<HTMLDetailsElement>(null);
  const select = (): void => {
    if (more.current === null) return;
    more.current.open = true;
    const text = more.current.querySelector('code');
    if (text !== null) getSelection()?.selectAllChildren(text);
  };
  const tools = (
    <div class="finding-tools">
      <button type="button" class="button button-small" onClick={onAgain}>
        {message('finding_again')}
      </button>
      <button type="button" class="button button-small button-quiet" onClick={openTest}>
        {message('finding_all')}
      </button>
    </div>
  );
  if (steps.length === 0)
    return (
      <>
        <p>{message('finding_nothing')}</p>
        {tools}
      </>
    );
  const add = whatToAdd(run, steps);
  return (
    <>
      <details ref={more}>
        <summary>
          <span class="finding-cause">{causeText(run, steps)}</span>{' '}
          <span class="finding-what">{message('finding_what_to_do')}</span>
        </summary>
        <div class="finding-more">
          <Cures run={run} steps={steps} />
          {tools}
        </div>
      </details>
      {add !== null && <CopyButton text={add} label="finding_copy" select={select} />}
    </>
  );
}

/** One denial as the rows have it, with who can help; of anything else what it keeps from working. */
function causeText(run: ConnectionRun, steps: readonly StepResult[]): string {
  const texts = steps.map(({ failure }) => {
    if (failure === null || !isDenial(failure.code)) return null;
    const { sentence, nextStep } = explainFailure(failure);
    return `${sentence} ${nextStep}`;
  });
  const [first = null] = texts;
  return first !== null && texts.every(text => text === first) ? first : summaryOf(run, false);
}

/** For whoever set up the bucket: where to add what. Null where nothing is to be added. */
function whatToAdd({ settings }: ConnectionRun, steps: readonly StepResult[]): string | null {
  const missing = missingPermissions(steps, settings);
  if (missing !== null)
    return remedyText({
      text: missing.text,
      facts: missing.facts,
      paste: { value: missing.policy, label: 'copy_policy' },
    });
  const texts = steps.flatMap(step => remediesOf(step, settings, location.origin)).map(remedyText);
  return texts.find(text => text !== null) ?? null;
}

/** What to add or to change: all permissions at once, then step by step what else is wrong. */
function Cures({ run, steps }: { readonly run: ConnectionRun; readonly steps: readonly StepResult[] }) {
  const { settings } = run;
  const missing = missingPermissions(steps, settings);
  const left = missing === null ? steps : steps.filter(({ failure }) => failure?.code !== 'access-denied');
  return (
    <>
      {missing !== null && (
        <div class="remedy">
          <p>{message(missing.text, ...missing.facts)}</p>
          <Copyable value={missing.policy} label="copy_policy" />
        </div>
      )}
      {left.map(result => (
        <StepCures key={result.step} result={result} run={run} />
      ))}
    </>
  );
}

function StepCures({ result, run }: { readonly result: StepResult; readonly run: ConnectionRun }) {
  const { failure, notes } = result;
  const remedies = remediesOf(result, run.settings, location.origin);
  const isTold = remedies.some(({ text }) => text !== null);
  return (
    <>
      {notes.map(note => (
        <p key={note}>{noteText(note, result)}</p>
      ))}
      {failure !== null && !isTold && <p>{explainFailure(failure).nextStep}</p>}
      {remedies.map((remedy, index) => (
        // Their order is fixed, and they have nothing else to be known by.
        <RemedyView key={index} remedy={remedy} />
      ))}
    </>
  );
}

/** The options page, where the test stands with all its steps. */
const openTest = (): void =>
  void browser.tabs.create({ url: browser.runtime.getURL('src/options/index.html#test') });
