import { isUnderWay, type Transfer } from '../core/transfer';
import type { Progress, TransferPorts } from './ports';

/** How often the list is told again while it changes. */
const TELL_EVERY_MS = 100;

/** Tells the world how things stand. */
export interface Bulletin {
  /** Something has changed: it is told now, or soon together with what changes until then. */
  tell(): void;
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
    willTell = false;
    toldAt = surroundings.now();
    const progress = transfers().map(progressOf);
    const underWay = progress.filter(isUnderWay);
    const isMoving = underWay.some(({ waiting }) => waiting?.kind !== 'online');
    if (otherWork > 0 || isMoving) onActivity('busy');
    else onActivity(underWay.length > 0 ? 'waiting' : 'idle');
    onChange(progress);
  }

  function tell(): void {
    if (willTell) return;
    willTell = true;
    const wait = Math.max(0, toldAt + TELL_EVERY_MS - surroundings.now());
    if (wait === 0) queueMicrotask(say);
    else void surroundings.sleep(wait, new AbortController().signal).then(say);
  }

  return {
    tell,
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
