import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Failure, toFailure } from '../core/failure';
import type { Settings } from '../core/settings';
import { stream } from '../messaging/client';
import { CONNECTION_STEPS, type ConnectionNote, type ConnectionStep } from '../messaging/protocol';

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
  /** Begins once `ready` is settled; ends a run that is under way. Never rejects. */
  readonly start: (settings: Settings, ready: Promise<void>) => Promise<void>;
}

const begun = (settings: Settings): ConnectionRun => ({
  settings,
  running: true,
  steps: CONNECTION_STEPS.map(step => ({ step, state: 'waiting', failure: null, notes: [] })),
  failure: null,
});

const told = (run: ConnectionRun, news: ConnectionStep): ConnectionRun => ({
  ...run,
  steps: run.steps.map(step => (step.step === news.step ? news : step)),
});

const ended = (run: ConnectionRun, failure: Failure | null): ConnectionRun => ({
  ...run,
  running: false,
  steps: run.steps.map(step =>
    step.state === 'waiting' || step.state === 'running' ? { ...step, state: 'skipped' } : step,
  ),
  failure,
});

/** The connection test of this page. */
export function useConnectionTest(): ConnectionTest {
  const [run, setRun] = useState<ConnectionRun | null>(null);
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);

  const start = useCallback(async (settings: Settings, ready: Promise<void>) => {
    going.current?.abort();
    going.current = new AbortController();
    const { signal } = going.current;
    let now = begun(settings);
    const show = (next: ConnectionRun): void => {
      now = next;
      if (!signal.aborted) setRun(now);
    };
    show(now);
    try {
      await ready;
      for await (const news of stream('connection.test', settings, signal)) show(told(now, news));
      show(ended(now, null));
    } catch (error) {
      show(ended(now, toFailure(error)));
    }
  }, []);

  return useMemo(() => ({ run, start }), [run, start]);
}
