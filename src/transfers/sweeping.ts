import type { Waiting } from '../core/waiting';
import type { Ledger } from './ledger';
import { removeLeftovers } from './leftovers';
import type { ObjectStore, TransferPorts } from './ports';
import type { Runner } from './runner';

/**
 * Hands out what removes from the bucket the leftovers of cancelled and abandoned transfers: at once, and again until
 * nothing can be on its way any more. Asked while it does so, it begins again without waiting.
 */
export function openSweeping(
  { journal, surroundings, openStore }: Pick<TransferPorts, 'journal' | 'surroundings' | 'openStore'>,
  ledger: Ledger,
  { whileBusy, lineTo }: Pick<Runner, 'whileBusy' | 'lineTo'>,
): () => void {
  const never = new AbortController().signal;
  let isSweeping = false;
  /** Aborts when there is more to be swept. */
  let more = new AbortController();

  const isBeingCreated = (key: string): boolean =>
    ledger.all().some(({ multipart }) => multipart?.key === key && multipart.uploadId === null);

  const uploadsInUse = (): ReadonlySet<string> =>
    new Set(
      ledger
        .all()
        .map(({ multipart }) => multipart?.uploadId)
        .filter(id => typeof id === 'string'),
    );

  function isWanted(transferId: string, key: string): boolean {
    const transfer = ledger.get(transferId);
    if (transfer === undefined) return false;
    return transfer.state === 'saved'
      ? transfer.key === key
      : transfer.album === key.slice(0, key.lastIndexOf('/') + 1);
  }

  async function sweepUntilSettled(onWaiting: (waiting: Waiting | null) => void): Promise<void> {
    const ports = {
      ...{ journal, surroundings, openStore, uploadsInUse, isBeingCreated, isWanted },
      lineTo: (store: ObjectStore) => lineTo(store, onWaiting),
    };
    for (;;) {
      more = new AbortController();
      const { signal } = more;
      const wait = await removeLeftovers(ports, never);
      if (wait === null && !signal.aborted) return;
      await surroundings.sleep(wait ?? 0, signal).catch(() => {}); // woken: there is more
    }
  }

  return () => {
    more.abort();
    if (isSweeping) return;
    isSweeping = true;
    void whileBusy(sweepUntilSettled)
      .catch(() => {}) // a disk that can't be read now is read at the next start
      .finally(() => {
        isSweeping = false;
      });
  };
}
