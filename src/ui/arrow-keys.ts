import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

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

/**
 * Moves the focus with the arrow keys among the elements of a list, whatever their number of columns. Tab stops at one of
 * them alone, the one that had the focus last, and at what stands beside it in its item.
 */
export function useArrowKeys<List extends HTMLElement>(selector: string): RefObject<List | null> {
  const list = useRef<List>(null);
  const lastFocused = useRef<Element | null>(null);
  // Whenever the list is drawn: it may have other elements.
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const setTabStop = (): void => {
      const items = [...element.children];
      const stop = items.find(item => item.contains(lastFocused.current)) ?? items[0];
      for (const item of items)
        for (const button of item.querySelectorAll('button')) button.tabIndex = item === stop ? 0 : -1;
    };
    const remember = ({ target }: FocusEvent): void => {
      if (target instanceof Element) lastFocused.current = target;
      setTabStop();
    };
    const move = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const targets = [...element.querySelectorAll<HTMLElement>(selector)];
      const at = targets.findIndex(target => target.matches(':focus'));
      const next = at === -1 ? null : nextIndex(logicalKey(event), at, targets.length, columnsOf(element));
      if (next === null) return;
      event.preventDefault();
      targets[next]?.focus();
    };
    setTabStop();
    element.addEventListener('focusin', remember);
    element.addEventListener('keydown', move);
    return () => {
      element.removeEventListener('focusin', remember);
      element.removeEventListener('keydown', move);
    };
  });
  return list;
}

const columnsOf = (list: HTMLElement): number =>
  getComputedStyle(list).display === 'grid'
    ? getComputedStyle(list).gridTemplateColumns.split(' ').length
    : 1;
