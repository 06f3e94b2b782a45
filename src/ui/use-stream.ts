import { useEffect, useMemo, useState } from 'preact/hooks';
import { type TaskState, useTask } from './use-task';

/** Values that come one by one, and what they add up to. Another object is another stream: keep it stable. */
export interface StreamSource<Value, State> {
  /** Begins to ask; ends once `signal` aborts. */
  readonly open: (signal: AbortSignal) => AsyncIterable<Value>;
  /** The state at the start of a run, made of that before it. Without it, a run goes on from there. Pure. */
  readonly restart?: (state: State) => State;
  /** The state with one more value. Pure. */
  readonly reduce: (state: State, value: Value) => State;
}

export interface StreamState<State> extends TaskState {
  readonly value: State;
  /** Changes the value without asking. Always the same function. */
  readonly update: (change: (value: State) => State) => void;
}

/**
 * What a stream has told so far. A run begins with the component, with another source, and with `retry`; the one before
 * it is aborted then, and changes nothing any more: neither with a value nor with a failure nor with its end. Without a
 * source nothing is asked.
 */
export function useStream<Value, State>(
  source: StreamSource<Value, State> | null,
  initial: State,
): StreamState<State> {
  const [value, update] = useState(initial);
  // Else "nothing found" would be drawn for an instant before the effect.
  const { busy, failure, retry, run, abort } = useTask(source !== null);
  useEffect(() => {
    if (source === null) return undefined;
    const { open, restart, reduce } = source;
    void run(async signal => {
      if (restart !== undefined) update(restart);
      for await (const one of open(signal)) {
        // It was under way when this run was aborted.
        if (signal.aborted) return;
        update(before => reduce(before, one));
      }
    });
    return abort;
  }, [source, run, abort]);
  return useMemo(
    (): StreamState<State> => ({ value, busy, failure, retry, update }),
    [value, busy, failure, retry],
  );
}
