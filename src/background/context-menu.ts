import browser, { type Menus } from 'webextension-polyfill';
import type { Album } from '../core/album';
import { menuAlbums } from '../core/menu-albums';
import { truncateToBytes } from '../core/object-key';
import { settled, succeeds } from '../core/promises';
import { serialQueue } from '../core/serial-queue';
import { message, uiLanguage } from '../i18n/message';
import { readAlbumCache } from '../messaging/album-cache';
import { report } from './diagnostics';
import { ALBUM, ALL_ALBUMS, type MenuTarget, menuId, NEW_ALBUM } from './menu-ids';
import { PAGE_IMAGES } from './page-images';
import { loadSettings } from './settings-store';
import { sideEffect } from './side-effects';
import { OPEN_PANEL } from './windows';

/** One entry for everything: with two of them, browsers put both a level deeper. */
const ROOT = 'save-image';

/** Long names are cut: a menu is as wide as its longest entry. */
const MAX_TITLE_BYTES = 90;

/** The image's own list has all of them already. */
const ALBUMS_IN_SUBMENUS = 5;

/** `&` marks an access key in menu titles, `%s` the selected text. */
const menuTitle = ({ name }: Album): string => {
  const short = truncateToBytes(name, MAX_TITLE_BYTES);
  return (short === name ? name : `${short}…`).replaceAll('&', '&&').replaceAll('%s', '%\u200bs');
};

const enqueue = serialQueue();

/** What this worker instance has drawn. */
let shown = '';

/**
 * Redraws the menu if it has changed. The browser keeps it while the worker is stopped, so it is right as soon as it opens.
 * Rebuilds run one after the other; each reads the album cache when its turn comes. Never rejects: the menu only follows
 * what was done.
 */
export const rebuildMenu = (): Promise<void> => enqueue(() => sideEffect('menu.rebuild', buildInTwoTries));

/** Whether the browser still has the whole menu: its last entry was drawn last. */
export const isMenuDrawn = (): Promise<boolean> => isDrawn(OPEN_PANEL);

/** When the browser refuses an entry, all of them are drawn once more. */
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
  // "all": a canvas is neither a page nor an image to Chrome's menu. Without URL patterns: none would exclude the browser's
  // own pages and still match frames without a URL of their own (`about:srcdoc`).
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

type MenuItem = Menus.CreateCreatePropertiesType & { readonly id: string };

/**
 * Replaces the entries of this worker's windows; the top-level ones always have the same ids. Not by `removeAll`: that also
 * removes the menu of the other windows, private or not (Chromium 156).
 *
 * All calls are made without an `await` in between, and the browser does them in this order: at no moment does the worker
 * wait while there is no menu, so that a killed worker leaves one behind. Were it killed all the same, the last top-level
 * entry is missing: it is removed first and created last, see {@link isDrawn}.
 */
async function drawMenu(items: readonly MenuItem[]): Promise<void> {
  const outer = items.filter(({ parentId }) => parentId === undefined);
  // Children are removed with their parent. One that is not drawn yet can't be removed.
  for (const { id } of outer.toReversed()) void settled(browser.contextMenus.remove(id));
  await Promise.all(items.map(create));
}

/** Rejects when the browser has an entry with this id already, or refuses it. */
function create(item: MenuItem): Promise<void> {
  return new Promise((resolve, reject) => {
    browser.contextMenus.create(item, () => {
      const { lastError } = browser.runtime;
      if (lastError == null) resolve();
      else reject(new Error(lastError.message));
    });
  });
}

/** Whether the browser has the entry with this id: a private window's menu goes with the last of them. */
const isDrawn = (id: string): Promise<boolean> => succeeds(browser.contextMenus.update(id, {}));
