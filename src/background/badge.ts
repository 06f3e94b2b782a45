import browser from 'webextension-polyfill';
import { isUnderWay, type Transfer } from '../core/transfer';
import type { LiveStatus } from '../durable/publisher';
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

/** What of a transfer counts for the badge. */
type Shown = Pick<Transfer, 'state' | 'failureSeen'> & Pick<LiveStatus, 'waiting'>;

/**
 * The number of transfers under way, without those of another user, unless they wait for the user to sign in or to enter access keys; else `!`
 * while one waits for that or for an album, or failed and nobody saw it; else nothing.
 */
export function badgeFor(transfers: readonly Shown[]): Badge {
  const working = transfers.filter(
    transfer => isUnderWay(transfer) && transfer.waiting?.kind !== 'other-user',
  ).length;
  const isKept = transfers.some(
    ({ waiting }) => waiting?.kind === 'sign-in' || waiting?.kind === 'access-keys',
  );
  if (working > 0 && !isKept) return { text: working > MOST ? `${MOST}+` : String(working), color: WORKING };
  const needsUser =
    isKept ||
    transfers.some(
      ({ state, failureSeen }) => state === 'choosing-album' || (state === 'failed' && !failureSeen),
    );
  return { text: needsUser ? '!' : '', color: ATTENTION };
}

/** What this worker instance has set. */
let shown: Badge | null = null;

export function showBadge(transfers: readonly Shown[]): void {
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
