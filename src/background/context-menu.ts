import browser, { type Menus, type Tabs } from 'webextension-polyfill';
import type { Album } from '../core/album';
import { menuAlbums } from '../core/menu-albums';
import { truncateToBytes } from '../core/object-key';
import { originPattern } from '../core/service-hosts';
import type { ImageSource } from '../core/transfer';
import { message, uiLanguage } from '../i18n/message';
import { readKnownAlbums } from '../messaging/known-albums';

const ROOT = 'save-image';
const ALBUM = 'album:';
const ALL_ALBUMS = 'all-albums';
const NEW_ALBUM = 'new-album';

/** What a person chose in the menu. */
export type MenuChoice =
  | { readonly kind: 'album'; readonly prefix: string }
  | { readonly kind: 'all-albums' }
  | { readonly kind: 'new-album' }
  | { readonly kind: 'set-up' };

/** Long names are cut: a menu is as wide as its longest entry. */
const MAX_TITLE_BYTES = 90;

/** `&` marks an access key in menu titles, `%s` the selected text. */
const menuTitle = ({ name }: Album): string => {
  const short = truncateToBytes(name, MAX_TITLE_BYTES);
  return (short === name ? name : `${short}…`).replaceAll('&', '&&').replaceAll('%s', '%\u200bs');
};

let last: Promise<void> = Promise.resolve();

/**
 * Writes the menu anew. The browser keeps it while the worker sleeps, so it is right at once when it opens.
 * Rebuilds run one after the other; each reads what is known when its turn comes.
 */
export function rebuildMenu(configured: boolean): Promise<void> {
  last = last.then(() => build(configured)).catch(() => build(configured));
  return last;
}

async function build(configured: boolean): Promise<void> {
  const known = await readKnownAlbums();
  await browser.contextMenus.removeAll();
  const add = (item: Menus.CreateCreatePropertiesType): unknown =>
    browser.contextMenus.create({ contexts: ['image'], ...item });
  add({ id: ROOT, title: message('menu_save_image') });
  if (!configured) return;
  const albums = menuAlbums(known?.albums ?? [], known?.recent ?? [], uiLanguage());
  for (const album of albums) add({ id: `${ALBUM}${album.prefix}`, parentId: ROOT, title: menuTitle(album) });
  if (albums.length > 0) add({ id: 'separator', parentId: ROOT, type: 'separator' });
  add({ id: ALL_ALBUMS, parentId: ROOT, title: message('menu_all_albums') });
  add({ id: NEW_ALBUM, parentId: ROOT, title: message('menu_new_album') });
}

function choiceOf(id: string | number): MenuChoice {
  const text = String(id);
  if (text.startsWith(ALBUM)) return { kind: 'album', prefix: text.slice(ALBUM.length) };
  if (text === ALL_ALBUMS) return { kind: 'all-albums' };
  return text === NEW_ALBUM ? { kind: 'new-album' } : { kind: 'set-up' };
}

/**
 * Asks for access to the picture's host where the click itself does not give it. Must be called in the click's own
 * turn: after any `await` the browser no longer takes it for the person's wish. Without a question it resolves at once.
 */
function requestSourceAccess(imageUrl: string, pageUrl: string): Promise<unknown> {
  const pattern = originPattern(imageUrl);
  if (pattern === null || pattern === originPattern(pageUrl)) return Promise.resolve();
  return browser.permissions.request({ origins: [pattern] });
}

/** Calls back for every picture that a person chose to save. `access` settles when the question of permission is answered. */
export function listenToMenu(
  onChoice: (choice: MenuChoice, source: ImageSource, access: Promise<unknown>) => void,
): void {
  browser.contextMenus.onClicked.addListener((info: Menus.OnClickData, tab?: Tabs.Tab) => {
    const choice = choiceOf(info.menuItemId);
    const url = info.srcUrl ?? '';
    const pageUrl = info.frameUrl ?? info.pageUrl ?? '';
    const access =
      choice.kind === 'set-up' ? Promise.resolve() : requestSourceAccess(url, tab?.url ?? pageUrl);
    const source: ImageSource = {
      kind: 'image',
      url,
      pageUrl: info.pageUrl ?? pageUrl,
      pageTitle: tab?.title ?? '',
      tabId: tab?.id ?? -1,
      frameId: info.frameId ?? 0,
    };
    onChoice(choice, source, access);
  });
}
