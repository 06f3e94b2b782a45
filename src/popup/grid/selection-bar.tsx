import { message, plural } from '../../i18n/message';
import { CloseIcon, CopyIcon, MoreIcon, MoveIcon, TrashIcon } from '../../ui/action-icons';
import { IconButton } from '../../ui/icon-button';
import { MenuButton, type MenuItem } from '../../ui/menu-button';

interface SelectionBarProps {
  readonly count: number;
  readonly isBusy: boolean;
  readonly onMove: () => void;
  readonly onCopy: () => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
  /** What else can be done with them. */
  readonly more: readonly MenuItem[];
}

/** What can be done with the photos that are selected. */
export const SelectionBar = ({ count, isBusy, more, ...on }: SelectionBarProps) => (
  <div class="selection-bar" role="toolbar" aria-label={message('selection')} aria-busy={isBusy}>
    <IconButton label={message('clear_selection')} onClick={on.onClear}>
      <CloseIcon />
    </IconButton>
    <p class="selection-count" role="status">
      {plural('photos_selected', count)}
    </p>
    <button type="button" class="selection-button" disabled={isBusy} onClick={on.onMove}>
      <MoveIcon />
      {message('move_to')}
    </button>
    <button type="button" class="selection-button" disabled={isBusy} onClick={on.onCopy}>
      <CopyIcon />
      {message('copy_to')}
    </button>
    <IconButton label={message('delete_selected')} class="selection-delete" onClick={on.onDelete}>
      <TrashIcon />
    </IconButton>
    <MenuButton label={message('photos_more')} items={more}>
      <MoreIcon />
    </MenuButton>
  </div>
);
