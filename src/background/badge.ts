import browser from 'webextension-polyfill';
import { isUnderWay, type Transfer } from '../core/transfer';
import { sideEffect } from './side-effects';

const WORKING = '#1f6b45';
const ATTENTION = '#a4262c';

/** Text and colour of the toolbar button's badge. */
export interface Badge {
  /** Empty: none. */
  readonly text: string;
  readonly color: string;
}

/** The button has room for four characters. */
const MOST = 999;

/** The number of transfers under way; else `!` while one waits for an album, or failed and nobody saw it; else nothing. */
export function badgeFor(transfers: readonly Pick<Transfer, 'state' | 'failureSeen'>[]): Badge {
  const working = transfers.filter(isUnderWay).length;
  if (working > 0) return { text: working > MOST ? `${MOST}+` : String(working), color: WORKING };
  const needsUser = transfers.some(
    ({ state, failureSeen }) => state === 'choosing-album' || (state === 'failed' && !failureSeen),
  );
  return { text: needsUser ? '!' : '', color: ATTENTION };
}

/** What this worker instance has set. */
let shown: Badge | null = null;

export function showBadge(transfers: readonly Transfer[]): void {
  const badge = badgeFor(transfers);
  const before = shown;
  shown = badge;
  void sideEffect('badge.show', async () => {
    try {
      // Called after every step of every transfer: only changes go to the browser.
      await Promise.all([
        before?.text !== badge.text && browser.action.setBadgeText({ text: badge.text }),
        before?.color !== badge.color && browser.action.setBadgeBackgroundColor({ color: badge.color }),
      ]);
    } catch (error) {
      shown = null; // set again after the next step
      throw error;
    }
  });
}
