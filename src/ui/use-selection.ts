import { useCallback, useMemo, useState } from 'preact/hooks';
import {
  allSelected,
  movedTo,
  NOTHING_SELECTED,
  noneSelected,
  onlySelected,
  ranged,
  type Selection,
  stretched,
  toggled,
} from './selection';

/** The selection among `ids`, what is shown of the list, and what hands do with it. */
export interface SelectionControl extends Selection {
  readonly toggle: (id: string) => void;
  readonly range: (id: string) => void;
  readonly stretch: (from: string, to: string) => void;
  readonly move: (id: string) => void;
  readonly all: () => void;
  readonly none: () => void;
  readonly only: (ids: ReadonlySet<string>) => void;
}

export function useSelection(ids: readonly string[]): SelectionControl {
  const [selection, change] = useState(NOTHING_SELECTED);
  const toggle = useCallback((id: string) => change(now => toggled(now, id)), []);
  const move = useCallback((id: string) => change(now => movedTo(now, id)), []);
  const range = useCallback((id: string) => change(now => ranged(now, ids, id)), [ids]);
  const stretch = useCallback(
    (from: string, to: string) => change(now => stretched(now, ids, from, to)),
    [ids],
  );
  const all = useCallback(() => change(now => allSelected(now, ids)), [ids]);
  const none = useCallback(() => change(now => noneSelected(now, ids)), [ids]);
  const only = useCallback((those: ReadonlySet<string>) => change(now => onlySelected(now, those)), []);
  return useMemo(
    (): SelectionControl => ({ ...selection, toggle, range, stretch, move, all, none, only }),
    [selection, toggle, range, stretch, move, all, none, only],
  );
}
