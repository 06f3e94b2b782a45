import type { SentPart } from '../../../src/core/parts';
import type { Transfer } from '../../../src/core/transfer';
import type { Blobs, PendingCleanup, TransferDatabase } from '../../../src/transfers/ports';
import type { Mortal, Points } from './points';

/** What is on the disk; it outlives every worker. */
export class FakeDisk {
  readonly transfers = new Map<string, Transfer>();
  readonly parts = new Map<string, { readonly transferId: string; readonly part: SentPart }>();
  readonly pendingCleanups = new Map<string, PendingCleanup>();
  readonly blobs = new Map<string, Blob>();

  removeParts(transferId: string): void {
    for (const [key, part] of this.parts) if (part.transferId === transferId) this.parts.delete(key);
  }
}

/** The disk, as one worker instance reaches it. What comes back is never what was handed in, as with IndexedDB. */
export function databaseOf(disk: FakeDisk, points: Points, life: Mortal): TransferDatabase {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, in the order in which they were asked for. */
  const inOrder = <Value>(
    operation: keyof TransferDatabase,
    what: string,
    effect: () => Value,
  ): Promise<Value> => {
    const answer = last.then(() => points.pass(life, `database.${operation}`, what, null, effect));
    last = answer.catch(() => {}); // whoever asked hears of it
    return answer;
  };
  return {
    all: () => inOrder('all', '', () => structuredClone([...disk.transfers.values()])),
    write: (transfers, _urgency, { added = [], removed = [] } = {}) => {
      const copies = structuredClone(transfers);
      return inOrder('write', copies.map(({ id, state }) => `${id} ${state}`).join(), () => {
        for (const transfer of copies) disk.transfers.set(transfer.id, transfer);
        for (const cleanup of added) disk.pendingCleanups.set(cleanup.id, cleanup);
        for (const id of removed) disk.pendingCleanups.delete(id);
      });
    },
    remove: (ids, cleanups = []) =>
      inOrder('remove', ids.join(), () => {
        for (const id of ids) {
          disk.transfers.delete(id);
          disk.removeParts(id);
        }
        for (const cleanup of cleanups) disk.pendingCleanups.set(cleanup.id, cleanup);
      }),
    parts: id =>
      inOrder('parts', id, () =>
        [...disk.parts.values()].filter(({ transferId }) => transferId === id).map(({ part }) => part),
      ),
    writePart: (transferId, part) =>
      inOrder('writePart', `${transferId} ${part.partNumber}`, () => {
        disk.parts.set(`${transferId} ${part.partNumber}`, { transferId, part });
      }),
    removeParts: id => inOrder('removeParts', id, () => disk.removeParts(id)),
    pendingCleanups: () => inOrder('pendingCleanups', '', () => [...disk.pendingCleanups.values()]),
  };
}

export function blobsOf({ blobs }: FakeDisk, points: Points, life: Mortal): Blobs {
  const ask = <Value>(operation: keyof Blobs, id: string, effect: () => Value): Promise<Value> =>
    points.pass(life, `blobs.${operation}`, id, null, effect);
  return {
    put: (blob, id) => ask('put', id, () => void blobs.set(id, blob)),
    get: ids => ask('get', ids.join(), () => ids.map(id => blobs.get(id) ?? null)),
    delete: ids =>
      ask('delete', ids.join(), () => {
        for (const id of ids) blobs.delete(id);
      }),
  };
}
