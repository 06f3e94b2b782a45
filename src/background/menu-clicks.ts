import browser, { type Menus, type Tabs } from 'webextension-polyfill';
import type { CallInFrame } from '../capture/call-in-frame';
import { toFailure } from '../core/failure';
import { loadedUrl } from '../core/mixed-content';
import { settled } from '../core/promises';
import { originPattern } from '../core/s3-url';
import type { Wanted, WebSource } from '../core/source';
import type { Transfer } from '../core/transfer';
import type { Transfers } from '../transfers/transfers';
import { recordAlbumUse } from './album-cache';
import { report } from './diagnostics';
import { findImage, type PageFrame, pickImage, selectedImages, startPointerProbe } from './find-image';
import { type MenuChoice, type MenuTarget, parseMenuId } from './menu-ids';
import { notifyUnwritten } from './notifications';
import { PAGE_IMAGES } from './page-images';
import { saveFromWeb } from './save-from-web';
import { loadSettings } from './settings-store';
import { onEvent, sideEffect } from './side-effects';
import { OPEN_PANEL, openAlbumChoice } from './windows';

/** A click on an entry of the browser's menu. */
export interface MenuClick {
  readonly choice: MenuChoice;
  readonly target: MenuTarget;
  readonly frame: PageFrame;
  /** What the browser itself tells, for `media` and `link`. */
  readonly wanted: Wanted;
  readonly url: string;
  readonly alt: string;
  /** Firefox's id of the element that the menu was opened on; null elsewhere. */
  readonly targetElementId: number | null;
  /** Whether it was the page's context menu; the toolbar button's menu belongs to no point of the page. */
  readonly isOnPage: boolean;
  /** Settles when the browser's permission prompt is answered. */
  readonly access: Promise<unknown>;
}

const MEDIA: Readonly<Record<string, Wanted>> = { image: 'image', video: 'video', audio: 'audio' };

/**
 * Requests access to a URL's host where the click itself (`activeTab`) does not give it. Must be called before any `await`
 * in the click's listener: after it, the browser no longer sees a user gesture. Resolves at once where no prompt is needed.
 */
async function requestAccess(url: string, pageUrl: string): Promise<unknown> {
  // For what Firefox shows, that is another origin than what the page calls it by.
  const pattern = originPattern(loadedUrl(url, [pageUrl]));
  if (pattern === null || pattern === originPattern(pageUrl)) return;
  return browser.permissions.request({ origins: [pattern] });
}

/** Calls back for every click that is to save something. */
export function listenToMenu(onClick: (click: MenuClick) => Promise<void>): void {
  onEvent('menu.clicked', browser.contextMenus.onClicked, (info: Menus.OnClickData, tab?: Tabs.Tab) => {
    // windows.ts and page-images.ts listen to theirs.
    if (info.menuItemId === OPEN_PANEL || info.menuItemId === PAGE_IMAGES) return undefined;
    const { target: chosen, choice } = parseMenuId(info.menuItemId);
    // Firefox gives no URL for a picture whose `blob:` URL the page has revoked: the picture has to be found.
    const target = chosen === 'media' && !info.srcUrl ? 'find' : chosen;
    const frameUrl = info.frameUrl ?? info.pageUrl ?? '';
    const frame: PageFrame = {
      tabId: tab?.id ?? -1,
      frameId: info.frameId ?? 0,
      pageUrl: info.pageUrl ?? frameUrl,
      frameUrl,
      pageTitle: tab?.title ?? '',
    };
    const url = (target === 'link' ? info.linkUrl : info.srcUrl) ?? '';
    // To find a picture, the frame has to be accessible.
    const needed = target === 'media' || target === 'link' ? url : frameUrl;
    const access =
      choice.kind === 'unspecified' ? Promise.resolve() : requestAccess(needed, tab?.url ?? frameUrl);
    void sideEffect('menu.request-access', () => access); // whatever needs the access fails, too
    const isOnPage = info.frameId !== undefined;
    if (target === 'find' && isOnPage) startPointerProbe(frame);
    return onClick({
      choice,
      target,
      frame,
      wanted: target === 'link' ? 'file' : (MEDIA[info.mediaType ?? ''] ?? 'image'),
      url,
      isOnPage,
      targetElementId: info.targetElementId ?? null,
      alt: (target === 'link' && info.linkText) || '',
      access,
    });
  });
}

/** Makes transfers of a click. If they can't be stored, the user is notified; once stored, they can't be lost. */
export async function saveFromMenu(
  transfers: Transfers,
  callInFrame: CallInFrame,
  click: MenuClick,
): Promise<void> {
  let begun: readonly Transfer[] | null;
  try {
    begun = await storeTransfers(transfers, callInFrame, click);
  } catch (error) {
    report('menu.save', error);
    return notifyUnwritten(toFailure(error));
  }
  if (begun === null || begun.length === 0) return;
  const { choice } = click;
  if (choice.kind === 'album') await sideEffect('albums.use', () => recordAlbumUse(choice.prefix));
  else
    await openAlbumChoice(
      begun.map(({ id }) => id),
      choice.kind === 'new-album',
    );
}

async function storeTransfers(
  transfers: Transfers,
  callInFrame: CallInFrame,
  click: MenuClick,
): Promise<readonly Transfer[] | null> {
  const { choice, target, frame, wanted, url, alt, access } = click;
  const album = choice.kind === 'album' ? choice.prefix : null;
  if (choice.kind === 'unspecified' || (await loadSettings()) === null)
    return saveFromWeb(transfers, album, []);
  if (target === 'media' || target === 'link') {
    const source: WebSource = { ...frame, kind: 'web', wanted, url, betterUrls: [], alt };
    return saveFromWeb(transfers, album, [source], { access });
  }
  // If access to the frame was denied, the call into it fails, and says why.
  await settled(access);
  if (target === 'selection') return saveFromWeb(transfers, album, await selectedImages(callInFrame, frame));
  // The toolbar button's menu has nothing to do with where the page's menu was opened last.
  const found = click.isOnPage
    ? await findImage(callInFrame, frame, click.targetElementId)
    : await pickImage(callInFrame, frame);
  return found === null ? null : saveFromWeb(transfers, album, [found]);
}
