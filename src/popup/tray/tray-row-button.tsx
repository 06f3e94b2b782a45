import type { FunctionComponent } from 'preact';
import { message } from '../../i18n/message';
import { CloseIcon, LinkIcon, PauseIcon, PlayIcon, RetryIcon } from '../../ui/action-icons';
import { useTrayRow } from './row-context';

const ICONS = {
  cancel: CloseIcon,
  copy_link: LinkIcon,
  dismiss: CloseIcon,
  pause: PauseIcon,
  resume: PlayIcon,
  try_again: RetryIcon,
} as const satisfies Record<string, FunctionComponent>;

interface RowButtonProps {
  readonly action: keyof typeof ICONS;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** One of the round buttons at the end of a row. */
export function TrayRowButton({ action, disabled = false, onClick }: RowButtonProps) {
  const { tabIndex, nameId } = useTrayRow();
  const Sign = ICONS[action];
  return (
    <button
      type="button"
      class="icon-button tray-control"
      data-does={action}
      aria-label={message(action)}
      aria-describedby={nameId}
      title={message(action)}
      tabIndex={tabIndex}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onClick}
    >
      <Sign />
    </button>
  );
}
