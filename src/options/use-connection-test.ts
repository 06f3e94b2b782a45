import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Failure } from '../core/failure';
import type { Settings } from '../core/settings';
import { stream } from '../messaging/client';
import { CONNECTION_STEPS, type ConnectionNote, type ConnectionStep } from '../messaging/protocol';
import { type StreamSource, useStream } from '../ui/use-stream';

export type StepName = ConnectionStep['step'];

/** How far a step is. `skipped`: the test ended before it. */
export interface StepResult {
  readonly step: StepName;
  readonly state: 'waiting' | 'skipped' | ConnectionStep['state'];
  readonly failure: Failure | null;
  readonly notes: readonly ConnectionNote[];
}

/** One run of the test. */
export interface ConnectionRun {
  readonly settings: Settings;
  readonly running: boolean;
  readonly steps: readonly StepResult[];
  /** Why the test as a whole could not go on; a step that failed is no such reason. */
  readonly failure: Failure | null;
}

export interface ConnectionTest {
  /** The last run; null before the first. */
  readonly run: ConnectionRun | null;
  /** Begins once `ready` is settled; ends a run that is under way. `ready` never rejects. */
  readonly start: (settings: Settings, ready: Promise<void>) => void;
}

const initialRun = (settings: Settings): ConnectionRun => ({
  settings,
  running: true,
  steps: CONNECTION_STEPS.map(step => ({ step, state: 'waiting', failure: null, notes: [] })),
  failure: null,
});

const withStep = (run: ConnectionRun, news: ConnectionStep): ConnectionRun => ({
  ...run,
  steps: run.steps.map(step => (step.step === news.step ? news : step)),
});

const finishedRun = (run: ConnectionRun, failure: Failure | null): ConnectionRun => ({
  ...run,
  running: false,
  steps: run.steps.map(step =>
    step.state === 'waiting' || step.state === 'running' ? { ...step, state: 'skipped' } : step,
  ),
  failure,
});

/** What a run was started with; another object is another run. */
interface RunRequest {
  readonly settings: Settings;
  readonly ready: Promise<void>;
}

const runOf = ({ settings, ready }: RunRequest): StreamSource<ConnectionStep, ConnectionRun | null> => ({
  async *open(signal) {
    await ready;
    yield* stream('connection.test', settings, signal);
  },
  restart: () => initialRun(settings),
  reduce: (run, news) => run && withStep(run, news),
});

/** The connection test of this page. */
export function useConnectionTest(): ConnectionTest {
  const [started, setStarted] = useState<RunRequest | null>(null);
  const source = useMemo(() => started && runOf(started), [started]);
  const { value, busy, failure } = useStream(source, null);
  const start = useCallback(
    (settings: Settings, ready: Promise<void>) => setStarted({ settings, ready }),
    [],
  );
  return useMemo(
    () => ({ run: value === null || busy ? value : finishedRun(value, failure), start }),
    [value, busy, failure, start],
  );
}
