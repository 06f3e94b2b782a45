import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { type Failure, toFailure } from '../core/failure';

/** Something that a person asked for and that takes a while: whether it goes on, and how it failed. */
export interface Task {
  readonly busy: boolean;
  /** Of the last run; null while it goes on and after it succeeded. */
  readonly failure: Failure | null;
  /** Never rejects. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
  /** Does the last thing once more. */
  readonly again: () => void;
  /** Forgets the failure. */
  readonly dismiss: () => void;
}

/** A {@link Task} of this component. */
export function useTask(): Task {
  const [state, setState] = useState<Pick<Task, 'busy' | 'failure'>>({ busy: false, failure: null });
  const last = useRef<(() => Promise<void>) | null>(null);
  const runs = useRef(0);
  const run = useCallback(async (work: () => Promise<void>) => {
    last.current = work;
    runs.current += 1;
    const which = runs.current;
    setState({ busy: true, failure: null });
    try {
      await work();
      // One that was given up for another ends while that goes on.
      if (which === runs.current) setState({ busy: false, failure: null });
    } catch (error) {
      setState({ busy: false, failure: toFailure(error) });
    }
  }, []);
  const again = useCallback(() => {
    if (last.current !== null) void run(last.current);
  }, [run]);
  const dismiss = useCallback(() => setState({ busy: false, failure: null }), []);
  return useMemo(() => ({ ...state, run, again, dismiss }), [state, run, again, dismiss]);
}
