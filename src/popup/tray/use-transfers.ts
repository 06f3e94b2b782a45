import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Failure, toFailure } from '../../core/failure';
import type { TransferView } from '../../messaging/protocol';
import { watchList } from '../watch-list';

export interface Transfers {
  /** Null until the worker told them. */
  readonly transfers: readonly TransferView[] | null;
  /** Why nothing is heard of them any more. */
  readonly failure: Failure | null;
  readonly watchAgain: () => void;
}

/** All transfers, as they go. */
export function useTransfers(): Transfers {
  const [transfers, setTransfers] = useState<readonly TransferView[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is what starts the watching anew
  useEffect(() => {
    const gone = new AbortController();
    void watchList('transfers.watch', gone.signal, setTransfers).catch((error: unknown) =>
      setFailure(toFailure(error)),
    );
    return () => gone.abort();
  }, [attempt]);
  const watchAgain = useCallback(() => {
    setFailure(null);
    setAttempt(number => number + 1);
  }, []);
  return { transfers, failure, watchAgain };
}
