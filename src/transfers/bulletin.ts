import { isUnderWay, type Transfer } from '../core/transfer';
import type { Waiting } from '../core/waiting';
import type { Progress, TransferPorts } from './ports';

/** How often the list is told again while it changes. */
const TELL_EVERY_MS = 100;

/** Tells the world how things stand. */
export interface Bulletin {
  /** Something has changed: it is told now, or soon together with what changes until then. */
  tell(): void;
  /** Something that a person waits for has changed: it is told at once. */
  tellNow(): void;
  /** All transfers as they are now; the very same object for one that has not changed since the last time. */
  progress(): Progress[];
  /** Does other work that the worker must be kept alive for. */
  whileBusy(work: (onWaiting: (waiting: Waiting | null) => void) => Promise<void>): Promise<void>;
}

/** What is not in the journal. */
export type Standing = Pick<Progress, 'uploaded' | 'bytesPerSecond' | 'waiting'>;

const isSame = (a: Standing, b: Standing): boolean =>
  a.uploaded === b.uploaded &&
  a.bytesPerSecond === b.bytesPerSecond &&
  (a.waiting === b.waiting || JSON.stringify(a.waiting) === JSON.stringify(b.waiting));

export function openBulletin(
  { surroundings, onActivity, onChange }: Pick<TransferPorts, 'surroundings' | 'onActivity' | 'onChange'>,
  transfers: () => readonly Transfer[],
  standingOf: (transfer: Transfer) => Standing,
): Bulletin {
  let otherWork = 0;
  let isOtherOffline = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let willTell = false;
  let before = new Map<string, { readonly transfer: Transfer; readonly progress: Progress }>();

  function progress(): Progress[] {
    const now = new Map<string, { readonly transfer: Transfer; readonly progress: Progress }>();
    for (const transfer of transfers()) {
      const standing = standingOf(transfer);
      const last = before.get(transfer.id);
      const isAsBefore = last?.transfer === transfer && isSame(standing, last.progress);
      now.set(transfer.id, isAsBefore ? last : { transfer, progress: { ...transfer, ...standing } });
    }
    before = now;
    return [...now.values()].map(entry => entry.progress);
  }

  function say(): void {
    toldAt = surroundings.now();
    const current = progress();
    const underWay = current.filter(isUnderWay);
    // While some wait for the network, those that wait for their turn wait for it as well.
    const isOffline = underWay.some(({ waiting }) => waiting?.kind === 'online');
    const still: readonly unknown[] = isOffline ? ['online', 'turn'] : [];
    const isMoving = underWay.some(({ waiting }) => !still.includes(waiting?.kind));
    if (isMoving || (otherWork > 0 && !isOtherOffline)) onActivity('busy');
    else onActivity(underWay.length > 0 || otherWork > 0 ? 'waiting' : 'idle');
    onChange(current);
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
    progress,
    async whileBusy(work) {
      otherWork++;
      tell();
      try {
        await work(waiting => {
          isOtherOffline = waiting?.kind === 'online';
          tell();
        });
      } finally {
        otherWork--;
        isOtherOffline = false;
        tell();
      }
    },
  };
}
