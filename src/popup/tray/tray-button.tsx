import { message } from '../../i18n/message';
import { CloseIcon } from '../../ui/action-icons';

interface TrayButtonProps {
  readonly label: 'cancel' | 'dismiss';
  readonly onClick: () => void;
}

/** The cross at the end of a row. */
export const TrayButton = ({ label, onClick }: TrayButtonProps) => (
  <button
    type="button"
    class="icon-button"
    aria-label={message(label)}
    title={message(label)}
    onClick={onClick}
  >
    <CloseIcon />
  </button>
);
