import type { Photo } from '../../core/s3-object';
import { message, plural } from '../../i18n/message';
import { CloseIcon, MoreIcon } from '../../ui/action-icons';
import { IconButton } from '../../ui/icon-button';
import { MenuButton } from '../../ui/menu-button';
import { PHOTO_ACTIONS } from '../photos/photo-actions';
import { photoMenu, type RunPhotoAction } from '../photos/photo-menu';

interface SelectionBarProps {
  /** Those that are selected. */
  readonly photos: readonly Photo[];
  /** Whether they lie in an album. */
  readonly isAlbum: boolean;
  readonly isBusy: boolean;
  readonly run: RunPhotoAction;
  readonly onClear: () => void;
}

/** What can be done with the photos that are selected. */
export const SelectionBar = ({ photos, isAlbum, isBusy, run, onClear }: SelectionBarProps) => (
  <div class="selection-bar" role="toolbar" aria-label={message('selection')} aria-busy={isBusy}>
    <IconButton label={message('clear_selection')} onClick={onClear}>
      <CloseIcon />
    </IconButton>
    <p class="selection-count" role="status">
      {plural('photos_selected', photos.length)}
    </p>
    {(['move', 'copy'] as const).map(name => {
      const { label, Icon } = PHOTO_ACTIONS[name];
      return (
        <button
          key={name}
          type="button"
          class="selection-button"
          disabled={isBusy}
          onClick={() => run(name, photos)}
        >
          <Icon />
          {label(photos)}
        </button>
      );
    })}
    <IconButton
      label={message('delete_selected')}
      class="selection-delete"
      onClick={() => run('remove', photos)}
    >
      <PHOTO_ACTIONS.remove.Icon />
    </IconButton>
    <MenuButton
      label={message('photos_more')}
      items={photoMenu({ photos, isAlbum, run, without: ['open', 'move', 'copy', 'remove'] })}
    >
      <MoreIcon />
    </MenuButton>
  </div>
);
