import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openRecordStore } from '../../src/durable/record-store';
import { gate } from '../transfers/world/points';
import { type Hook, openTables, type Row } from './records';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

const add =
  (more: number) =>
  ({ id, value }: Row): Row => ({ id, value: value + more });

/** A store with the rows a and b, and a disk that does as `hook.now` says. */
async function opened() {
  const hook: { now: Hook } = { now: () => {} };
  const disk = openTables(operation => hook.now(operation));
  const store = openRecordStore(disk.tables);
  await store.load();
  await store.add([
    { id: 'a', value: 1 },
    { id: 'b', value: 2 },
  ]);
  return { hook, disk, store };
}

const refuse: Hook = () => {
  throw new Error('full');
};

describe('a record store', () => {
  test('knows what an earlier worker instance wrote, once it has loaded', async () => {
    await opened();
    const next = openRecordStore(openTables().tables);
    expect(next.all()).toEqual([]);
    await Promise.all([next.load(), next.load()]);
    expect(next.all().map(({ id }) => id)).toEqual(['a', 'b']);
    expect([next.isOnDisk('a'), next.isPersisted('a'), next.isOutdated('a')]).toEqual([true, true, false]);
  });

  test('asks a disk that could not be read again the next time', async () => {
    await opened();
    let isBroken = true;
    const next = openRecordStore(
      openTables(() => {
        if (isBroken) throw new Error('not now');
      }).tables,
    );
    await expect(next.load()).rejects.toThrow('not now');
    isBroken = false;
    await next.load();
    expect(next.all()).toHaveLength(2);
  });
});

describe('what is added', () => {
  test('is known at once, and is on the disk when the call resolves', async () => {
    const { store, disk } = await opened();
    const added = store.add([{ id: 'c', value: 3 }]);
    expect([store.get('c'), store.isOnDisk('c')]).toEqual([{ id: 'c', value: 3 }, false]);
    await added;
    expect(store.isOnDisk('c')).toBe(true);
    expect((await disk.onDisk()).rows).toEqual({ a: 1, b: 2, c: 3 });
  });

  test('is gone from the disk once it is discarded, also where a change was written after it', async () => {
    const { store, disk } = await opened();
    const added = store.add([{ id: 'c', value: 3 }]);
    const changed = store.change('c', add(1));
    const discarded = store.discard(['c']);
    expect(store.get('c')).toBeUndefined();
    await Promise.all([added, changed, discarded]);
    expect((await disk.onDisk()).rows).toEqual({ a: 1, b: 2 });
  });
});

describe('a change', () => {
  test('is known at once with what is written beside it, and then on the disk', async () => {
    const { store, disk } = await opened();
    const changed = store.change('a', add(10), { extra: 'note' });
    expect([store.get('a')?.value, disk.known, store.isPersisted('a')]).toEqual([11, ['note'], false]);
    expect(await changed).toEqual({ id: 'a', value: 11 });
    expect(await disk.onDisk()).toEqual({ rows: { a: 11, b: 2 }, notes: ['note'] });
    expect(store.isPersisted('a')).toBe(true);
  });

  test('that changes nothing is not written', async () => {
    const { store, disk } = await opened();
    disk.written.length = 0;
    await store.change('a', row => row);
    expect(disk.written).toEqual([]);
  });

  test('that the disk refuses stays known, and the next one is written from what the disk has', async () => {
    const { store, disk, hook } = await opened();
    hook.now = refuse;
    await expect(store.change('a', add(10))).rejects.toThrow('full');
    expect([store.get('a')?.value, store.isOutdated('a')]).toEqual([11, true]);
    hook.now = () => {};
    disk.written.length = 0;
    await store.change('a', row => row); // changes nothing, but the disk has an older state
    expect(disk.written).toEqual([[1, 11]]);
    expect(store.isOutdated('a')).toBe(false);
  });

  test('of a record that is not there does nothing', async () => {
    const { store } = await opened();
    expect(await store.change('z', add(1))).toBeNull();
  });
});

describe('a decision', () => {
  test('is known only when it is on the disk, with what is written beside it', async () => {
    const { store, disk } = await opened();
    const decided = store.decide(() => ({ records: [{ id: 'a', value: 5 }], extra: 'note' }));
    await Promise.resolve();
    expect([store.get('a')?.value, disk.known]).toEqual([1, []]);
    await decided;
    expect([store.get('a')?.value, disk.known]).toEqual([5, ['note']]);
    expect((await disk.onDisk()).rows).toEqual({ a: 5, b: 2 });
  });

  test('that the disk refuses changes nothing', async () => {
    const { store, disk, hook } = await opened();
    hook.now = refuse;
    const decided = store.decide(() => ({ records: [{ id: 'a', value: 5 }], extra: 'note' }));
    await expect(decided).rejects.toThrow('full');
    expect([store.get('a')?.value, disk.known, await disk.onDisk()]).toEqual([
      1,
      [],
      { rows: { a: 1, b: 2 }, notes: [] },
    ]);
  });

  test('is made again from the newest state where that changed while it was being written', async () => {
    const { store, disk, hook } = await opened();
    const held = gate();
    hook.now = () => held.opened;
    let asked = 0;
    const decided = store.decide(() => {
      asked++;
      return { records: [add(100)(store.get('a') ?? { id: 'a', value: 0 })] };
    });
    await vi.waitFor(() => expect(asked).toBe(1));
    const changed = store.change('a', add(10));
    held.open();
    await Promise.all([decided, changed]);
    expect(store.get('a')?.value).toBe(111);
    expect((await disk.onDisk()).rows).toMatchObject({ a: 111 });
  });

  test('is made again where something was written beside its record meanwhile, with the state from before', async () => {
    const { store, disk, hook } = await opened();
    const held = gate();
    hook.now = () => held.opened;
    const decided = store.decide(() => ({ records: [{ id: 'a', value: 5 }] }));
    await vi.waitFor(() => expect(disk.written).toContainEqual([1, 5]));
    const changed = store.change('a', row => row, { extra: 'note' });
    held.open();
    await Promise.all([decided, changed]);
    expect([store.get('a')?.value, store.isPersisted('a')]).toEqual([5, true]);
    expect(await disk.onDisk()).toEqual({ rows: { a: 5, b: 2 }, notes: ['note'] });
  });

  test('waits for the one before it and sees what that made', async () => {
    const { store } = await opened();
    const more = () => store.decide(() => ({ records: [add(1)(store.get('a') ?? { id: 'a', value: 0 })] }));
    await Promise.all([more(), more(), more()]);
    expect(store.get('a')?.value).toBe(4);
  });

  test('that decides nothing is not written', async () => {
    const { store, disk } = await opened();
    disk.written.length = 0;
    await store.decide(() => null);
    expect(disk.written).toEqual([]);
  });
});

describe('a removal', () => {
  test('is on the disk first, with what is written beside it', async () => {
    const { store, disk, hook } = await opened();
    const held = gate();
    hook.now = operation => (operation === 'remove' ? held.opened : undefined);
    const removed = store.remove(
      ['a', 'b', 'z'],
      ({ value }) => value === 1,
      rows => rows.map(({ id }) => id).join(),
    );
    expect(store.get('a')).toBeDefined();
    held.open();
    expect(await removed).toEqual([{ id: 'a', value: 1 }]);
    expect([store.all(), disk.known]).toEqual([[{ id: 'b', value: 2 }], ['a']]);
    expect(await disk.onDisk()).toEqual({ rows: { b: 2 }, notes: ['a'] });
  });

  test('takes what changes while it is being written with it', async () => {
    const { store, disk, hook } = await opened();
    const held = gate();
    hook.now = operation => (operation === 'remove' ? held.opened : undefined);
    const removed = store.remove(['a'], () => true);
    const changed = store.change('a', add(1), { extra: 'late' });
    held.open();
    await removed;
    expect([await changed, store.get('a'), disk.known]).toEqual([null, undefined, []]);
    expect(await disk.onDisk()).toEqual({ rows: { b: 2 }, notes: [] });
  });

  test('that the disk refuses leaves all as it was, and loses nothing that changed meanwhile', async () => {
    const { store, disk, hook } = await opened();
    const held = gate();
    hook.now = async operation => {
      if (operation === 'remove') await held.opened;
    };
    const removed = store.remove(['a'], () => true);
    const changed = store.change('a', add(10));
    // Known before whoever wanted it removed goes on.
    const seen = removed.catch(() => store.get('a')?.value);
    held.shut(new Error('full'));
    expect(await seen).toBe(11);
    expect(await changed).toEqual({ id: 'a', value: 11 });
    expect((await disk.onDisk()).rows).toEqual({ a: 11, b: 2 });
  });

  test('that waits for its turn, or is not allowed, keeps nobody from changing the record', async () => {
    const { store, disk, hook } = await opened();
    const held = gate();
    hook.now = () => held.opened;
    const decided = store.decide(() => ({ records: [{ id: 'b', value: 5 }] }));
    await vi.waitFor(() => expect(disk.written).toContainEqual([2, 5]));
    const removed = store.remove(['a'], ({ value }) => value === 1);
    const changed = store.change('a', add(10), { extra: 'note' });
    expect([store.get('a')?.value, disk.known]).toEqual([11, ['note']]);
    held.open();
    await decided;
    expect([await removed, await changed]).toEqual([[], { id: 'a', value: 11 }]);
    expect(await disk.onDisk()).toEqual({ rows: { a: 11, b: 5 }, notes: ['note'] });
  });

  test('that is asked for again and succeeds after the first was refused: nothing that changed meanwhile comes back', async () => {
    const rows = new Map([['a', 1]]);
    const [first, second] = [gate(), gate()];
    let asked = 0;
    const store = openRecordStore<Row>({
      idOf: ({ id }) => id,
      load: async () => [{ id: 'a', value: 1 }],
      async write(writes) {
        for (const { after } of writes) rows.set(after.id, after.value);
      },
      // Written in the order in which it was asked for; some time passes before the disk says so.
      async remove(ids) {
        if (++asked === 1) return first.opened;
        for (const id of ids) rows.delete(id);
        return second.opened;
      },
      onExtra: () => {},
    });
    await store.load();
    const refused = store.remove(['a'], () => true);
    const removed = store.remove(['a'], () => true);
    first.shut(new Error('full'));
    await expect(refused).rejects.toThrow('full');
    const changed = store.change('a', add(10));
    second.open();
    await Promise.all([removed, changed]);
    expect([store.get('a'), ...rows.keys()]).toEqual([undefined]);
  });

  test('that is not allowed while another is being written leaves that one alone', async () => {
    const { store, disk, hook } = await opened();
    const held = gate();
    hook.now = operation => (operation === 'remove' ? held.opened : undefined);
    const removed = store.remove(['a'], () => true);
    const refused = store.remove(['a'], () => false);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    const changed = store.change('a', add(10));
    held.open();
    expect([(await removed).length, await refused, await changed]).toEqual([1, [], null]);
    expect((await disk.onDisk()).rows).toEqual({ b: 2 });
  });

  test('waits for a decision that is being written, and is allowed or not by what that made', async () => {
    const { store, hook } = await opened();
    const held = gate();
    hook.now = () => held.opened;
    const decided = store.decide(() => ({ records: [{ id: 'a', value: 5 }] }));
    await Promise.resolve();
    const removed = store.remove(['a'], ({ value }) => value === 1);
    held.open();
    await decided;
    expect(await removed).toEqual([]);
    expect(store.get('a')?.value).toBe(5);
  });

  test('keeps a decision waiting, which then knows of it', async () => {
    const { store, hook } = await opened();
    const held = gate();
    hook.now = operation => (operation === 'remove' ? held.opened : undefined);
    const removals = [store.remove(['a'], () => true), store.remove(['b'], () => true)];
    let seen: readonly Row[] | null = null;
    const decided = store.decide(() => {
      seen = store.all();
      return null;
    });
    await Promise.resolve();
    expect(seen).toBeNull();
    held.open();
    await Promise.all([...removals, decided]);
    expect(seen).toEqual([]);
  });
});

test('a record that is erased stays known, and is not written again by a change that changes nothing', async () => {
  const { store, disk } = await opened();
  await store.erase(['a']);
  expect([store.get('a')?.value, store.isOnDisk('a'), store.isOutdated('a')]).toEqual([1, false, false]);
  await store.change('a', row => row);
  expect((await disk.onDisk()).rows).toEqual({ b: 2 });
});

test('what the disk has refused to forget is asked of it again', async () => {
  const { store, disk, hook } = await opened();
  hook.now = refuse;
  await expect(store.discard(['a'])).rejects.toThrow('full');
  expect(store.get('a')).toBeUndefined();
  hook.now = () => {};
  await store.eraseForgotten();
  expect((await disk.onDisk()).rows).toEqual({ b: 2 });
});

test('what was decided a moment ago is not taken for something that the disk was to forget', async () => {
  for (let turns = 0; turns < 12; turns++) {
    const onDisk = new Set<string>();
    const written = gate();
    const store = openRecordStore<Row>({
      idOf: ({ id }) => id,
      load: async () => [],
      async write(writes) {
        await written.opened;
        for (const { after } of writes) onDisk.add(after.id);
      },
      async remove(ids) {
        for (const id of ids) onDisk.delete(id);
      },
      onExtra: () => {},
    });
    const decided = store.decide(() => ({ records: [{ id: 'a', value: 1 }] }));
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    written.open();
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    await Promise.all([store.eraseForgotten(), decided]);
    expect([store.get('a')?.value, ...onDisk], `${turns} turns later`).toEqual([1, 'a']);
  }
});
