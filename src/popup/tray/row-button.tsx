import type { FunctionComponent } from 'preact';
import { message } from '../../i18n/message';
import { CloseIcon, LinkIcon, PauseIcon, PlayIcon, RetryIcon } from '../../ui/action-icons';
import { useRow } from './row-context';

const ICONS = {
  cancel: CloseIcon,
  copy_link: LinkIcon,
  dismiss: CloseIcon,
  pause: PauseIcon,
  resume: PlayIcon,
  try_again: RetryIcon,
} as const satisfies Record<string, FunctionComponent>;

interface RowButtonProps {
  readonly does: keyof typeof ICONS;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** One of the round buttons at the end of a row. */
export function RowButton({ does, disabled = false, onClick }: RowButtonProps) {
  const { tabIndex, nameId } = useRow();
  const Sign = ICONS[does];
  return (
    <button
      type="button"
      class="icon-button tray-control"
      data-does={does}
      aria-label={message(does)}
      aria-describedby={nameId}
      title={message(does)}
      tabIndex={tabIndex}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onClick}
    >
      <Sign />
    </button>
  );
}
