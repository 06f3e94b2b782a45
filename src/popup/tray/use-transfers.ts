import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Failure, toFailure } from '../../core/failure';
import { withChanges } from '../../messaging/changed-list';
import { stream } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';

export interface Transfers {
  /** Null until the worker told them. */
  readonly transfers: readonly TransferView[] | null;
  /** Why nothing is heard of them any more. */
  readonly failure: Failure | null;
  readonly watchAgain: () => void;
}

/** A worker that died is asked again at once, but one that can't start is not hammered: at most three times a second. */
const RECONNECT_MS = 330;

/** All transfers, as they go. */
export function useTransfers(): Transfers {
  const [transfers, setTransfers] = useState<readonly TransferView[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is what starts the watching anew
  useEffect(() => {
    const gone = new AbortController();
    void watch(gone.signal, setTransfers).catch((error: unknown) => setFailure(toFailure(error)));
    return () => gone.abort();
  }, [attempt]);
  const watchAgain = useCallback(() => {
    setFailure(null);
    setAttempt(number => number + 1);
  }, []);
  return { transfers, failure, watchAgain };
}

/** Ends with `signal` only; rejects with what no new connection would mend. */
async function watch(signal: AbortSignal, show: (transfers: readonly TransferView[]) => void): Promise<void> {
  while (!signal.aborted) {
    const startedAt = performance.now();
    let transfers: readonly TransferView[] = [];
    try {
      for await (const changes of stream('transfers.watch', undefined, signal)) {
        transfers = withChanges(transfers, changes);
        // What is still in the pipe when the page stops watching is no longer its business.
        if (!signal.aborted) show(transfers);
      }
    } catch (error) {
      if (toFailure(error).code !== 'interrupted') throw error;
    }
    await until(startedAt + RECONNECT_MS);
    await visible(signal);
  }
}

const until = (time: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, Math.max(0, time - performance.now())));

/** A tab in the background need not wake the worker every half minute only to hear that nothing happened. */
const visible = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (!document.hidden || signal.aborted) return resolve();
    const shown = new AbortController();
    const go = (): void => {
      shown.abort();
      resolve();
    };
    document.addEventListener('visibilitychange', go, { signal: shown.signal });
    signal.addEventListener('abort', go, { signal: shown.signal });
  });
