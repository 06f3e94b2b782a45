import type { ComponentChildren } from 'preact';

interface IconButtonProps {
  /** What it does: its name for a screen reader, and its tooltip. */
  readonly label: string;
  /** The icon. */
  readonly children: ComponentChildren;
  readonly class?: string;
  /** Of a button that stays down; undefined for others. */
  readonly isPressed?: boolean;
  readonly onClick: () => void;
}

/** A button that shows an icon alone. */
export const IconButton = ({ label, children, class: more = '', isPressed, onClick }: IconButtonProps) => (
  <button
    type="button"
    class={`icon-button ${more}`}
    aria-label={label}
    aria-pressed={isPressed}
    title={label}
    onClick={onClick}
  >
    {children}
  </button>
);
