import type { DBSchema } from 'idb';
import type { SentPart } from '../core/parts';
import { hasEnded, newTransfer, type Transfer } from '../core/transfer';
import { openDatabase } from '../durable/database';
import type { PendingCleanup, TransferDatabase } from './ports';

type PartRecord = SentPart & { readonly transferId: string };

interface TransferDatabaseSchema extends DBSchema {
  transfers: { key: string; value: Transfer };
  parts: { key: [transferId: string, partNumber: number]; value: PartRecord };
  leftovers: { key: string; value: PendingCleanup };
}

/** Version 1, of November 2026, knew fewer facts of a transfer. When it ended is one of those: it was soon. */
const ofVersion1 = (transfer: Transfer): Transfer => ({
  ...newTransfer(transfer),
  ...transfer,
  outcome: transfer.state === 'saved' ? 'stored' : null,
  endedAt: hasEnded(transfer) ? transfer.createdAt : null,
});

/** Version 2 knew one kind of thing from the web, in one version, and called it an image. */
const ofVersion2 = (transfer: Transfer): Transfer => {
  const source =
    transfer.source.kind === 'file'
      ? transfer.source
      : ({ ...transfer.source, kind: 'web', wanted: 'image', betterUrls: [], alt: '' } as const);
  const url = source.kind === 'web' ? source.url : null;
  return { ...transfer, source, bytes: transfer.bytes === null ? null : { ...transfer.bytes, url } };
};

interface ObjectLocation {
  readonly bucket: string;
  readonly key: string;
}

/** Where an object is that a transfer was told to be there already. */
const objectsReliedUpon = (transfers: readonly Transfer[]): readonly ObjectLocation[] =>
  transfers.flatMap(({ bucket, key, outcome }) =>
    outcome === 'already-there' && key !== null ? [{ bucket, key }] : [],
  );

/** Version 3 did not say which keys a transfer had tried, nor which of its objects others rely on. */
const ofVersion3 = (transfer: Transfer, relied: readonly ObjectLocation[]): Transfer => {
  const { bucket, album, multipart, state } = transfer;
  const isOwn = (place: ObjectLocation): boolean =>
    place.bucket === bucket && album !== null && place.key.startsWith(album);
  const kept = relied.filter(isOwn);
  return {
    ...transfer,
    triedKeys: multipart === null ? [] : [multipart.key],
    keptKeys: state === 'saved' ? [] : kept.map(({ key }) => key),
  };
};

export function openTransferDatabase(): TransferDatabase {
  const { connect, commit } = openDatabase<TransferDatabaseSchema>(
    'shoebox-transfers',
    4,
    async (database, oldVersion, _newVersion, transaction) => {
      if (oldVersion < 1) database.createObjectStore('transfers', { keyPath: 'id' });
      if (oldVersion < 2) {
        database.createObjectStore('parts', { keyPath: ['transferId', 'partNumber'] });
        database.createObjectStore('leftovers', { keyPath: 'id' });
      }
      const transfers = transaction.objectStore('transfers');
      const all = (await transfers.getAll())
        .map(transfer => (oldVersion < 2 ? ofVersion1(transfer) : transfer))
        .map(transfer => (oldVersion < 3 ? ofVersion2(transfer) : transfer));
      const relied = objectsReliedUpon(all);
      for (const transfer of all) await transfers.put(ofVersion3(transfer, relied));
      const leftovers = transaction.objectStore('leftovers');
      for (const { id, bucket, key, what } of await leftovers.getAll()) {
        const isRelied = relied.some(place => place.bucket === bucket && place.key === key);
        if (what.kind === 'object' && isRelied) await leftovers.delete(id);
      }
    },
  );
  const partsOf = (transferId: string): IDBKeyRange =>
    IDBKeyRange.bound([transferId], [transferId, Number.POSITIVE_INFINITY]);

  return {
    // Earlier versions knew no users.
    all: async () =>
      (await (await connect()).getAll('transfers')).map(transfer => ({
        ...transfer,
        owner: transfer.owner ?? null,
      })),
    write: (transfers, urgency, { added = [], removed = [] } = {}) =>
      commit(
        store => [
          ...transfers.map(transfer => store('transfers').put(transfer)),
          ...added.map(cleanup => store('leftovers').put(cleanup)),
          ...removed.map(id => store('leftovers').delete(id)),
        ],
        urgency,
      ),
    remove: (ids, cleanups = []) =>
      commit(store => [
        ...ids.flatMap(id => [store('transfers').delete(id), store('parts').delete(partsOf(id))]),
        ...cleanups.map(cleanup => store('leftovers').put(cleanup)),
      ]),
    parts: async transferId => (await connect()).getAll('parts', partsOf(transferId)),
    writePart: (transferId, part) => commit(store => [store('parts').put({ ...part, transferId })], 'soon'),
    removeParts: transferId => commit(store => [store('parts').delete(partsOf(transferId))]),
    pendingCleanups: async () => (await connect()).getAll('leftovers'),
  };
}
