import { message } from '../../i18n/message';
import { reportFromPage } from '../../messaging/report-from-page';
import { CopyIcon, MoreIcon } from '../../ui/action-icons';
import { AlbumIcon } from '../../ui/icons';
import type { MenuItem } from '../../ui/menu';
import { MenuButton } from '../../ui/menu-button';
import { readClipboard } from '../adding/read-clipboard';
import { useFolderPicker } from '../adding/use-folder-picker';
import { useApp } from '../model/app-context';
import { usePageEntries } from '../page/header-menu';

interface AlbumMenuProps {
  readonly prefix: string;
  /** What can be done with any album. */
  readonly items: readonly MenuItem[];
}

/** What is seldom done with an album. */
export function AlbumMenu({ prefix, items }: AlbumMenuProps) {
  const { announce, paste } = useApp();
  const pick = useFolderPicker(prefix);
  const entries = usePageEntries();
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
        ...items.filter(({ isDestructive }) => isDestructive !== true),
        ...entries,
        ...items.filter(({ isDestructive }) => isDestructive === true),
      ]}
    >
      <MoreIcon />
    </MenuButton>
  );
}
