import type { AskPage } from '../capture/ask-page';
import { ShoeboxError } from '../core/failure';
import { mediaTypeOfName } from '../core/media-type';
import { cleanFileName } from '../core/object-key';
import { bucketIdentity, type Settings } from '../core/settings';
import { canUseScreen, newTransfer, type Transfer } from '../core/transfer';
import type { AddedFile, TransferChanges, TransferView } from '../messaging/protocol';
import type { CallHandlers, StreamHandlers } from '../messaging/server';
import type { Progress } from '../transfers/ports';
import type { Transfers } from '../transfers/transfers';
import { sourcesOfDrop } from './dropped';
import { saveFromWeb } from './save-from-web';
import { loadSettings } from './settings-store';
import { useAlbum } from './used-albums';

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

export const transferCalls = (transfers: Transfers, askPage: AskPage): TransferCalls => ({
  async 'photos.add'({ album, files }) {
    const settings = await loadSettings();
    if (settings === null) throw new ShoeboxError('not-configured');
    await transfers.add(files.map(file => transferOfFile(settings, album, file)));
    void useAlbum(album);
    return undefined;
  },
  async 'web.save'({ album, sources }) {
    if ((await saveFromWeb(transfers, album, sources)) === null) throw new ShoeboxError('not-configured');
    void useAlbum(album);
    return undefined;
  },
  async 'web.save-dropped'(drop) {
    const begun = await saveFromWeb(transfers, drop.album, await sourcesOfDrop(askPage, drop));
    if (begun === null) throw new ShoeboxError('not-configured');
    if (drop.album !== null) void useAlbum(drop.album);
    return begun.map(({ id }) => id);
  },
  'transfers.cancel': async ({ id }) => void (await transfers.cancel(id)),
  'transfers.pause': async ({ id }) => void (await transfers.pause(id)),
  'transfers.resume': async ({ id }) => void (await transfers.unpause(id)),
  'transfers.retry': async ({ id }) => void (await transfers.retry(id)),
  'transfers.use-screen': async ({ id }) => void (await transfers.useScreen(id)),
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
    void useAlbum(album);
    return undefined;
  },
});

function viewOf(progress: Progress): TransferView {
  const {
    source,
    naming: _naming,
    metadata: _metadata,
    multipart: _multipart,
    fruitlessStarts: _fruitlessStarts,
    failureSeen: _failureSeen,
    ...transfer
  } = progress;
  return { ...transfer, kind: source.kind, canUseScreen: canUseScreen(progress) };
}

/** Hands what has changed to whoever watches; a slow watcher misses steps, never the last one. */
export interface TransferWatch {
  readonly publish: (transfers: readonly Progress[]) => void;
  /** Pages that watch at this moment. */
  readonly watchers: () => number;
  readonly stream: StreamHandlers['transfers.watch'];
}

export function transferWatch(current: () => Promise<readonly Progress[]>): TransferWatch {
  const listeners = new Set<(transfers: readonly Progress[]) => void>();
  return {
    watchers: () => listeners.size,
    publish: transfers => {
      for (const listener of listeners) listener(transfers);
    },
    async *stream(_args, signal) {
      let told: ReadonlyMap<string, Progress> = new Map();
      let newest: readonly Progress[] | null = await current();
      let wake = (): void => {};
      const listener = (transfers: readonly Progress[]): void => {
        newest = transfers;
        wake();
      };
      listeners.add(listener);
      signal.addEventListener('abort', () => wake(), { once: true });
      try {
        while (!signal.aborted) {
          if (newest === null) {
            await new Promise<void>(resolve => {
              wake = resolve;
            });
          } else {
            const transfers = new Map(newest.map(transfer => [transfer.id, transfer]));
            newest = null;
            yield changesBetween(told, transfers);
            told = transfers;
          }
        }
      } finally {
        listeners.delete(listener);
      }
    },
  };
}

const changesBetween = (
  before: ReadonlyMap<string, Progress>,
  now: ReadonlyMap<string, Progress>,
): TransferChanges => ({
  changed: [...now.values()].filter(transfer => before.get(transfer.id) !== transfer).map(viewOf),
  removed: [...before.keys()].filter(id => !now.has(id)),
});
