import { getBlob } from '../blobs/blob-store';
import { ShoeboxError } from '../core/failure';
import { mediaTypeOfName } from '../core/media-type';
import { cleanFileName } from '../core/object-key';
import { bucketIdentity, type Settings } from '../core/settings';
import type { Transfer } from '../core/transfer';
import type { AddedFile, TransferView } from '../messaging/protocol';
import type { CallHandlers, StreamHandlers } from '../messaging/server';
import type { Progress } from '../transfers/ports';
import type { Transfers } from '../transfers/transfers';
import { loadSettings } from './settings-store';
import { useAlbum } from './used-albums';

type TransferCalls = Pick<
  CallHandlers,
  'photos.add' | 'transfers.cancel' | 'transfers.retry' | 'transfers.dismiss' | 'transfers.choose-album'
>;

const transferOfFile = async (
  settings: Settings,
  album: string,
  { blobId, name }: AddedFile,
): Promise<Transfer> => {
  const blob = await getBlob(blobId);
  if (blob === null) throw new ShoeboxError('file-unreadable');
  const mediaType = blob.type || (mediaTypeOfName(name) ?? 'application/octet-stream');
  return {
    id: blobId,
    createdAt: Date.now(),
    source: { kind: 'file' },
    bucket: bucketIdentity(settings),
    album,
    name: cleanFileName(name) || 'file',
    bytes: { blobId, size: blob.size, mediaType, rung: 'file' },
    state: 'under-way',
    key: null,
    failure: null,
    note: null,
  };
};

export const transferCalls = (transfers: Transfers): TransferCalls => ({
  async 'photos.add'({ album, files }) {
    const settings = await loadSettings();
    if (settings === null) throw new ShoeboxError('not-configured');
    for (const file of files) await transfers.add(await transferOfFile(settings, album, file));
    void useAlbum(album);
    return undefined;
  },
  'transfers.cancel': async ({ id }) => void (await transfers.remove(id)),
  'transfers.retry': async ({ id }) => void (await transfers.retry(id)),
  'transfers.dismiss': async ({ id }) => void (await transfers.dismiss(id)),
  'transfers.choose-album': async ({ id, album }) => {
    await transfers.chooseAlbum(id, album);
    void useAlbum(album);
    return undefined;
  },
});

const viewOf = ({ source, ...transfer }: Progress): TransferView => ({ ...transfer, kind: source.kind });

/** Hands the newest list to whoever watches; a slow watcher misses steps, never the last one. */
export interface TransferWatch {
  readonly publish: (transfers: readonly Progress[]) => void;
  readonly stream: StreamHandlers['transfers.watch'];
}

export function transferWatch(current: () => Promise<readonly Progress[]>): TransferWatch {
  const listeners = new Set<(transfers: readonly Progress[]) => void>();
  return {
    publish: transfers => {
      for (const listener of listeners) listener(transfers);
    },
    async *stream(_args, signal) {
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
            const transfers = newest;
            newest = null;
            yield transfers.map(viewOf);
          }
        }
      } finally {
        listeners.delete(listener);
      }
    },
  };
}
