import { message } from '../../i18n/message';
import { reportFromPage } from '../../messaging/report-from-page';
import {
  CopyIcon,
  DownloadIcon,
  MoreIcon,
  MoveIcon,
  PencilIcon,
  RestoreIcon,
  TrashIcon,
} from '../../ui/action-icons';
import { AlbumIcon } from '../../ui/icons';
import { MenuButton } from '../../ui/menu-button';
import { readClipboard } from '../adding/read-clipboard';
import { useFolderPicker } from '../adding/use-folder-picker';
import { useApp } from '../model/app-context';

/** What a user is asked before something is done with an album. */
export type AlbumDialogName = 'rename-album' | 'move-album' | 'delete-album';

interface AlbumMenuProps {
  readonly prefix: string;
  /** Null where there is nothing to be downloaded. */
  readonly onDownload: (() => void) | null;
  readonly onOpenDialog: (question: AlbumDialogName) => void;
}

/** What is seldom done with an album. */
export function AlbumMenu({ prefix, onDownload, onOpenDialog }: AlbumMenuProps) {
  const { navigate, announce, paste } = useApp();
  const pick = useFolderPicker(prefix);
  const pasteHere = (): void => {
    // The one of now: while the browser asks, the user may open another album.
    const { current: takeIn } = paste;
    readClipboard().then(takeIn, error => {
      reportFromPage('paste.read-clipboard', error);
      announce(message('paste_refused'));
    });
  };
  return (
    <MenuButton
      label={message('album_more')}
      class="album-more"
      items={[
        { label: message('add_folder'), icon: <AlbumIcon />, onSelect: pick },
        { label: message('paste'), icon: <CopyIcon />, onSelect: pasteHere },
        {
          label: message('rename_album'),
          icon: <PencilIcon />,
          onSelect: () => onOpenDialog('rename-album'),
        },
        { label: message('move_album'), icon: <MoveIcon />, onSelect: () => onOpenDialog('move-album') },
        ...(onDownload === null
          ? []
          : [{ label: message('download_album'), icon: <DownloadIcon />, onSelect: onDownload }]),
        {
          label: message('recently_deleted'),
          icon: <RestoreIcon />,
          onSelect: () => navigate({ view: 'deleted', prefix }),
        },
        {
          label: message('delete_album'),
          icon: <TrashIcon />,
          isDestructive: true,
          onSelect: () => onOpenDialog('delete-album'),
        },
      ]}
    >
      <MoreIcon />
    </MenuButton>
  );
}
