import type { Album } from '../core/album';
import { message, plural } from '../i18n/message';
import { ChevronIcon } from '../ui/action-icons';
import { Bdi } from '../ui/bdi';
import { AlbumIcon } from '../ui/icons';

interface SaveBarProps {
  readonly count: number;
  readonly album: Album | null;
  readonly isBusy: boolean;
  readonly onChooseAlbum: () => void;
  /** Asks for the album first where none is chosen. */
  readonly onSave: () => void;
}

/** At the foot of the page: how many, where to, and off they go. */
export const SaveBar = ({ count, album, isBusy, onChooseAlbum, onSave }: SaveBarProps) => (
  <footer class="save-bar">
    <p class="save-count" role="status">
      {count === 0 ? message('picker_none_selected') : plural('picker_selected', count)}
    </p>
    <button
      type="button"
      class="button album-choice"
      aria-haspopup="dialog"
      title={message('picker_album')}
      onClick={onChooseAlbum}
    >
      <AlbumIcon />
      <span class="album-choice-name">
        {album === null ? message('picker_choose_album') : <Bdi name={album.name} />}
      </span>
      <ChevronIcon />
    </button>
    <button
      type="button"
      class="button button-primary"
      disabled={count === 0 || isBusy}
      aria-keyshortcuts="Enter"
      onClick={onSave}
    >
      {count === 0 ? message('picker_save') : plural('picker_save_images', count)}
    </button>
  </footer>
);
