import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { clamp } from '../core/clamp';
import { logicalKey, nextIndex } from './arrow-keys';
import { IconButton } from './icon-button';
import './menu.css';

/** An entry of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon: ComponentChildren;
  /** Takes something away: set apart by its colour. */
  readonly isDestructive?: boolean;
  readonly onSelect: () => void;
}

interface MenuButtonProps {
  readonly label: string;
  /** The button's icon. */
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly items: readonly MenuItem[];
}

/** A button behind which there is more to do, as the ARIA practices have a menu button. */
export function MenuButton({ label, children, class: more = '', items }: MenuButtonProps) {
  const place = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <span ref={place} class={`menu-place ${more}`}>
      <IconButton label={label} hasMenu={isOpen} onClick={() => setOpen(true)}>
        {children}
      </IconButton>
      {isOpen && (
        <Menu
          label={label}
          items={items}
          button={place.current?.querySelector('button') ?? null}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  );
}

interface MenuProps extends Pick<MenuButtonProps, 'label' | 'items'> {
  readonly button: HTMLElement | null;
  readonly onClose: () => void;
}

/** The browser closes it at Escape and at a click elsewhere, and gives the focus back. */
function Menu({ label, items, button, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return undefined;
    element.showPopover();
    const place = (): void => {
      if (button !== null) placeBelow(element, button);
    };
    place();
    itemsOf(element)[0]?.focus();
    addEventListener('resize', place);
    return () => removeEventListener('resize', place);
  }, [button]);
  const close = (): void => {
    menu.current?.hidePopover();
    button?.focus();
  };
  return (
    <div
      ref={menu}
      class="menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      popover="auto"
      onToggle={({ newState }) => newState === 'closed' && onClose()}
      onKeyDown={event => {
        if (event.key === 'Tab') return close();
        const targets = itemsOf(event.currentTarget);
        const at = targets.findIndex(target => target.matches(':focus'));
        const next = nextIndex(logicalKey(event), at, targets.length, 1);
        if (next === null) return;
        event.preventDefault();
        targets[next]?.focus();
      }}
    >
      {items.map(item => (
        <button
          key={item.label}
          type="button"
          class="menu-item"
          role="menuitem"
          tabIndex={-1}
          data-destructive={item.isDestructive}
          onClick={() => {
            close();
            item.onSelect();
          }}
        >
          {item.icon}
          {item.label}
        </button>
      ))}
    </div>
  );
}

const itemsOf = (menu: HTMLElement): HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('[role="menuitem"]'),
];

/** Between the button and the menu, and the least to the window's edge; CSS pixels. */
const GAP = 6;

/** Below the button, its end under the button's end; above it where there is no space below. */
function placeBelow(menu: HTMLElement, button: HTMLElement): void {
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const isLeftToRight = getComputedStyle(menu).direction === 'ltr';
  const wanted = isLeftToRight ? right - width : left;
  const x = clamp(wanted, GAP, innerWidth - width - GAP);
  const y = bottom + GAP + height <= innerHeight ? bottom + GAP : Math.max(GAP, top - GAP - height);
  menu.style.setProperty('translate', `${x}px ${y}px`);
}
