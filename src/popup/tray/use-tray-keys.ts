import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { logicalKey, nextIndex } from '../../ui/arrow-keys';

/** The rows of the tray that are on the page, whatever their group. */
export const rowsIn = (list: Element): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('.tray-row')];

const controlsIn = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('.tray-control')];

/** The control of a row that does the same, or else its last one, which every row has. */
export function controlLike(row: Element, does: string | undefined): HTMLElement | undefined {
  const controls = controlsIn(row);
  return controls.find(control => control.dataset['does'] === does) ?? controls.at(-1);
}

/** Up and down to the same control of another row, left and right among those of one row. */
export function useTrayKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = list.current;
    const move = (event: KeyboardEvent): void => {
      if (element === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const control =
        event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.tray-control') : null;
      const row = control?.closest<HTMLElement>('.tray-row');
      if (control == null || row == null) return;
      const key = logicalKey(event);
      const target = /^Arrow(Left|Right)$/.test(key)
        ? neighbour(key, control, controlsIn(row))
        : counterpart(key, control, row, rowsIn(element));
      if (target === undefined) return;
      event.preventDefault();
      target.focus();
    };
    element?.addEventListener('keydown', move);
    return () => element?.removeEventListener('keydown', move);
  }, [list]);
}

function neighbour(
  key: string,
  control: HTMLElement,
  controls: readonly HTMLElement[],
): HTMLElement | undefined {
  const next = nextIndex(key, controls.indexOf(control), controls.length, 1);
  return next === null ? undefined : controls[next];
}

function counterpart(
  key: string,
  control: HTMLElement,
  row: HTMLElement,
  rows: readonly HTMLElement[],
): HTMLElement | undefined {
  const next = nextIndex(key, rows.indexOf(row), rows.length, 1);
  const target = next === null ? undefined : rows[next];
  return target && controlLike(target, control.dataset['does']);
}
