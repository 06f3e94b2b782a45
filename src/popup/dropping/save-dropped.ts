import browser from 'webextension-polyfill';
import { putBlobs } from '../../blobs/blob-store';
import { originPattern } from '../../core/s3-url';
import type { Settings } from '../../core/settings';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { boundedHosts } from '../model/bounded-hosts';
import type { DraggedItem } from './read-drop';

/**
 * Has the worker save what was dragged from a page. Resolves with the transfers' ids when they are in the database.
 * @throws ShoeboxError `not-configured`, or what kept it from being stored.
 */
export async function saveDropped(
  items: readonly DraggedItem[],
  { album, settings }: { readonly album: string | null; readonly settings: Settings | null },
  tabId: number | null,
): Promise<readonly string[]> {
  const all = items.map(({ shown, ...item }) => ({
    item,
    stored: shown === null ? null : { id: crypto.randomUUID(), blob: shown },
  }));
  const blobs = all.map(({ stored }) => stored).filter(stored => stored !== null);
  // Only a spare: a disk that is full must not keep the worker from fetching the picture itself.
  const areStored =
    blobs.length > 0 &&
    (await putBlobs(blobs).then(
      () => true,
      error => {
        reportFromPage('dropping.store-shown', error);
        return false;
      },
    ));
  return call('web.save-dropped', {
    album,
    ...(settings && { settings }),
    tabId,
    items: all.map(({ item, stored }) => ({
      ...item,
      ...(areStored && stored !== null && { shownBlobId: stored.id }),
    })),
  });
}

/**
 * Asks for access to the hosts of what was dropped, not to all of many, except to the page's own, if that one can be read
 * already. Must be called in the drop's own turn: Chrome takes that for a user gesture, and Firefox takes nothing later.
 * Never rejects: what can be had without access is had all the same.
 */
export function requestAccess(items: readonly DraggedItem[], pageUrl: string | undefined): Promise<unknown> {
  const urls = items.flatMap(({ url, betterUrls }) => [url, ...betterUrls]);
  const own = pageUrl === undefined ? null : originPattern(pageUrl);
  const patterns = urls.map(originPattern).filter(pattern => pattern !== null);
  const origins = boundedHosts(patterns.filter(pattern => pattern !== own));
  if (origins.length === 0) return Promise.resolve();
  return browser.permissions
    .request({ origins })
    .catch(error => reportFromPage('dropping.request-access', error));
}

/** A tab that something may be dragged from. */
export interface SourceTab {
  readonly id: number;
  /** Known only where its page may be read. */
  readonly url: string | undefined;
}

/** The active tab, which a drag most likely comes from; null when that is this page itself. */
export async function sourceTab(): Promise<SourceTab | null> {
  const [[front], own] = await Promise.all([
    browser.tabs.query({ active: true, lastFocusedWindow: true }),
    browser.tabs.getCurrent(),
  ]);
  return front?.id === undefined || front.id === own?.id ? null : { id: front.id, url: front.url };
}
