import { message, plural } from '../../i18n/message';
import { CloseIcon, TrashIcon } from '../../ui/action-icons';
import { IconButton } from '../../ui/icon-button';
import { CopyIcon, DownloadIcon, MoveIcon, PencilIcon } from './work-icons';

interface SelectionBarProps {
  readonly count: number;
  readonly isBusy: boolean;
  readonly onMove: () => void;
  readonly onCopy: () => void;
  readonly onRename: () => void;
  readonly onDownload: () => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** What can be done with the photos that are selected. */
export const SelectionBar = ({ count, isBusy, ...on }: SelectionBarProps) => (
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
    {count === 1 && (
      <IconButton label={message('rename_photo')} onClick={on.onRename}>
        <PencilIcon />
      </IconButton>
    )}
    <IconButton label={message(count === 1 ? 'download' : 'download_zip')} onClick={on.onDownload}>
      <DownloadIcon />
    </IconButton>
    <IconButton label={message('delete_selected')} class="selection-delete" onClick={on.onDelete}>
      <TrashIcon />
    </IconButton>
  </div>
);
