import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * The key as it is meant where lines run from left to right: on pages that run the other way, left and right change
 * places. The names are those of `KeyboardEvent.key`.
 */
export function logicalKey({ key, target }: Pick<KeyboardEvent, 'key' | 'target'>): string {
  const swapped = ({ ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' } as Readonly<Record<string, string>>)[
    key
  ];
  return swapped !== undefined && target instanceof Element && getComputedStyle(target).direction === 'rtl'
    ? swapped
    : key;
}

/** Index of the element that the key leads to from the `index`th of `count` in `columns` columns; null: nowhere else. */
export function nextIndex(key: string, index: number, count: number, columns: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -index,
    End: count - 1 - index,
  };
  const target = index + (steps[key] ?? 0);
  return target === index || target < 0 || target >= count ? null : target;
}

/** Moves the focus with the arrow keys among the elements of a list, whatever their number of columns. */
export function useArrowKeys<List extends HTMLElement>(selector: string): RefObject<List | null> {
  const list = useRef<List>(null);
  useEffect(() => {
    const element = list.current;
    const move = (event: KeyboardEvent): void => {
      if (element === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const targets = [...element.querySelectorAll<HTMLElement>(selector)];
      const at = targets.findIndex(target => target.matches(':focus'));
      const next = at === -1 ? null : nextIndex(logicalKey(event), at, targets.length, columnsOf(element));
      if (next === null) return;
      event.preventDefault();
      targets[next]?.focus();
    };
    element?.addEventListener('keydown', move);
    return () => element?.removeEventListener('keydown', move);
  }, [selector]);
  return list;
}

const columnsOf = (list: HTMLElement): number =>
  getComputedStyle(list).display === 'grid'
    ? getComputedStyle(list).gridTemplateColumns.split(' ').length
    : 1;
