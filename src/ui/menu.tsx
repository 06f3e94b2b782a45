import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { logicalKey } from './arrow-keys';
import { Bdi } from './bdi';
import { ForwardIcon } from './icons';
import { placeMenu, type WindowPoint } from './place-menu';
import './menu.css';

interface MenuText {
  readonly label: string;
  readonly icon?: ComponentChildren;
}

/** An entry of a menu that does something. */
export interface MenuItem extends MenuText {
  /** Takes something away: set apart by its colour, and from what is above it. */
  readonly isDestructive?: boolean;
  /** Of one among several of which one holds: whether it is this. */
  readonly isChecked?: boolean;
  /** The key that does the same, as `KeyboardEvent.key` names it. */
  readonly shortcut?: string | undefined;
  readonly onSelect: () => void;
}

/** An entry with a menu of its own beside it. */
export interface Submenu extends MenuText {
  readonly items: readonly MenuItem[];
}

export type MenuEntry = MenuItem | Submenu;

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuEntry[];
  /** What it opens at. */
  readonly anchor: HTMLElement | WindowPoint;
  /** Whether the focus goes to the first entry; not for a menu that opens because the pointer came by. */
  readonly takesFocus?: boolean;
  /** Of a submenu: what becomes of the entry that was chosen. Any other menu closes, and does what it says. */
  readonly onChoose?: (item: MenuItem) => void;
  readonly onPointerEnter?: () => void;
  readonly onClose: () => void;
}

/** The pointer may pass an entry on its way to another; milliseconds. */
const HOVER_OPENS_MS = 120;
/** Longer: the way into an open submenu leads across its neighbours. */
const HOVER_CLOSES_MS = 350;

/**
 * A menu as the ARIA practices have it. The browser closes it at Escape and at a click elsewhere, and gives the focus
 * back to where it was. Its owner takes it off the page when it is closed.
 */
export function Menu({ label, items, anchor, takesFocus = true, onClose, ...props }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const hovering = useRef(0);
  const typing = useRef({ text: '', at: 0 });
  const id = useId();
  const [submenu, setSubmenu] = useState<{ readonly at: number; readonly takesFocus: boolean } | null>(null);
  const isSubmenu = props.onChoose !== undefined;
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return undefined;
    element.showPopover();
    const place = (): void => placeMenu(element, anchor, isSubmenu);
    place();
    addEventListener('resize', place);
    return () => {
      removeEventListener('resize', place);
      clearTimeout(hovering.current);
    };
  }, [anchor, isSubmenu]);
  useLayoutEffect(() => {
    const entries = itemsOf(menu.current);
    const checked = entries.find(entry => entry.ariaChecked === 'true');
    if (takesFocus) (checked ?? entries[0])?.focus();
  }, [takesFocus]);
  const choose =
    props.onChoose ??
    ((item: MenuItem): void => {
      menu.current?.hidePopover();
      if (anchor instanceof HTMLElement) anchor.focus();
      item.onSelect();
    });
  const enter = (index: number, takes: boolean): void => {
    clearTimeout(hovering.current);
    const entry = items[index];
    if (entry === undefined) return;
    if ('items' in entry) setSubmenu({ at: index, takesFocus: takes });
    else if (takes) choose(entry);
    else setSubmenu(null);
  };
  const hover = (index: number, entry: HTMLElement): void => {
    entry.focus(); // the keys go on from there
    const delay = submenu === null ? HOVER_OPENS_MS : HOVER_CLOSES_MS;
    clearTimeout(hovering.current);
    if (submenu?.at !== index) hovering.current = window.setTimeout(() => enter(index, false), delay);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const targets = itemsOf(menu.current);
    const at = targets.findIndex(target => target.matches(':focus'));
    const key = logicalKey(event);
    const entry = items[at];
    if (event.key === 'Tab') menu.current?.hidePopover();
    // The page behind has uses of its own for these keys.
    event.stopPropagation();
    if (key === 'ArrowRight' && entry !== undefined && 'items' in entry) enter(at, true);
    else if (key === 'ArrowLeft' && isSubmenu) menu.current?.hidePopover();
    else {
      const next = nextEntry(key, at, targets.length) ?? typedEntry(event, at);
      if (next === null) return;
      targets[next]?.focus();
    }
    event.preventDefault();
  };
  /** The next entry that begins with what is typed. */
  const typedEntry = ({ key, altKey, ctrlKey, metaKey, timeStamp }: KeyboardEvent, at: number) => {
    if ([...key].length !== 1 || key === ' ' || altKey || ctrlKey || metaKey) return null;
    const isGoingOn = timeStamp - typing.current.at < 700;
    typing.current = { text: (isGoingOn ? typing.current.text : '') + key.toLowerCase(), at: timeStamp };
    const order = items.map((_, step) => (Math.max(0, at) + step + (isGoingOn ? 0 : 1)) % items.length);
    return order.find(i => items[i]?.label.toLowerCase().startsWith(typing.current.text)) ?? null;
  };
  const opened = submenu === null ? undefined : items[submenu.at];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu is what lies in it; a submenu's is not to be in that
    <div
      ref={menu}
      class="menu"
      popover="auto"
      onPointerEnter={props.onPointerEnter}
      onContextMenu={event => event.preventDefault()}
      onToggle={event => {
        // One that was replaced hears of its end after that; a submenu's end is not this one's.
        const { currentTarget, target, newState } = event;
        if (newState === 'closed' && target === currentTarget && currentTarget.isConnected) onClose();
      }}
    >
      <div id={id} role="menu" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
        {items.map((entry, index) => {
          const item = 'items' in entry ? null : entry;
          return (
            <button
              key={entry.label}
              type="button"
              class="menu-item"
              role="menuitem"
              {...(item?.isChecked !== undefined && {
                role: 'menuitemradio',
                'aria-checked': item.isChecked,
              })}
              tabIndex={-1}
              aria-haspopup={item === null ? 'menu' : undefined}
              aria-expanded={item === null ? submenu?.at === index : undefined}
              aria-keyshortcuts={item?.shortcut}
              data-destructive={item?.isDestructive}
              onPointerEnter={event => event.pointerType === 'mouse' && hover(index, event.currentTarget)}
              onClick={() => enter(index, true)}
            >
              {entry.icon}
              <span class="menu-label">
                <Bdi name={entry.label} />
              </span>
              {item === null && <ForwardIcon />}
              {item?.shortcut !== undefined && (
                <span class="menu-key" aria-hidden="true">
                  {keyName(item.shortcut)}
                </span>
              )}
            </button>
          );
        })}
      </div>
      {submenu !== null && opened !== undefined && 'items' in opened && (
        <Menu
          key={submenu.at}
          label={opened.label}
          items={opened.items}
          anchor={itemsOf(menu.current)[submenu.at] ?? { x: 0, y: 0 }}
          takesFocus={submenu.takesFocus}
          onChoose={choose}
          onPointerEnter={() => clearTimeout(hovering.current)}
          onClose={() => setSubmenu(null)}
        />
      )}
    </div>
  );
}

/** Where an arrow key leads; round the ends. Null for other keys. */
function nextEntry(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (Math.max(0, at) - 1 + count) % count;
  return key === 'Home' ? 0 : key === 'End' ? count - 1 : null;
}

/** Its own entries, without those of a submenu. */
const itemsOf = (menu: Element | null): HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>(':scope > [role="menu"] > [role^="menuitem"]') ?? []),
];

/** As keyboards have it. */
const keyName = (key: string): string => (key === 'Delete' ? 'Del' : key.toUpperCase());
