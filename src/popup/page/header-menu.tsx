import { message } from '../../i18n/message';
import { KeyboardIcon, MoreIcon, PanelIcon, RestoreIcon, TabIcon } from '../../ui/action-icons';
import type { MenuItem } from '../../ui/menu';
import { MenuButton } from '../../ui/menu-button';
import { useApp } from '../model/app-context';
import { openBesidePage, openInTab } from '../model/other-places';
import { isToolbarPopup } from '../model/own-window';
import { routeOf } from '../model/route';

interface HeaderMenuProps {
  /** Prefix of the folder whose deleted photos there is a way to. */
  readonly deletedIn: string | undefined;
}

/** What is always in the same place: what was deleted, and where else the toolbar's popup can stand. */
export function HeaderMenu({ deletedIn }: HeaderMenuProps) {
  const { navigate, showKeys } = useApp();
  const places: readonly MenuItem[] = [
    { label: message('panel_open'), icon: <PanelIcon />, onSelect: () => void openBesidePage() },
    {
      label: message('open_in_tab'),
      icon: <TabIcon />,
      onSelect: () => void openInTab(routeOf(location.search)),
    },
  ];
  const deleted = (prefix: string): MenuItem => ({
    label: message('recently_deleted'),
    icon: <RestoreIcon />,
    onSelect: () => navigate({ view: 'deleted', prefix }),
  });
  return (
    <MenuButton
      label={message('menu')}
      items={[
        ...(deletedIn === undefined ? [] : [deleted(deletedIn)]),
        ...(isToolbarPopup() ? places : []),
        { label: message('keys_title'), icon: <KeyboardIcon />, shortcut: '?', onSelect: showKeys },
      ]}
    >
      <MoreIcon />
    </MenuButton>
  );
}
