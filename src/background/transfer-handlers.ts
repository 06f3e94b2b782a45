import browser from 'webextension-polyfill';
import { deleteBlobsExcept } from '../blobs/blob-store';
import type { CallInFrame } from '../capture/call-in-frame';
import { cleanFileName } from '../core/clean-file-name';
import { ShoeboxError } from '../core/failure';
import { fileDatesMetadata } from '../core/file-dates';
import { mediaTypeOfName } from '../core/media-type';
import { bucketIdentity, needsIdentity } from '../core/settings';
import { canCaptureFromScreen, newTransfer, type Transfer } from '../core/transfer';
import type { AddedFile, Calls, Drop, TransferView } from '../messaging/protocol';
import type { TransferProgress } from '../transfers/ports';
import type { Transfers } from '../transfers/transfers';
import { recordAlbumUse } from './album-cache';
import { settingsInUse } from './credential-storage';
import { sourcesOfDrop } from './drop-source';
import { saveFromWeb } from './save-from-web';
import { onEvent, sideEffect } from './side-effects';
import { signIn } from './sign-in';

const transferOfFile = (
  { bucket, owner }: Pick<Transfer, 'bucket' | 'owner'>,
  album: string,
  { blobId, name, size, mediaType, dates }: AddedFile,
): Transfer => ({
  ...newTransfer({
    id: blobId,
    createdAt: Date.now(),
    source: { kind: 'file' },
    ...{ bucket, owner },
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
    const place = { bucket: bucketIdentity(settings), owner: await signIn.owner(settings) };
    await transfers.add(files.map(file => transferOfFile(place, album, file)));
    void sideEffect('albums.use', () => recordAlbumUse(album));
  },
  async saveFromPage({ album, sources, settings }: Calls['web.save']['args']): Promise<readonly string[]> {
    const begun = await saveFromWeb(transfers, album, sources, { settings });
    if (begun === null) throw new ShoeboxError('not-configured');
    void sideEffect('albums.use', () => recordAlbumUse(album));
    return begun.map(({ id }) => id);
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
  keepLocation: ({ id }: ById) => transfers.keepLocation(id),
  dismiss: ({ id }: ById) => transfers.dismiss([id]),
  async dismissSaved(): Promise<void> {
    const saved = (await transfers.all()).filter(({ state }) => state === 'saved');
    await transfers.dismiss(saved.map(({ id }) => id));
  },
  markSeen: ({ ids }: { readonly ids: readonly string[] }) => transfers.markSeen(ids),
  async chooseAlbum({ id, album }: ById & { readonly album: string }): Promise<void> {
    await transfers.chooseAlbum(id, album, await placeOfChooser());
    void sideEffect('albums.use', () => recordAlbumUse(album));
  },
});

/**
 * What has no album goes to the bucket, and becomes that of the user, who chooses one: the albums to choose from are theirs.
 * @throws ShoeboxError `not-configured`, `sign-in-needed`
 */
async function placeOfChooser(): Promise<Pick<Transfer, 'bucket' | 'owner'>> {
  const settings = await settingsInUse();
  if (settings === null) throw new ShoeboxError('not-configured');
  if (needsIdentity(settings)) throw new ShoeboxError('sign-in-needed');
  return { bucket: bucketIdentity(settings), owner: await signIn.owner(settings) };
}

/** A transfer as pages see it: without what only the queue needs. */
export function transferView(progress: TransferProgress): TransferView {
  const {
    source,
    owner: _owner,
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
