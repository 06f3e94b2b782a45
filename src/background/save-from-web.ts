import browser from 'webextension-polyfill';
import { provisionalName } from '../capture/file-name';
import { bucketIdentity, needsIdentity, type Settings } from '../core/settings';
import type { WebSource } from '../core/source';
import { newTransfer, type Transfer } from '../core/transfer';
import { message } from '../i18n/message';
import type { Transfers } from '../transfers/transfers';
import { settingsInUse } from './credential-storage';
import { sideEffect } from './side-effects';
import { signIn } from './sign-in';

interface SavingFacts {
  /** Settles when the browser's permission prompt is answered. */
  readonly access?: Promise<unknown> | undefined;
  /** Those that the asking page shows; absent, the stored ones count. */
  readonly settings?: Settings | undefined;
}

/**
 * Stores a transfer for each source; the queue does everything after that. Without an album, the user will be asked for it.
 * Null while nothing is configured: then the options page opens instead.
 */
export async function saveFromWeb(
  transfers: Transfers,
  album: string | null,
  sources: readonly WebSource[],
  { access, settings: shown }: SavingFacts = {},
): Promise<readonly Transfer[] | null> {
  const settings = shown ?? (await settingsInUse());
  if (settings === null) {
    await browser.runtime.openOptionsPage();
    return null;
  }
  // The same for all of them: what was saved in one go is recognised by it (notify-transfer).
  const createdAt = Date.now();
  const owner = await signIn.owner(settings);
  const begun = sources.map(source =>
    newTransfer({
      id: crypto.randomUUID(),
      createdAt,
      source,
      bucket: bucketIdentity(settings),
      owner,
      // Of nobody known, an album is chosen by whoever signs in.
      album: needsIdentity(settings) ? null : album,
      name: provisionalName(source.url) || message('image'),
      bytes: null,
    }),
  );
  await transfers.add(begun, access);
  // The transfers are stored: if this failed the call, the user would save a second time.
  await sideEffect('transfers.dismiss-older', () => dismissOlderFailures(transfers, begun));
  return begun;
}

/**
 * A user who right-clicks a picture again after it failed wants it once: the new transfer replaces the failed one. Not one
 * that has its bytes and could not store them: they may be the last copy.
 */
async function dismissOlderFailures(transfers: Transfers, begun: readonly Transfer[]): Promise<void> {
  const meant = new Set(begun.map(destinationOf));
  const older = (await transfers.all()).filter(
    ({ state, source, bytes, album }) =>
      state === 'failed' &&
      source.kind === 'web' &&
      bytes === null &&
      meant.has(destinationOf({ source, album })),
  );
  const ids = new Set(begun.map(({ id }) => id));
  await transfers.dismiss(older.map(({ id }) => id).filter(id => !ids.has(id)));
}

const destinationOf = ({ source, album }: Pick<Transfer, 'source' | 'album'>): string =>
  JSON.stringify([source.kind === 'web' ? source.url : '', album]);
