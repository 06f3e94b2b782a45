import { useMemo, useRef } from 'preact/hooks';
import type { TransferView } from '../../messaging/protocol';

interface Known {
  readonly transfer: TransferView;
  readonly text: string;
}

/**
 * The same transfers, each the same object as before as long as nothing about it changed: every message brings all of
 * them anew, and only rows with news are to be drawn again.
 */
export function useSteadyTransfers(transfers: readonly TransferView[]): readonly TransferView[] {
  const known = useRef<ReadonlyMap<string, Known>>(new Map());
  return useMemo(() => {
    const next = new Map<string, Known>();
    for (const transfer of transfers) {
      const text = JSON.stringify(transfer);
      const before = known.current.get(transfer.id);
      next.set(transfer.id, before?.text === text ? before : { transfer, text });
    }
    known.current = next;
    return [...next.values()].map(({ transfer }) => transfer);
  }, [transfers]);
}
