import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SentPart } from '../../src/core/parts';
import type { PendingCleanup } from '../../src/transfers/ports';
import { openTransferDatabase } from '../../src/transfers/transfer-database';
import { clicked } from './world/world';

const DATABASE = 'shoebox-transfers';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.restoreAllMocks());

const part = (partNumber: number): SentPart => ({
  partNumber,
  size: 5,
  etag: `e${partNumber}`,
  checksum: 'c',
});

const PENDING: PendingCleanup = {
  ...{ id: 'l', bucket: 'bucket/@aws', key: 'Cats/cat.png', since: 1 },
  what: { kind: 'upload', uploadId: 'u' },
};

describe('the transfer database', () => {
  test('has what was written for the next worker, and not what was removed', async () => {
    const database = openTransferDatabase();
    const saved = { ...clicked('t1', 'Cats/'), state: 'saved', key: 'Cats/cat.png' } as const;
    await database.write([clicked('t1', 'Cats/'), clicked('t2', null)]);
    await database.write([saved]);
    await database.remove(['t2', 'never there']);
    expect(await openTransferDatabase().all()).toEqual([saved]);
  });

  test('keeps parts in order, by transfer, and removes them with it, noting what it leaves behind', async () => {
    const database = openTransferDatabase();
    await database.write([clicked('t1', 'Cats/')]);
    await Promise.all([database.writePart('t1', part(10)), database.writePart('t1', part(2))]);
    await database.writePart('t10', part(1));
    await database.writePart('t1', { ...part(2), etag: 'again' });
    expect((await database.parts('t1')).map(({ partNumber, etag }) => [partNumber, etag])).toEqual([
      [2, 'again'],
      [10, 'e10'],
    ]);
    await database.remove(['t1'], [PENDING]);
    expect([await database.parts('t1'), await database.all(), await database.pendingCleanups()]).toEqual([
      [],
      [],
      [PENDING],
    ]);
    expect((await database.parts('t10')).length).toBe(1);
    await database.removeParts('t10');
    await database.write([], 'now', { removed: ['l'] });
    expect([await database.parts('t10'), await database.pendingCleanups()]).toEqual([[], []]);
    await database.write([], 'soon', { added: [PENDING] });
    expect(await database.pendingCleanups()).toEqual([PENDING]);
  });

  test('writes what comes together in few transactions, each of them safe on the disk, in order', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const database = openTransferDatabase();
    await database.all();
    transaction.mockClear();
    const steps = Array.from({ length: 200 }, (_, index) => ({
      ...clicked('t1', 'Cats/'),
      createdAt: index,
    }));
    await Promise.all(steps.map(step => database.write([step])));
    expect(transaction.mock.calls.length).toBeLessThanOrEqual(3);
    for (const [, mode, options] of transaction.mock.calls) {
      expect([mode, options]).toEqual(['readwrite', { durability: 'strict' }]);
    }
    expect(await database.all()).toEqual([steps.at(-1)]);
  });

  test('rejects only the write that failed of those written together', async () => {
    const database = openTransferDatabase();
    await database.all();
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (value.id === 'bad') throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, key);
    });
    const writes = ['t0', 't1', 'bad', 't2'].map(id => database.write([clicked(id, 'Cats/')]));
    const results = await Promise.allSettled(writes);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(results[2]).toMatchObject({ reason: { code: 'browser-storage-full' } });
    expect((await database.all()).map(({ id }) => id)).toEqual(['t0', 't1', 't2']);
    vi.restoreAllMocks();
    await database.write([clicked('bad', 'Cats/')]);
  });

  test('that could not be opened is opened the next time', async () => {
    const database = openTransferDatabase();
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('not now', 'UnknownError');
    });
    await expect(database.all()).rejects.toThrow('not now');
    expect(await database.all()).toEqual([]);
    await database.write([clicked('t1', null)]);
  });
});

test('a transfer database of version 1 keeps all that it knows', async () => {
  const before = await openDB(DATABASE, 1, {
    upgrade: db => void db.createObjectStore('transfers', { keyPath: 'id' }),
  });
  const facts = (id: string): object => {
    const { multipart, fruitlessStarts, outcome, endedAt, failureSeen, ...old } = clicked(id, 'Cats/');
    return old;
  };
  const failure = { code: 'access-denied', detail: {}, technical: '' };
  await before.put('transfers', facts('t1'));
  await before.put('transfers', { ...facts('t2'), state: 'saved', key: 'Cats/cat.png' });
  await before.put('transfers', { ...facts('t3'), state: 'failed', failure });
  before.close();
  const database = openTransferDatabase();
  const known = { multipart: null, fruitlessStarts: 0, failureSeen: false };
  expect(await database.all()).toMatchObject([
    { ...known, id: 't1', state: 'under-way', outcome: null, endedAt: null },
    { ...known, id: 't2', state: 'saved', key: 'Cats/cat.png', outcome: 'stored', endedAt: 2 },
    { ...known, id: 't3', state: 'failed', failure, outcome: null, endedAt: 3 },
  ]);
  await database.writePart('t1', part(1));
  await database.write([], 'now', { added: [PENDING] });
  expect([
    await openTransferDatabase().parts('t1'),
    await openTransferDatabase().pendingCleanups(),
  ]).toMatchObject([[part(1)], [PENDING]]);
});

test('a transfer database of version 2, which knew images only, keeps all that it knows', async () => {
  const before = await openDB(DATABASE, 2, {
    upgrade(db) {
      db.createObjectStore('transfers', { keyPath: 'id' });
      db.createObjectStore('parts', { keyPath: ['transferId', 'partNumber'] });
      db.createObjectStore('leftovers', { keyPath: 'id' });
    },
  });
  const web = clicked('t1', 'Cats/');
  const { wanted, betterUrls, alt, ...image } = web.source.kind === 'web' ? web.source : never();
  const bytes = { blobId: 'b', size: 1, mediaType: 'image/png', rung: 'page' };
  await before.put('transfers', { ...web, source: { ...image, kind: 'image' } });
  await before.put('transfers', { ...web, id: 't2', source: { ...image, kind: 'image' }, bytes });
  await before.put('transfers', { ...web, id: 't3', source: { kind: 'file' }, bytes });
  before.close();
  expect(await openTransferDatabase().all()).toEqual([
    web,
    { ...web, id: 't2', bytes: { ...bytes, url: image.url } },
    { ...web, id: 't3', source: { kind: 'file' }, bytes: { ...bytes, url: null } },
  ]);
});

describe('a transfer database of version 3', () => {
  const V3 = { triedKeys: undefined, keptKeys: undefined };

  async function written(
    transfers: readonly object[],
    leftovers: readonly PendingCleanup[] = [],
  ): Promise<void> {
    const old = await openDB(DATABASE, 3, {
      upgrade(db) {
        db.createObjectStore('transfers', { keyPath: 'id' });
        db.createObjectStore('parts', { keyPath: ['transferId', 'partNumber'] });
        db.createObjectStore('leftovers', { keyPath: 'id' });
      },
    });
    for (const transfer of transfers) await old.put('transfers', { ...transfer, ...V3 });
    for (const leftover of leftovers) await old.put('leftovers', leftover);
    old.close();
  }

  test('goes on with an upload in parts, whose key it may have stored something under', async () => {
    const multipart = { key: 'Cats/cat (2).png', uploadId: 'u', partBytes: 5, startedAt: 1 };
    await written([{ ...clicked('t1', 'Cats/'), multipart }, clicked('t2', null)]);
    expect(await openTransferDatabase().all()).toMatchObject([
      { id: 't1', multipart, triedKeys: ['Cats/cat (2).png'], keptKeys: [] },
      { id: 't2', multipart: null, triedKeys: [], keptKeys: [] },
    ]);
  });

  test('keeps what uploads were told to be there already from the clean-up of those that stored it', async () => {
    const there = { state: 'saved', outcome: 'already-there', key: 'Cats/cat.png' } as const;
    const leftBehind = (id: string, bucket: string, key: string): PendingCleanup => ({
      ...{ id, bucket, key, since: 1 },
      what: { kind: 'object', transferId: 't0' },
    });
    const { bucket } = clicked('t1', 'Cats/');
    await written(
      [
        { ...clicked('t1', 'Cats/'), state: 'failed' },
        { ...clicked('t2', 'Cats/'), ...there },
        { ...clicked('t3', 'Dogs/'), state: 'failed' },
        { ...clicked('t4', 'Cats/'), bucket: 'other/@aws', state: 'failed' },
      ],
      [
        leftBehind('l1', bucket, 'Cats/cat.png'),
        leftBehind('l2', 'other/@aws', 'Cats/cat.png'),
        leftBehind('l3', bucket, 'Cats/dog.png'),
      ],
    );
    const database = openTransferDatabase();
    expect((await database.all()).map(({ id, keptKeys }) => [id, keptKeys])).toEqual([
      ['t1', ['Cats/cat.png']],
      ['t2', []],
      ['t3', []],
      ['t4', []],
    ]);
    expect((await database.pendingCleanups()).map(({ id }) => id)).toEqual(['l2', 'l3']);
  });
});

function never(): never {
  throw new Error('unreachable: it is of the web');
}
