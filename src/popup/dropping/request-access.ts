import browser from 'webextension-polyfill';
import { originPattern } from '../../core/s3-url';
import { reportFromPage } from '../../messaging/report-from-page';
import type { DraggedThing } from './read-drop';

/**
 * Asks for access to the hosts of what was dropped, except to the page's own, if that one can be read already. Must be
 * called in the drop's own turn: Chrome takes that for a person's wish, and Firefox takes nothing later. Never rejects:
 * what can be had without access is had all the same.
 */
export function requestAccess(
  things: readonly DraggedThing[],
  pageUrl: string | undefined,
): Promise<unknown> {
  const urls = things.flatMap(({ url, betterUrls }) => [url, ...betterUrls]);
  const patterns = new Set(urls.map(originPattern).filter(pattern => pattern !== null));
  if (pageUrl !== undefined) patterns.delete(originPattern(pageUrl) ?? '');
  if (patterns.size === 0) return Promise.resolve();
  return browser.permissions
    .request({ origins: [...patterns] })
    .catch(error => reportFromPage('dropping.request-access', error));
}
