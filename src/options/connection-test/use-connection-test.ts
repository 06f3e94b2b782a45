import { useCallback, useMemo, useState } from 'preact/hooks';
import { type ConnectionRun, connectionSteps, finishedRun, initialRun, withStep } from '../../connection/run';
import type { ConnectionStep } from '../../core/connection-step';
import type { Settings } from '../../core/settings';
import { type StreamSource, useStream } from '../../ui/use-stream';

export interface ConnectionTest {
  /** The last run; null before the first. */
  readonly run: ConnectionRun | null;
  /** Begins once `ready` is settled; ends a run that is under way. `ready` never rejects. */
  readonly start: (settings: Settings, ready: Promise<void>) => void;
  /** Ends and forgets the last run. */
  readonly clear: () => void;
}

/** What a run was started with; another object is another run. */
interface RunRequest {
  readonly settings: Settings;
  readonly ready: Promise<void>;
}

const runOf = ({ settings, ready }: RunRequest): StreamSource<ConnectionStep, ConnectionRun | null> => ({
  async *open(signal) {
    await ready;
    yield* connectionSteps(settings, signal);
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
  const clear = useCallback(() => setStarted(null), []);
  const run = useMemo(() => {
    if (started === null) return null;
    // Just started: the value is still that of the run before.
    if (value?.settings !== started.settings) return initialRun(started.settings);
    return busy ? value : finishedRun(value, failure);
  }, [started, value, busy, failure]);
  return useMemo(() => ({ run, start, clear }), [run, start, clear]);
}
