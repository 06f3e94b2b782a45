import type { CallInFrame } from '../capture/call-in-frame';
import { ShoeboxError } from '../core/failure';
import { mediaTypeOfName } from '../core/media-type';
import { cleanFileName } from '../core/object-key';
import { bucketIdentity, type Settings } from '../core/settings';
import { canCaptureFromScreen, newTransfer, type Transfer } from '../core/transfer';
import type { AddedFile, TransferView } from '../messaging/protocol';
import type { TransferProgress } from '../transfers/ports';
import type { Transfers } from '../transfers/transfers';
import { sourcesOfDrop } from './drop-source';
import type { CallHandlers } from './message-server';
import { recordAlbumUse } from './recent-albums';
import { saveFromWeb } from './save-from-web';
import { loadSettings } from './settings-store';
import { sideEffect } from './side-effects';
import { openSubscription, type Subscription } from './subscription';

type TransferCalls = Pick<
  CallHandlers,
  | 'photos.add'
  | 'web.save'
  | 'web.save-dropped'
  | 'transfers.cancel'
  | 'transfers.pause'
  | 'transfers.resume'
  | 'transfers.retry'
  | 'transfers.use-screen'
  | 'transfers.retry-all'
  | 'transfers.dismiss'
  | 'transfers.clear'
  | 'transfers.seen'
  | 'transfers.choose-album'
>;

const transferOfFile = (
  settings: Settings,
  album: string,
  { blobId, name, size, mediaType }: AddedFile,
): Transfer =>
  newTransfer({
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
  });

export const transferCalls = (transfers: Transfers, askPage: CallInFrame): TransferCalls => ({
  async 'photos.add'({ album, files, settings: shown }) {
    const settings = shown ?? (await loadSettings());
    if (settings === null) throw new ShoeboxError('not-configured');
    await transfers.add(files.map(file => transferOfFile(settings, album, file)));
    void sideEffect('albums.use', () => recordAlbumUse(album));
    return undefined;
  },
  async 'web.save'({ album, sources, settings }) {
    if ((await saveFromWeb(transfers, album, sources, { settings })) === null)
      throw new ShoeboxError('not-configured');
    void sideEffect('albums.use', () => recordAlbumUse(album));
    return undefined;
  },
  async 'web.save-dropped'(drop) {
    const { album, settings } = drop;
    const begun = await saveFromWeb(transfers, album, await sourcesOfDrop(askPage, drop), { settings });
    if (begun === null) throw new ShoeboxError('not-configured');
    if (album !== null) void sideEffect('albums.use', () => recordAlbumUse(album));
    return begun.map(({ id }) => id);
  },
  'transfers.cancel': async ({ id }) => void (await transfers.cancel(id)),
  'transfers.pause': async ({ id }) => void (await transfers.pause(id)),
  'transfers.resume': async ({ id }) => void (await transfers.unpause(id)),
  'transfers.retry': async ({ id }) => void (await transfers.retry(id)),
  'transfers.use-screen': async ({ id }) => void (await transfers.captureFromScreen(id)),
  'transfers.retry-all': async () => void (await transfers.retryAll()),
  'transfers.dismiss': async ({ id }) => void (await transfers.dismiss([id])),
  async 'transfers.clear'() {
    const saved = (await transfers.all()).filter(({ state }) => state === 'saved');
    await transfers.dismiss(saved.map(({ id }) => id));
    return undefined;
  },
  'transfers.seen': async ({ ids }) => void (await transfers.markSeen(ids)),
  'transfers.choose-album': async ({ id, album }) => {
    await transfers.chooseAlbum(id, album);
    void sideEffect('albums.use', () => recordAlbumUse(album));
    return undefined;
  },
});

function viewOf(progress: TransferProgress): TransferView {
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

export const transferSubscription = (
  current: () => Promise<readonly TransferProgress[]>,
): Subscription<TransferProgress, TransferView> => openSubscription(current, viewOf);
