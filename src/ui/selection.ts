import { useCallback, useMemo, useState } from 'preact/hooks';

/** What is selected in a list, by id. */
export interface Selection {
  readonly selected: ReadonlySet<string>;
  /** Where a range begins; null before anything was chosen. */
  readonly anchor: string | null;
  /** Where the keyboard is. */
  readonly active: string | null;
}

export const NOTHING_SELECTED: Selection = { selected: new Set(), anchor: null, active: null };

/** Selects it, or deselects it if it is selected. */
export function toggled(selection: Selection, id: string): Selection {
  const selected = new Set(selection.selected);
  if (!selected.delete(id)) selected.add(id);
  return { selected, anchor: id, active: id };
}

/** Makes everything from the anchor to `id` as the anchor is: selected or not. */
export function rangeSelected(selection: Selection, ids: readonly string[], id: string): Selection {
  if (selection.anchor === null || !ids.includes(selection.anchor)) return toggled(selection, id);
  const selected = new Set(selection.selected);
  const isSelecting = selected.has(selection.anchor);
  for (const one of between(ids, selection.anchor, id)) {
    if (isSelecting) selected.add(one);
    else selected.delete(one);
  }
  return { selected, anchor: selection.anchor, active: id };
}

/** From one to another, both included. */
function between(ids: readonly string[], one: string, other: string): readonly string[] {
  const [from, to] = [ids.indexOf(one), ids.indexOf(other)];
  return ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/**
 * Lets the range that ends at `from` end at `to`: it grows or shrinks. It begins where the keyboard began it, else at `from`
 * itself; what else is selected stays so.
 */
export function rangeExtended(
  selection: Selection,
  ids: readonly string[],
  from: string,
  to: string,
): Selection {
  const { anchor, active } = selection;
  const isGoingOn =
    anchor !== null && active === from && selection.selected.has(anchor) && ids.includes(anchor);
  const begin = isGoingOn ? anchor : from;
  const selected = new Set(selection.selected);
  for (const id of between(ids, begin, from)) selected.delete(id);
  for (const id of between(ids, begin, to)) selected.add(id);
  return { selected, anchor: begin, active: to };
}

/** Selects these too. */
export const allSelected = (selection: Selection, ids: readonly string[]): Selection => ({
  ...selection,
  selected: new Set([...selection.selected, ...ids]),
});

/** These no more. */
export function deselected(selection: Selection, ids: readonly string[]): Selection {
  const these = new Set(ids);
  return { ...selection, selected: new Set([...selection.selected].filter(id => !these.has(id))) };
}

/** These and no others. */
const onlySelected = (selection: Selection, selected: ReadonlySet<string>): Selection => ({
  ...selection,
  selected,
});

/** The keyboard goes elsewhere. */
export const activated = (selection: Selection, active: string): Selection => ({ ...selection, active });

/** The selection among `ids` (those of the list that are shown), and how the user changes it. */
export interface SelectionControl extends Selection {
  readonly toggle: (id: string) => void;
  readonly selectRange: (id: string) => void;
  readonly extendRange: (from: string, to: string) => void;
  readonly setActive: (id: string) => void;
  readonly selectAll: () => void;
  readonly deselectAll: () => void;
  readonly selectOnly: (ids: ReadonlySet<string>) => void;
}

export function useSelection(ids: readonly string[]): SelectionControl {
  const [selection, change] = useState(NOTHING_SELECTED);
  const toggle = useCallback((id: string) => change(now => toggled(now, id)), []);
  const setActive = useCallback((id: string) => change(now => activated(now, id)), []);
  const selectRange = useCallback((id: string) => change(now => rangeSelected(now, ids, id)), [ids]);
  const extendRange = useCallback(
    (from: string, to: string) => change(now => rangeExtended(now, ids, from, to)),
    [ids],
  );
  const selectAll = useCallback(() => change(now => allSelected(now, ids)), [ids]);
  const deselectAll = useCallback(() => change(now => deselected(now, ids)), [ids]);
  const selectOnly = useCallback((those: ReadonlySet<string>) => change(now => onlySelected(now, those)), []);
  return useMemo(
    (): SelectionControl => ({
      ...selection,
      toggle,
      selectRange,
      extendRange,
      setActive,
      selectAll,
      deselectAll,
      selectOnly,
    }),
    [selection, toggle, selectRange, extendRange, setActive, selectAll, deselectAll, selectOnly],
  );
}
