import { isUnderWay, type Transfer } from '../core/transfer';
import type { Progress, TransferPorts } from './ports';

/** How often the list is told again while it changes. */
const TELL_EVERY_MS = 100;

/** Tells the world how things stand. */
export interface Bulletin {
  /** Something has changed: it is told now, or soon together with what changes until then. */
  tell(): void;
  /** Something that a person waits for has changed: it is told at once. */
  tellNow(): void;
  /** Does other work that the worker must be kept alive for. */
  whileBusy(work: () => Promise<void>): Promise<void>;
}

export function openBulletin(
  { surroundings, onActivity, onChange }: Pick<TransferPorts, 'surroundings' | 'onActivity' | 'onChange'>,
  transfers: () => readonly Transfer[],
  progressOf: (transfer: Transfer) => Progress,
): Bulletin {
  let otherWork = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  let willTell = false;

  function say(): void {
    toldAt = surroundings.now();
    const progress = transfers().map(progressOf);
    const underWay = progress.filter(isUnderWay);
    // While some wait for the network, those that wait for their turn wait for it as well.
    const isOffline = underWay.some(({ waiting }) => waiting?.kind === 'online');
    const still: readonly unknown[] = isOffline ? ['online', 'turn'] : [];
    const isMoving = underWay.some(({ waiting }) => !still.includes(waiting?.kind));
    if (otherWork > 0 || isMoving) onActivity('busy');
    else onActivity(underWay.length > 0 ? 'waiting' : 'idle');
    onChange(progress);
  }

  function tell(): void {
    if (willTell) return;
    willTell = true;
    const wait = Math.max(0, toldAt + TELL_EVERY_MS - surroundings.now());
    void surroundings.sleep(wait, new AbortController().signal).then(() => {
      willTell = false;
      say();
    });
  }

  return {
    tell,
    tellNow: say,
    async whileBusy(work) {
      otherWork++;
      tell();
      try {
        await work();
      } finally {
        otherWork--;
        tell();
      }
    },
  };
}
