import { type ComponentChild, h } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { MenuEntry } from './menu';
import { LazyMenu } from './menu-button';
import type { WindowPoint } from './place-menu';
import { useLatest } from './use-latest';

/** What a context menu was opened on, and where. */
interface Opened<Target> {
  readonly target: Target;
  readonly at: WindowPoint;
  /** Tells one opening from another. */
  readonly id: number;
}

interface ContextMenu<Target> {
  /** Of an element around all that has such a menu. Always the same function. */
  readonly onContextMenu: (event: MouseEvent) => void;
  /** The menu while it is open. To be drawn outside of that element, whose keys it is not to be taken for. */
  readonly draw: (
    describe: (target: Target) => { readonly label: string; readonly items: readonly MenuEntry[] },
  ) => ComponentChild;
}

/**
 * Our own menu in place of the browser's: at a right click, the menu key, Shift and F10, or a long press. With Shift, a
 * right click still opens the browser's.
 * @param targetOf what lies at an element; null for what has no menu of ours
 */
export function useContextMenu<Target>(targetOf: (element: Element) => Target | null): ContextMenu<Target> {
  const [opened, setOpened] = useState<Opened<Target> | null>(null);
  const latest = useLatest(targetOf);
  useEffect(() => LazyMenu.preload(), []);
  const onContextMenu = useCallback(
    (event: MouseEvent) => {
      const element = event.target;
      if (!(element instanceof Element) || isForBrowser(event)) return;
      const target = latest.current(element);
      if (target === null) return;
      event.preventDefault();
      setOpened({ target, at: pointOf(event, element), id: event.timeStamp });
    },
    [latest],
  );
  return {
    onContextMenu,
    draw: describe => {
      if (opened === null) return null;
      const { at, target, id } = opened;
      const onClose = (): void => setOpened(now => (now === opened ? null : now));
      return h(LazyMenu, { key: id, anchor: at, onClose, ...describe(target) });
    },
  };
}

/** Whether a user wants the browser's menu: with Shift, and the right button of a mouse. */
const isForBrowser = ({ shiftKey, button }: MouseEvent): boolean => shiftKey && button === 2;

/** Of a key, browsers tell where the focus is; where they do not, the middle of what has it. */
function pointOf({ clientX, clientY }: MouseEvent, element: Element): WindowPoint {
  if (clientX !== 0 || clientY !== 0) return { x: clientX, y: clientY };
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
