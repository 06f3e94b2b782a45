/** What is selected in a list of things, each named by its id. */
export interface Selection {
  readonly selected: ReadonlySet<string>;
  /** Where a range begins; null before anything was chosen. */
  readonly anchor: string | null;
  /** Where the keyboard is. */
  readonly active: string | null;
}

export const NOTHING_SELECTED: Selection = { selected: new Set(), anchor: null, active: null };

/** Selects a thing, or no longer. */
export function toggled(selection: Selection, id: string): Selection {
  const selected = new Set(selection.selected);
  if (!selected.delete(id)) selected.add(id);
  return { selected, anchor: id, active: id };
}

/** Makes everything from the anchor to `id` as the anchor is: selected or not. */
export function ranged(selection: Selection, ids: readonly string[], id: string): Selection {
  const from = selection.anchor === null ? -1 : ids.indexOf(selection.anchor);
  const to = ids.indexOf(id);
  if (selection.anchor === null || from === -1) return toggled(selection, id);
  const between = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  const selected = new Set(selection.selected);
  const isSelecting = selected.has(selection.anchor);
  for (const one of between) {
    if (isSelecting) selected.add(one);
    else selected.delete(one);
  }
  return { selected, anchor: selection.anchor, active: id };
}

/** Selects these too. */
export const allSelected = (selection: Selection, ids: readonly string[]): Selection => ({
  ...selection,
  selected: new Set([...selection.selected, ...ids]),
});

/** These no more. */
export function noneSelected(selection: Selection, ids: readonly string[]): Selection {
  const these = new Set(ids);
  return { ...selection, selected: new Set([...selection.selected].filter(id => !these.has(id))) };
}

/** These and no others. */
export const onlySelected = (selection: Selection, selected: ReadonlySet<string>): Selection => ({
  ...selection,
  selected,
});

/** The keyboard goes elsewhere. */
export const movedTo = (selection: Selection, active: string): Selection => ({ ...selection, active });
