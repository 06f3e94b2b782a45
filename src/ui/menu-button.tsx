import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from './icon-button';
import { lazy } from './lazy';
import type { MenuEntry } from './menu';

/** A menu, loaded as soon as there is anything that opens one. */
export const LazyMenu = lazy(async () => (await import('./menu')).Menu);

interface MenuButtonProps {
  readonly label: string;
  /** The button's icon. */
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly items: readonly MenuEntry[];
}

/** A button behind which there is more to do, as the ARIA practices have a menu button. */
export function MenuButton({ label, children, class: more = '', items }: MenuButtonProps) {
  const place = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => LazyMenu.preload(), []);
  const button = place.current?.querySelector('button');
  return (
    <span ref={place} class={`menu-place ${more}`}>
      <IconButton label={label} hasMenu={isOpen} onClick={() => setOpen(true)}>
        {children}
      </IconButton>
      {isOpen && button != null && (
        <LazyMenu label={label} items={items} anchor={button} onClose={() => setOpen(false)} />
      )}
    </span>
  );
}
