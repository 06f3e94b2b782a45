import browser from 'webextension-polyfill';
import { isUnderWay, type Transfer } from '../core/transfer';

const WORKING = '#1f6b45';
const ATTENTION = '#a4262c';

/** The number of transfers under way; else `!` while one failed or waits for an album; else nothing. */
export function showBadge(transfers: readonly Transfer[]): void {
  const working = transfers.filter(isUnderWay).length;
  const attention = transfers.some(({ state }) => state === 'failed' || state === 'choosing-album');
  const text = working > 0 ? String(working) : attention ? '!' : '';
  void browser.action.setBadgeText({ text });
  if (text !== '') void browser.action.setBadgeBackgroundColor({ color: working > 0 ? WORKING : ATTENTION });
}
