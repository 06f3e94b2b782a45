import { useCallback, useMemo, useState } from 'preact/hooks';
import {
  activated,
  allSelected,
  deselected,
  NOTHING_SELECTED,
  onlySelected,
  rangeExtended,
  rangeSelected,
  type Selection,
  toggled,
} from './selection';

/** The selection among `ids`, what is shown of the list, and what hands do with it. */
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
