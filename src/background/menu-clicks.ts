import browser, { type Menus, type Tabs } from 'webextension-polyfill';
import type { Frame } from '../capture/call-in-frame';
import { originPattern } from '../core/s3-url';
import type { Wanted } from '../core/source';
import { type MenuChoice, type MenuTarget, parseMenuId } from './menu-ids';
import { PAGE_IMAGES } from './page-images';
import { startPointerProbe } from './pointer-probe';
import { onEvent, sideEffect } from './side-effects';
import { OPEN_PANEL } from './side-panel';

/** Where on the web something was clicked. */
export interface PageFrame extends Frame {
  readonly pageUrl: string;
  /** Of the frame; the page's own for the top frame. */
  readonly frameUrl: string;
  readonly pageTitle: string;
}

/** A choice in the browser's menu. */
export interface MenuClick {
  readonly choice: MenuChoice;
  readonly target: MenuTarget;
  readonly frame: PageFrame;
  /** What the browser itself knows of it: for `media` and `link`. */
  readonly wanted: Wanted;
  readonly url: string;
  readonly alt: string;
  /** Firefox's name for the element that the menu was opened on; null elsewhere. */
  readonly targetElementId: number | null;
  /** Whether it was a menu of the page; that of the toolbar's button has no place on it. */
  readonly isOnPage: boolean;
  /** Settles when the question of permission is answered. */
  readonly access: Promise<unknown>;
}

const MEDIA: Readonly<Record<string, Wanted>> = { image: 'image', video: 'video', audio: 'audio' };

/**
 * Asks for access to the host of something where the click itself does not give it. Must be called in the click's own
 * turn: after any `await` the browser no longer takes it for the person's wish. Without a question it resolves at once.
 */
async function requestAccess(url: string, pageUrl: string): Promise<unknown> {
  const pattern = originPattern(url);
  if (pattern === null || pattern === originPattern(pageUrl)) return;
  return browser.permissions.request({ origins: [pattern] });
}

/** Calls back for everything that a person chose to save. */
export function listenToMenu(onClick: (click: MenuClick) => Promise<void>): void {
  onEvent('menu.clicked', browser.contextMenus.onClicked, (info: Menus.OnClickData, tab?: Tabs.Tab) => {
    // panel.ts and page-images.ts listen to theirs.
    if (info.menuItemId === OPEN_PANEL || info.menuItemId === PAGE_IMAGES) return undefined;
    const { target: chosen, choice } = parseMenuId(info.menuItemId);
    // Firefox tells no URL of a picture whose `blob:` URL the page has let go: what it shows has to be looked for.
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
    // What has to be looked for in a frame needs access to that frame.
    const needed = target === 'media' || target === 'link' ? url : frameUrl;
    const access =
      choice.kind === 'unspecified' ? Promise.resolve() : requestAccess(needed, tab?.url ?? frameUrl);
    void sideEffect('menu.request-access', () => access); // whoever needs it hears of it too
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
