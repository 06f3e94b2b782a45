import { isUnderWay, type Transfer } from '../core/transfer';
import type { WaitReason } from '../core/wait-reason';
import type { TransferPorts, TransferProgress } from './ports';

/** How often the list is told again while it changes. */
const PUBLISH_EVERY_MS = 100;

/** Tells the world how things stand. */
export interface Publisher {
  /** Something has changed: it is told now, or soon together with what changes until then. */
  publish(): void;
  /** Something that a person waits for has changed: it is told at once. */
  publishNow(): void;
  /** All transfers as they are now; the very same object for one that has not changed since the last time. */
  progress(): TransferProgress[];
  /** Does other work that the worker must be kept alive for. */
  whileBusy(work: (onWaiting: (waiting: WaitReason | null) => void) => Promise<void>): Promise<void>;
}

/** What is not in the journal. */
export type LiveStatus = Pick<TransferProgress, 'uploaded' | 'bytesPerSecond' | 'waiting'>;

const isSame = (a: LiveStatus, b: LiveStatus): boolean =>
  a.uploaded === b.uploaded &&
  a.bytesPerSecond === b.bytesPerSecond &&
  (a.waiting === b.waiting || JSON.stringify(a.waiting) === JSON.stringify(b.waiting));

export function openPublisher(
  { environment, onActivity, onChange }: Pick<TransferPorts, 'environment' | 'onActivity' | 'onChange'>,
  transfers: () => readonly Transfer[],
  liveStatusOf: (transfer: Transfer) => LiveStatus,
): Publisher {
  let otherWork = 0;
  let isOtherOffline = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let willTell = false;
  let before = new Map<string, { readonly transfer: Transfer; readonly progress: TransferProgress }>();

  function progress(): TransferProgress[] {
    const now = new Map<string, { readonly transfer: Transfer; readonly progress: TransferProgress }>();
    for (const transfer of transfers()) {
      const standing = liveStatusOf(transfer);
      const last = before.get(transfer.id);
      const isAsBefore = last?.transfer === transfer && isSame(standing, last.progress);
      now.set(transfer.id, isAsBefore ? last : { transfer, progress: { ...transfer, ...standing } });
    }
    before = now;
    return [...now.values()].map(entry => entry.progress);
  }

  function say(): void {
    toldAt = environment.now();
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

  function publish(): void {
    if (willTell) return;
    willTell = true;
    const wait = Math.max(0, toldAt + PUBLISH_EVERY_MS - environment.now());
    void environment.sleep(wait, new AbortController().signal).then(() => {
      willTell = false;
      say();
    });
  }

  return {
    publish,
    publishNow: say,
    progress,
    async whileBusy(work) {
      otherWork++;
      publish();
      try {
        await work(waiting => {
          isOtherOffline = waiting?.kind === 'online';
          publish();
        });
      } finally {
        otherWork--;
        isOtherOffline = false;
        publish();
      }
    },
  };
}
