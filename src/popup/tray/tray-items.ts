import type { Failure } from '../../core/failure';
import type { TransferView } from '../../messaging/protocol';
import type { Addition } from '../adding/add-files';
import { byCause } from '../model/by-cause';

/** One row of the tray: a file that is being read, or a transfer. A file keeps its id when it becomes one. */
export type TrayItem =
  | { readonly kind: 'addition'; readonly id: string; readonly addition: Addition }
  | { readonly kind: 'transfer'; readonly id: string; readonly transfer: TransferView };

/** In the order in which they stand in the tray. */
export const GROUPS = ['attention', 'under-way', 'saved'] as const;
export type TrayGroupName = (typeof GROUPS)[number];

/** The items of each group, in the order in which they are shown. */
export type GroupedItems = Readonly<Record<TrayGroupName, readonly TrayItem[]>>;

export function groupOf(item: TrayItem): TrayGroupName {
  if (item.kind === 'addition') return item.addition.failure === null ? 'under-way' : 'attention';
  const { state } = item.transfer;
  if (state === 'saved') return 'saved';
  return state === 'failed' || state === 'choosing-album' ? 'attention' : 'under-way';
}

/** When it ended, or began. */
const timeOf = (item: TrayItem): number =>
  item.kind === 'addition' ? Number.POSITIVE_INFINITY : (item.transfer.endedAt ?? item.transfer.createdAt);

/** What moves stands before what waits for its turn, and both before what is not even read yet. */
function queueRank(item: TrayItem): number {
  if (item.kind === 'addition') return 2;
  return item.transfer.waiting?.kind === 'turn' ? 1 : 0;
}

const newestFirst = (a: TrayItem, b: TrayItem): number => compare(timeOf(b), timeOf(a));
const nextFirst = (a: TrayItem, b: TrayItem): number => queueRank(a) - queueRank(b);

/** Two infinite times have no difference that is a number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** @param transfers in the order in which they were begun. */
export function groupedItems(
  additions: readonly Addition[],
  transfers: readonly TransferView[],
): GroupedItems {
  const begun = new Set(transfers.map(({ id }) => id));
  const items: TrayItem[] = [
    ...transfers.map(transfer => ({ kind: 'transfer' as const, id: transfer.id, transfer })),
    // The worker may tell of the transfer before it answers that it took the file.
    ...additions
      .filter(({ id }) => !begun.has(id))
      .map(addition => ({ kind: 'addition' as const, id: addition.id, addition })),
  ];
  const inGroup = (group: TrayGroupName): TrayItem[] => items.filter(item => groupOf(item) === group);
  return {
    attention: inGroup('attention').sort(newestFirst),
    'under-way': inGroup('under-way').sort(nextFirst),
    saved: inGroup('saved').sort(newestFirst),
  };
}

/**
 * The newest facts in the old places, for as long as the user works in the list: what was shown stays where it
 * was, what is gone goes, what is new comes last in its group.
 */
export function inStableOrder(old: GroupedItems, fresh: GroupedItems): GroupedItems {
  const items = new Map(GROUPS.flatMap(group => fresh[group].map(item => [item.id, item])));
  const placed = new Set(GROUPS.flatMap(group => old[group].map(({ id }) => id)));
  const group = (name: TrayGroupName): TrayItem[] => [
    ...old[name].map(({ id }) => items.get(id)).filter(item => item !== undefined),
    ...fresh[name].filter(({ id }) => !placed.has(id)),
  ];
  return { attention: group('attention'), 'under-way': group('under-way'), saved: group('saved') };
}

/** A row of the list: why the next ones failed, or one of them. */
export type TrayListRow =
  | { readonly id: string; readonly failure: Failure; readonly items: readonly TrayItem[] }
  | { readonly id: string; readonly item: TrayItem; readonly isExplained: boolean };

/**
 * The first `max` of them as rows; those that failed for the same reason stand below it together. What is said and done for
 * a reason is for all that failed for it, shown or not.
 */
export function rowsOf(all: readonly TrayItem[], max: number): readonly TrayListRow[] {
  const shown = all.slice(0, max);
  const isShown = new Set(shown);
  const others = all.slice(max).filter(item => failureOf(item) !== null);
  return byCause([...shown, ...others], failureOf).flatMap(({ id, failure, items }): TrayListRow[] => {
    const isExplained = failure !== null && items.length > 1;
    const rows = items
      .filter(item => isShown.has(item))
      .map((item): TrayListRow => ({ id: item.id, item, isExplained }));
    return isExplained && rows.length > 0
      ? [{ id: `cause-${id.replace(/\s+/g, '_')}`, failure, items }, ...rows]
      : rows;
  });
}

const failureOf = (item: TrayItem): Failure | null =>
  item.kind === 'addition'
    ? item.addition.failure
    : item.transfer.state === 'failed'
      ? item.transfer.failure
      : null;
