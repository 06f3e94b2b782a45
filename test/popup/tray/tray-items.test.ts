import { describe, expect, test } from 'vitest';
import {
  GROUPS,
  type GroupedItems,
  groupedItems,
  inStableOrder,
  rowsOf,
} from '../../../src/popup/tray/tray-items';
import { addition, view } from './views';

const failure = { code: 'offline', detail: {}, technical: '' } as const;

const ids = (groups: GroupedItems) =>
  Object.fromEntries(GROUPS.map(group => [group, groups[group].map(({ id }) => id)]));

describe('groupedItems', () => {
  test('puts failed and undecided transfers first, then running, then done ones, each in order', () => {
    const groups = groupedItems(
      [addition('reading'), addition('unread', { failure })],
      [
        view('old', { state: 'saved', endedAt: 10 }),
        view('queued', { waiting: { kind: 'turn' } }),
        view('moving'),
        view('paused', { state: 'paused' }),
        view('failed', { state: 'failed', endedAt: 15 }),
        view('choosing', { state: 'choosing-album', createdAt: 20 }),
        view('new', { state: 'saved', endedAt: 30 }),
      ],
    );
    expect(ids(groups)).toEqual({
      attention: ['unread', 'choosing', 'failed'],
      'under-way': ['moving', 'paused', 'queued', 'reading'],
      saved: ['new', 'old'],
    });
  });

  test('shows a file once that is a transfer already', () => {
    expect(ids(groupedItems([addition('a')], [view('a')]))).toMatchObject({ 'under-way': ['a'] });
  });
});

describe('inOldPlaces', () => {
  const before = groupedItems([], [view('a'), view('b'), view('c')]);

  test('keeps rows in place although they ended, drops those gone, and appends new ones', () => {
    const after = groupedItems(
      [],
      [
        view('c'),
        view('b', { state: 'failed', endedAt: 1 }),
        view('new'),
        view('earlier', { state: 'saved', endedAt: 1 }),
      ],
    );
    expect(ids(inStableOrder(before, after))).toEqual({
      attention: [],
      'under-way': ['b', 'c', 'new'],
      saved: ['earlier'],
    });
  });

  test('shows the newest facts in old places', () => {
    const moved = view('b', { uploaded: 500 });
    const after = groupedItems([], [view('a'), moved, view('c')]);
    expect(inStableOrder(before, after)['under-way'][1]).toEqual({
      kind: 'transfer',
      id: 'b',
      transfer: moved,
    });
  });
});

describe('rowsOf', () => {
  const failed = (count: number) =>
    groupedItems(
      [],
      Array.from({ length: count }, (_, at) => view(`${at}`, { state: 'failed', endedAt: -at, failure })),
    ).attention;

  test('says of all that failed for the same reason how many they are, however few are shown', () => {
    const [cause, ...rows] = rowsOf(failed(60), 50);
    expect(cause).toMatchObject({ items: { length: 60 } });
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, at) => `${at}`));
    expect(rowsOf(failed(2), 1).map(row => 'items' in row)).toEqual([true, false]);
  });

  test('keeps a reason in its row when the first that failed for it is gone', () => {
    const [before] = rowsOf(failed(3), 50);
    const [after] = rowsOf(failed(3).slice(1), 50);
    expect(after?.id).toBe(before?.id);
    expect(after?.id).not.toContain(' '); // it is part of an element's id
  });
});
