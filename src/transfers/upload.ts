import { ShoeboxError } from '../core/failure';
import { objectKey } from '../core/object-key';
import { provenanceMetadata, TRANSFER_ID } from '../core/provenance';
import type { Transfer } from '../core/transfer';
import type { ObjectStore } from './ports';

/** A guard against a bucket that claims every name is taken. Each attempt after the first one knows the free names. */
const MAX_ATTEMPTS = 20;

/**
 * Puts the bytes of a transfer into its album under a name that is free, and returns the key. Nothing is ever
 * overwritten; an object that an earlier, interrupted attempt of this very transfer stored is recognised.
 */
export async function upload(
  store: ObjectStore,
  transfer: Transfer & { readonly album: string },
  body: Blob,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<string> {
  const mediaType = transfer.bytes?.mediaType || 'application/octet-stream';
  const metadata = { ...provenanceOf(transfer), [TRANSFER_ID]: transfer.id };
  let number = 1;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const key = objectKey(transfer.album, transfer.name, number);
    try {
      await store.put({ key, body, mediaType, metadata, signal, onProgress });
      return key;
    } catch (error) {
      if (!(error instanceof ShoeboxError) || error.code !== 'name-taken') throw error;
    }
    const present = await store.head(key);
    if (present?.metadata[TRANSFER_ID] === transfer.id && present.size === body.size) return key;
    if (present !== null) number = await firstFreeNumber(store, transfer.album, transfer.name);
  }
  throw new ShoeboxError('name-taken');
}

/** The smallest n ≥ 2 for which `name (n).ext` is free, found with one look at the album. */
async function firstFreeNumber(store: ObjectStore, album: string, name: string): Promise<number> {
  const second = objectKey(album, name, 2);
  const taken = new Set(await store.keysWithPrefix(second.slice(0, second.lastIndexOf(' (2)'))));
  for (let number = 2; ; number++) {
    if (!taken.has(objectKey(album, name, number))) return number;
  }
}

const provenanceOf = ({ source, createdAt }: Transfer): Record<string, string> =>
  source.kind === 'file'
    ? {}
    : provenanceMetadata({
        sourceUrl: source.url,
        pageUrl: source.pageUrl,
        pageTitle: source.pageTitle,
        savedAt: createdAt,
      });
