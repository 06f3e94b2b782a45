import { useCallback, useMemo, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { CONNECTION_STEPS, type ConnectionStep } from '../core/connection-step';
import type { Failure } from '../core/failure';
import { permissionsForSettings } from '../core/s3-url';
import type { Settings } from '../core/settings';
import { stream } from '../messaging/client';
import { type StreamSource, useStream } from '../ui/use-stream';
import { testBrowserAccess } from './browser-access';

/** A step with how far it is. */
export interface StepResult extends Omit<ConnectionStep, 'state'> {
  readonly state: 'waiting' | ConnectionStep['state'];
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
  steps: CONNECTION_STEPS.map(step => ({
    ...{ step, state: 'waiting', failure: null, notes: [], facts: {}, because: null },
  })),
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
    const told: ConnectionStep[] = [];
    for await (const step of stream('connection.test', settings, signal)) {
      told.push(step);
      yield step;
    }
    const origins = permissionsForSettings(settings);
    yield await testBrowserAccess(settings, told, await browser.permissions.contains({ origins }));
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
