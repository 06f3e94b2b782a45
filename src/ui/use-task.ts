import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { type Failure, toFailure } from '../core/failure';

/** State of asynchronous work: whether it is under way, how it failed, and how to try again. */
export interface TaskState {
  readonly busy: boolean;
  /** Of the last run; null while it goes on and after it succeeded. */
  readonly failure: Failure | null;
  /** Runs the last work once more. */
  readonly retry: () => void;
}

/** `signal` aborts when something else is run in its place: what it brings then is out of date. */
type Work = (signal: AbortSignal) => Promise<void>;

/** Asynchronous work that the user asked for. */
export interface Task extends TaskState {
  /** Never rejects. What ran before is superseded: neither its end nor its failure is shown any more. */
  readonly run: (work: Work) => Promise<void>;
  /** Aborts what runs, without anything in its place: for when the component is gone. */
  readonly abort: () => void;
  /** Forgets the failure. */
  readonly dismiss: () => void;
}

/** A {@link Task} of this component; busy from the beginning when an effect is about to run it. */
export function useTask(isBusy = false): Task {
  const [state, setState] = useState<Pick<Task, 'busy' | 'failure'>>({ busy: isBusy, failure: null });
  const last = useRef<{ readonly work: Work; readonly superseded: AbortController } | null>(null);
  const abort = useCallback(() => last.current?.superseded.abort(), []);
  const run = useCallback(
    async (work: Work) => {
      abort();
      const superseded = new AbortController();
      last.current = { work, superseded };
      const { signal } = superseded;
      setState({ busy: true, failure: null });
      const failure = await work(signal).then(() => null, toFailure);
      if (!signal.aborted) setState({ busy: false, failure });
    },
    [abort],
  );
  const retry = useCallback(() => {
    if (last.current !== null) void run(last.current.work);
  }, [run]);
  const dismiss = useCallback(() => setState(({ busy }) => ({ busy, failure: null })), []);
  return useMemo((): Task => ({ ...state, run, retry, abort, dismiss }), [state, run, retry, abort, dismiss]);
}
