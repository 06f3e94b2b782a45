import browser from 'webextension-polyfill';
import { provisionalName } from '../capture/file-name';
import { bucketIdentity, type Settings } from '../core/settings';
import type { WebSource } from '../core/source';
import { newTransfer, type Transfer } from '../core/transfer';
import { message } from '../i18n/message';
import type { Transfers } from '../transfers/transfers';
import { loadSettings } from './settings-store';
import { sideEffect } from './side-effects';

interface SavingFacts {
  /** Settles when the question of permission is answered. */
  readonly access?: Promise<unknown> | undefined;
  /** Of the bucket that is meant, if a page showed it: not there, the stored ones are. */
  readonly settings?: Settings | undefined;
}

/**
 * From what a person pointed at to transfers that are written down; everything after that is the transfers' business.
 * Without an album, a person will be asked for it. Null while nothing is configured: then the options page opens instead.
 */
export async function saveFromWeb(
  transfers: Transfers,
  album: string | null,
  sources: readonly WebSource[],
  { access, settings: shown }: SavingFacts = {},
): Promise<readonly Transfer[] | null> {
  const settings = shown ?? (await loadSettings());
  if (settings === null) {
    await browser.runtime.openOptionsPage();
    return null;
  }
  // One moment for all of them: what was saved in one go is recognised by it.
  const createdAt = Date.now();
  const begun = sources.map(source =>
    newTransfer({
      id: crypto.randomUUID(),
      createdAt,
      source,
      bucket: bucketIdentity(settings),
      album,
      name: provisionalName(source.url) || message('image'),
      bytes: null,
    }),
  );
  await transfers.add(begun, access);
  // They are written down: failed now, they would be begun a second time.
  await sideEffect('transfers.dismiss-older', () => dismissOlderFailures(transfers, begun));
  return begun;
}

/**
 * Who right-clicks a picture again after it failed wants it once: the new transfer takes the old one's place. Not that of
 * one that has the bytes, and could not store them: they may be the last there are.
 */
async function dismissOlderFailures(transfers: Transfers, begun: readonly Transfer[]): Promise<void> {
  const meant = new Set(begun.map(placeOf));
  const older = (await transfers.all()).filter(
    ({ state, source, bytes, album }) =>
      state === 'failed' && source.kind === 'web' && bytes === null && meant.has(placeOf({ source, album })),
  );
  const ids = new Set(begun.map(({ id }) => id));
  await transfers.dismiss(older.map(({ id }) => id).filter(id => !ids.has(id)));
}

const placeOf = ({ source, album }: Pick<Transfer, 'source' | 'album'>): string =>
  JSON.stringify([source.kind === 'web' ? source.url : '', album]);
