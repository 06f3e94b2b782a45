import browser, { type Menus, type Tabs } from 'webextension-polyfill';
import type { Album } from '../core/album';
import { menuAlbums } from '../core/menu-albums';
import { truncateToBytes } from '../core/object-key';
import { originPattern } from '../core/service-hosts';
import type { WebSource } from '../core/transfer';
import { message, uiLanguage } from '../i18n/message';
import { readKnownAlbums } from '../messaging/known-albums';
import { PAGE_IMAGES } from './page-images';
import { loadSettings } from './settings-store';

const ROOT = 'save-image';
const ALBUM = 'album:';
const ALL_ALBUMS = 'all-albums';
const NEW_ALBUM = 'new-album';

/** What a person chose in the menu. */
export type MenuChoice =
  | { readonly kind: 'album'; readonly prefix: string }
  | { readonly kind: 'all-albums' }
  | { readonly kind: 'new-album' }
  | { readonly kind: 'unspecified' };

/** Long names are cut: a menu is as wide as its longest entry. */
const MAX_TITLE_BYTES = 90;

/** `&` marks an access key in menu titles, `%s` the selected text. */
const menuTitle = ({ name }: Album): string => {
  const short = truncateToBytes(name, MAX_TITLE_BYTES);
  return (short === name ? name : `${short}…`).replaceAll('&', '&&').replaceAll('%s', '%\u200bs');
};

let last: Promise<void> = Promise.resolve();

/** What the menu shows as far as this worker knows. */
let shown = '';

/**
 * Writes the menu anew if it has changed. The browser keeps it while the worker sleeps, so it is right at once when
 * it opens. Rebuilds run one after the other; each reads what is known when its turn comes.
 */
export function rebuildMenu(): Promise<void> {
  last = last.then(build).catch(build);
  return last;
}

async function build(): Promise<void> {
  const items = await menuItems();
  const wanted = JSON.stringify(items);
  if (wanted === shown) return;
  await browser.contextMenus.removeAll();
  for (const item of items) browser.contextMenus.create({ contexts: ['image'], ...item });
  shown = wanted;
}

/** Without settings there is one entry, which leads to the options. */
async function menuItems(): Promise<Menus.CreateCreatePropertiesType[]> {
  const root = { id: ROOT, title: message('menu_save_image') };
  const pageImages: Menus.CreateCreatePropertiesType = {
    id: PAGE_IMAGES,
    title: message('picker_open'),
    contexts: ['page', 'action'],
  };
  if ((await loadSettings()) === null) return [root, pageImages];
  const known = await readKnownAlbums();
  const albums = menuAlbums(known?.albums ?? [], known?.recent ?? [], uiLanguage());
  const children: Menus.CreateCreatePropertiesType[] = [
    ...albums.map(album => ({ id: `${ALBUM}${album.prefix}`, title: menuTitle(album) })),
    ...(albums.length > 0 ? [{ id: 'separator', type: 'separator' as const }] : []),
    { id: ALL_ALBUMS, title: message('menu_all_albums') },
    { id: NEW_ALBUM, title: message('menu_new_album') },
  ];
  return [root, ...children.map(child => ({ ...child, parentId: ROOT })), pageImages];
}

/** The entry without children is drawn while nothing is configured; `saveFromWeb` looks whether that is still so. */
function choiceOf(id: string | number): MenuChoice {
  const text = String(id);
  if (text.startsWith(ALBUM)) return { kind: 'album', prefix: text.slice(ALBUM.length) };
  if (text === ALL_ALBUMS) return { kind: 'all-albums' };
  return text === NEW_ALBUM ? { kind: 'new-album' } : { kind: 'unspecified' };
}

/**
 * Asks for access to the picture's host where the click itself does not give it. Must be called in the click's own
 * turn: after any `await` the browser no longer takes it for the person's wish. Without a question it resolves at once.
 */
function requestSourceAccess(imageUrl: string, pageUrl: string): Promise<unknown> {
  // A `blob:` URL belongs to the page or frame that made it; only there can it be read.
  const pattern = originPattern(imageUrl.startsWith('blob:') ? new URL(imageUrl).origin : imageUrl);
  if (pattern === null || pattern === originPattern(pageUrl)) return Promise.resolve();
  return browser.permissions.request({ origins: [pattern] });
}

/** Calls back for every picture that a person chose to save. `access` settles when the question of permission is answered. */
export function listenToMenu(
  onChoice: (choice: MenuChoice, source: WebSource, access: Promise<unknown>) => Promise<void>,
): void {
  browser.contextMenus.onClicked.addListener((info: Menus.OnClickData, tab?: Tabs.Tab) => {
    if (info.menuItemId === PAGE_IMAGES) return;
    const choice = choiceOf(info.menuItemId);
    const url = info.srcUrl ?? '';
    const pageUrl = info.frameUrl ?? info.pageUrl ?? '';
    const access =
      choice.kind === 'unspecified' ? Promise.resolve() : requestSourceAccess(url, tab?.url ?? pageUrl);
    const source: WebSource = {
      kind: 'web',
      wanted: 'image',
      url,
      betterUrls: [],
      alt: '',
      pageUrl: info.pageUrl ?? pageUrl,
      frameUrl: pageUrl,
      pageTitle: tab?.title ?? '',
      tabId: tab?.id ?? -1,
      frameId: info.frameId ?? 0,
    };
    void onChoice(choice, source, access);
  });
}
