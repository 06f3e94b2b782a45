import type { ComponentChildren } from 'preact';

interface IconButtonProps {
  /** What it does: its name for a screen reader, and its tooltip. */
  readonly label: string;
  /** The icon. */
  readonly children: ComponentChildren;
  readonly class?: string;
  /** Of a button that stays down; undefined for others. */
  readonly isPressed?: boolean;
  /** Of a button behind which there is a menu: whether that is open; undefined for others. */
  readonly hasMenu?: boolean;
  readonly onClick: () => void;
}

/** A button that shows an icon alone. */
export const IconButton = ({ label, children, class: more = '', onClick, ...is }: IconButtonProps) => (
  <button
    type="button"
    class={`icon-button ${more}`}
    aria-label={label}
    aria-pressed={is.isPressed}
    aria-haspopup={is.hasMenu === undefined ? undefined : 'menu'}
    aria-expanded={is.hasMenu}
    title={label}
    onClick={onClick}
  >
    {children}
  </button>
);
