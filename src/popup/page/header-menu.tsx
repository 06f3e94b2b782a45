import { toFailure } from '../../core/failure';
import { explainFailure } from '../../i18n/failure-messages';
import { message } from '../../i18n/message';
import { KeyboardIcon, MoreIcon, PanelIcon, PickIcon, RestoreIcon, TabIcon } from '../../ui/action-icons';
import type { MenuItem } from '../../ui/menu';
import { MenuButton } from '../../ui/menu-button';
import { useApp } from '../model/app-context';
import { openBesidePage, openInTab, openPicker } from '../model/other-places';
import { isToolbarPopup } from '../model/own-window';
import { routeOf } from '../model/route';

/**
 * What stands in the menu of every page's header: what the toolbar's popup does with the page below it, where else it can
 * stand, and what keys do.
 */
export function usePageEntries(): readonly MenuItem[] {
  const { showKeys } = useApp();
  const openPicker = useOpenPicker();
  const places: readonly MenuItem[] = [
    { label: message('picker_open'), icon: <PickIcon />, onSelect: openPicker },
    { label: message('panel_open'), icon: <PanelIcon />, onSelect: () => void openBesidePage() },
    {
      label: message('open_in_tab'),
      icon: <TabIcon />,
      onSelect: () => void openInTab(routeOf(location.search)),
    },
  ];
  return [
    ...(isToolbarPopup() ? places : []),
    { label: message('keys_title'), icon: <KeyboardIcon />, shortcut: '?', onSelect: showKeys },
  ];
}

interface HeaderMenuProps {
  /** Prefix of the folder whose deleted photos there is a way to. */
  readonly deletedIn: string | undefined;
}

/** The menu of a page that has nothing else to do. */
export function HeaderMenu({ deletedIn }: HeaderMenuProps) {
  const { navigate } = useApp();
  const entries = usePageEntries();
  const deleted = (prefix: string): MenuItem => ({
    label: message('recently_deleted'),
    icon: <RestoreIcon />,
    onSelect: () => navigate({ view: 'deleted', prefix }),
  });
  return (
    <MenuButton
      label={message('album_more')}
      items={[...(deletedIn === undefined ? [] : [deleted(deletedIn)]), ...entries]}
    >
      <MoreIcon />
    </MenuButton>
  );
}

/** To the pictures of the page over which the toolbar's popup hangs. */
export const PageImagesButton = () => (
  <button type="button" class="button page-images-button" onClick={useOpenPicker()}>
    <PickIcon />
    {message('picker_open')}
  </button>
);

/** Opens the picker for the page below the popup; says why, where that is not to be. */
function useOpenPicker(): () => void {
  const { announce } = useApp();
  return () => void openPicker().catch(error => announce(explainFailure(toFailure(error)).sentence));
}
