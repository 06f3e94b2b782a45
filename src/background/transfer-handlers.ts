import browser from 'webextension-polyfill';
import { deleteBlobsExcept } from '../blobs/blob-store';
import type { CallInFrame } from '../capture/call-in-frame';
import { cleanFileName } from '../core/clean-file-name';
import { ShoeboxError } from '../core/failure';
import { fileDatesMetadata } from '../core/file-dates';
import { mediaTypeOfName } from '../core/media-type';
import { bucketIdentity, needsIdentity, type Settings } from '../core/settings';
import { canCaptureFromScreen, newTransfer, type Transfer } from '../core/transfer';
import type { AddedFile, Calls, Drop, TransferView } from '../messaging/protocol';
import type { TransferProgress } from '../transfers/ports';
import type { Transfers } from '../transfers/transfers';
import { recordAlbumUse } from './album-cache';
import { settingsInUse } from './credential-storage';
import { sourcesOfDrop } from './drop-source';
import { saveFromWeb } from './save-from-web';
import { loadSettings } from './settings-store';
import { onEvent, sideEffect } from './side-effects';

const transferOfFile = (
  settings: Settings,
  album: string,
  { blobId, name, size, mediaType, dates }: AddedFile,
): Transfer => ({
  ...newTransfer({
    id: blobId,
    createdAt: Date.now(),
    source: { kind: 'file' },
    bucket: bucketIdentity(settings),
    album,
    name: cleanFileName(name) || 'file',
    bytes: {
      blobId,
      size,
      mediaType: mediaType || (mediaTypeOfName(name) ?? 'application/octet-stream'),
      rung: 'file',
      url: null,
    },
  }),
  metadata: dates === undefined ? {} : fileDatesMetadata(dates),
});

interface ById {
  readonly id: string;
}

export const transferHandlers = (transfers: Transfers, callInFrame: CallInFrame) => ({
  async addFiles({ album, files, settings: shown }: Calls['photos.add']['args']): Promise<void> {
    const settings = shown ?? (await settingsInUse());
    if (settings === null) throw new ShoeboxError('not-configured');
    if (needsIdentity(settings)) throw new ShoeboxError('sign-in-needed');
    await transfers.add(files.map(file => transferOfFile(settings, album, file)));
    void sideEffect('albums.use', () => recordAlbumUse(album));
  },
  async saveFromPage({ album, sources, settings }: Calls['web.save']['args']): Promise<void> {
    if ((await saveFromWeb(transfers, album, sources, { settings })) === null)
      throw new ShoeboxError('not-configured');
    void sideEffect('albums.use', () => recordAlbumUse(album));
  },
  async saveDropped(drop: Drop): Promise<readonly string[]> {
    const { album, settings } = drop;
    const begun = await saveFromWeb(transfers, album, await sourcesOfDrop(callInFrame, drop), { settings });
    if (begun === null) throw new ShoeboxError('not-configured');
    if (album !== null) void sideEffect('albums.use', () => recordAlbumUse(album));
    return begun.map(({ id }) => id);
  },
  cancel: ({ id }: ById) => transfers.cancel(id),
  pause: ({ id }: ById) => transfers.pause(id),
  resume: ({ id }: ById) => transfers.unpause(id),
  retry: ({ id }: ById) => transfers.retry(id),
  captureFromScreen: ({ id }: ById) => transfers.captureFromScreen(id),
  dismiss: ({ id }: ById) => transfers.dismiss([id]),
  async dismissSaved(): Promise<void> {
    const saved = (await transfers.all()).filter(({ state }) => state === 'saved');
    await transfers.dismiss(saved.map(({ id }) => id));
  },
  markSeen: ({ ids }: { readonly ids: readonly string[] }) => transfers.markSeen(ids),
  async chooseAlbum({ id, album }: ById & { readonly album: string }): Promise<void> {
    await transfers.chooseAlbum(id, album, await bucketOfChooser((await transfers.get(id))?.bucket));
    void sideEffect('albums.use', () => recordAlbumUse(album));
  },
});

/**
 * What was saved while nobody had signed in is of no user's folder yet: it goes to the one who chooses its album. Undefined
 * for all else.
 */
async function bucketOfChooser(bucket: string | undefined): Promise<string | undefined> {
  const stored = await loadSettings();
  if (stored === null || !needsIdentity(stored) || bucket !== bucketIdentity(stored)) return undefined;
  const settings = await settingsInUse();
  if (settings === null || needsIdentity(settings)) throw new ShoeboxError('sign-in-needed');
  return bucketIdentity(settings);
}

/** A transfer as pages see it: without what only the queue needs. */
export function transferView(progress: TransferProgress): TransferView {
  const {
    source,
    naming: _naming,
    metadata: _metadata,
    multipart: _multipart,
    triedKeys: _triedKeys,
    keptKeys: _keptKeys,
    fruitlessStarts: _fruitlessStarts,
    failureSeen: _failureSeen,
    ...transfer
  } = progress;
  return { ...transfer, kind: source.kind, canUseScreen: canCaptureFromScreen(progress) };
}

/** Blobs that no transfer needs after this long were left by a page that died before it made a transfer of them. */
const ORPHANED_AFTER_MS = 60 * 60_000;

export async function removeOrphanedBlobs(transfers: Transfers): Promise<void> {
  await deleteBlobsExcept(id => transfers.isBlobInUse(id), Date.now() - ORPHANED_AFTER_MS);
}

/** Retries what failed for lack of a permission that the user has granted now: the browser's prompt closes the popup. */
export function retryOnPermission(transfers: Transfers): void {
  onEvent('permissions.added', browser.permissions.onAdded, async () => {
    for (const { id, state, failure } of await transfers.all()) {
      const origin = failure?.detail['origin'];
      if (
        state === 'failed' &&
        origin !== undefined &&
        (await browser.permissions.contains({ origins: [origin] }))
      ) {
        await sideEffect('permissions.retry', () => transfers.retry(id)); // the others wait for it too
      }
    }
  });
}
