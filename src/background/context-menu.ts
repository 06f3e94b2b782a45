import type { Menus } from 'webextension-polyfill';
import type { Album } from '../core/album';
import { menuAlbums } from '../core/menu-albums';
import { truncateToBytes } from '../core/object-key';
import { serialQueue } from '../core/serial-queue';
import { message, uiLanguage } from '../i18n/message';
import { readAlbumCache } from '../messaging/album-cache';
import { report } from './diagnostics';
import { ALBUM, ALL_ALBUMS, type MenuTarget, menuId, NEW_ALBUM } from './menu-ids';
import { drawMenu, isDrawn, type MenuItem } from './menu-state';
import { PAGE_IMAGES } from './page-images';
import { loadSettings } from './settings-store';
import { sideEffect } from './side-effects';
import { OPEN_PANEL } from './side-panel';

/** One entry for everything: with two of them, browsers put both a level deeper. */
const ROOT = 'save-image';

/** Long names are cut: a menu is as wide as its longest entry. */
const MAX_TITLE_BYTES = 90;

/** Below the image's own list there is no need for all of them a second time. */
const ALBUMS_IN_SUBMENUS = 5;

/** `&` marks an access key in menu titles, `%s` the selected text. */
const menuTitle = ({ name }: Album): string => {
  const short = truncateToBytes(name, MAX_TITLE_BYTES);
  return (short === name ? name : `${short}…`).replaceAll('&', '&&').replaceAll('%s', '%\u200bs');
};

const inTurn = serialQueue();

/** What the menu shows as far as this worker knows. */
let shown = '';

/**
 * Writes the menu anew if it has changed. The browser keeps it while the worker sleeps, so it is right at once when
 * it opens. Rebuilds run one after the other; each reads what is known when its turn comes. Never rejects: the menu only
 * follows what was done.
 */
export const rebuildMenu = (): Promise<void> => inTurn(() => sideEffect('menu.rebuild', buildInTwoTries));

/** The browser still has what was drawn, all of it: what comes last was drawn last. */
export const isMenuDrawn = (): Promise<boolean> => isDrawn(OPEN_PANEL);

/** Entries that the browser did not take at first are drawn anew, all of them. */
async function buildInTwoTries(): Promise<void> {
  try {
    await build();
  } catch (error) {
    report('menu.first-try', error);
    await build();
  }
}

async function build(): Promise<void> {
  const items = await menuItems();
  const wanted = JSON.stringify(items);
  if (wanted === shown) return;
  await drawMenu(items);
  shown = wanted;
}

/**
 * Without settings there is one entry, which leads to the options. Else the albums stand in it for what the browser
 * itself takes for an image, a video or a sound; what has to be looked for has its albums a level deeper.
 */
async function menuItems(): Promise<readonly MenuItem[]> {
  // "all": a canvas is neither a page nor an image to Chrome's menu. On all pages: by no pattern could the entry be kept
  // from the browser's own and still be there in frames without an address (`about:srcdoc`).
  const root: MenuItem = { id: ROOT, title: message('menu_save'), contexts: ['all'] };
  const panel: MenuItem = { id: OPEN_PANEL, title: message('panel_open'), contexts: ['action'] };
  if ((await loadSettings()) === null) return [root, panel];
  const known = await readAlbumCache();
  const albums = menuAlbums(known?.albums ?? [], known?.recent ?? [], uiLanguage());
  const media: Menus.ContextType[] = ['image', 'video', 'audio'];
  return [
    root,
    ...albumItems('media', ROOT, albums, media),
    separator('media', ROOT, media),
    ...submenu('link', message('menu_linked_file'), albums, ['link']),
    ...submenu('selection', message('menu_selected_images'), albums, ['selection']),
    { id: PAGE_IMAGES, title: message('picker_open'), parentId: ROOT, contexts: ['page', 'frame', 'action'] },
    ...submenu('find', message('menu_find_image'), albums, ['all']),
    panel,
  ];
}

function submenu(
  target: MenuTarget,
  title: string,
  albums: readonly Album[],
  contexts: Menus.ContextType[],
): readonly MenuItem[] {
  return [
    { id: target, title, parentId: ROOT, contexts },
    ...albumItems(target, target, albums.slice(0, ALBUMS_IN_SUBMENUS), contexts),
  ];
}

function albumItems(
  target: MenuTarget,
  parentId: string,
  albums: readonly Album[],
  contexts: Menus.ContextType[],
): readonly MenuItem[] {
  const item = (choice: string, title: string): MenuItem => ({
    id: menuId(target, choice),
    title,
    parentId,
    contexts,
  });
  return [
    ...albums.map(album => item(`${ALBUM}${album.prefix}`, menuTitle(album))),
    ...(albums.length > 0 ? [separator(`${target}-albums`, parentId, contexts)] : []),
    item(ALL_ALBUMS, message('menu_all_albums')),
    item(NEW_ALBUM, message('menu_new_album')),
  ];
}

const separator = (after: string, parentId: string, contexts: Menus.ContextType[]): MenuItem => ({
  id: `separator-after-${after}`,
  type: 'separator',
  parentId,
  contexts,
});
