import type { ComponentChildren } from 'preact';
import type { Photo } from '../../core/s3-object';
import { message, plural, uiLanguage } from '../../i18n/message';
import { CloseIcon, MoreIcon, SelectAllIcon } from '../../ui/action-icons';
import { IconButton } from '../../ui/icon-button';
import { MenuButton } from '../../ui/menu-button';
import { useApp } from '../model/app-context';
import { PHOTO_ACTIONS } from '../photos/photo-actions';
import { photoMenu, type RunPhotoAction } from '../photos/photo-menu';

interface SelectionBarProps {
  /** Those that are selected. */
  readonly photos: readonly Photo[];
  /** How many are shown, selected or not. */
  readonly total: number;
  /** Whether they lie in an album. */
  readonly isAlbum: boolean;
  readonly isBusy: boolean;
  readonly run: RunPhotoAction;
  readonly onClear: () => void;
  readonly onSelectAll: () => void;
}

/** What can be done with the photos that are selected, in the place of the footer's line. */
export const SelectionBar = ({ photos, total, isAlbum, isBusy, run, ...on }: SelectionBarProps) => (
  <div class="selection-bar" role="toolbar" aria-label={message('selection')} aria-busy={isBusy}>
    <IconButton label={message('clear_selection')} onClick={on.onClear}>
      <CloseIcon />
    </IconButton>
    <p
      class="selection-count"
      role="status"
      data-count={new Intl.NumberFormat(uiLanguage()).format(photos.length)}
    >
      <span>{plural('photos_selected', photos.length)}</span>
    </p>
    {photos.length < total && (
      <WideButton label={plural('picker_select_all', total)} onClick={on.onSelectAll}>
        <SelectAllIcon />
      </WideButton>
    )}
    {(['move', 'copy'] as const).map(name => {
      const { label, Icon } = PHOTO_ACTIONS[name];
      return (
        <WideButton key={name} label={label(photos)} disabled={isBusy} onClick={() => run(name, photos)}>
          <Icon />
        </WideButton>
      );
    })}
    <MenuButton
      label={message('photos_more')}
      items={photoMenu({
        ...{ photos, isAlbum, run },
        linkLifetimes: useApp().linkLifetimes,
        without: ['open', 'move', 'copy', 'remove'],
      })}
    >
      <MoreIcon />
    </MenuButton>
    <IconButton
      label={message('delete_selected')}
      class="selection-delete"
      onClick={() => run('remove', photos)}
    >
      <PHOTO_ACTIONS.remove.Icon />
    </IconButton>
  </div>
);

interface WideButtonProps {
  /** Its icon alone is shown where there is little room. */
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  /** The icon. */
  readonly children: ComponentChildren;
}

const WideButton = ({ label, disabled = false, onClick, children }: WideButtonProps) => (
  <button type="button" class="selection-button" title={label} disabled={disabled} onClick={onClick}>
    {children}
    <span>{label}</span>
  </button>
);
