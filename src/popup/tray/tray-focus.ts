import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { logicalKey, nextIndex } from '../../ui/arrow-keys';

/** The rows of the tray that are on the page, whatever their group. */
const rowsIn = (list: Element): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('.tray-row')];

const controlsIn = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('.tray-control')];

/** The control of a row that does the same, or else its last one, which every row has. */
function controlLike(row: Element, action: string | undefined): HTMLElement | undefined {
  const controls = controlsIn(row);
  return controls.find(control => control.dataset['action'] === action) ?? controls.at(-1);
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
  return target && controlLike(target, control.dataset['action']);
}

interface FocusedControl {
  readonly rowId: string | undefined;
  /** Of the row among all, or of what stands after them. */
  readonly index: number;
  readonly action: string | undefined;
}

/**
 * A row or a button that goes away with the focus on it leaves the focus to what took its place: the same row where
 * it stands now, else the row that moved up, else whatever comes before the list.
 */
export function useFocusRestore(
  list: RefObject<HTMLElement | null>,
  before: RefObject<HTMLElement | null>,
): void {
  const last = useRef<FocusedControl | null>(null);
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const listening = new AbortController();
    const { signal } = listening;
    const remember = ({ target }: FocusEvent): void => {
      last.current = focusedIn(element, target);
    };
    element.addEventListener('focusin', remember, { signal });
    element.addEventListener(
      'focusout',
      ({ target }) =>
        // What was taken off the page lost the focus too, but not because the user moved it.
        queueMicrotask(() => {
          if (target instanceof Node && target.isConnected && !element.contains(document.activeElement))
            last.current = null;
        }),
      { signal },
    );
    return () => listening.abort();
  }, [list]);
  useLayoutEffect(() => {
    const element = list.current;
    const lost = last.current;
    if (element === null || lost === null || document.activeElement !== document.body) return;
    const rows = rowsIn(element);
    const row =
      rows.find(({ dataset }) => dataset['id'] === lost.rowId) ?? rows[Math.min(lost.index, rows.length - 1)];
    const target = row === undefined ? before.current : controlLike(row, lost.action);
    target?.focus({ preventScroll: true });
  });
}

function focusedIn(list: Element, target: EventTarget | null): FocusedControl | null {
  if (!(target instanceof HTMLElement)) return null;
  const row = target.closest<HTMLElement>('.tray-row');
  const rows = rowsIn(list);
  const rowsBefore = rows.filter(
    other => other.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING,
  ).length;
  return {
    rowId: row?.dataset['id'],
    index: row === null ? rowsBefore : rows.indexOf(row),
    action: target.dataset['action'],
  };
}
