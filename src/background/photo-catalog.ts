import browser from 'webextension-polyfill';
import { sha256 } from '../blobs/sha256';
import { forgetAlbum, forgetPhotos, movePhotos, recordPhoto } from '../catalog/catalog';
import { type ListedPhoto, learnFromList } from '../catalog/learn-from-list';
import { addressOf, addressOfHash } from '../catalog/picture-address';
import type { Album } from '../core/album';
import type { Failure, FailureCode } from '../core/failure';
import { albumOf, changesAlbums, type Job } from '../core/job';
import type { JobItem } from '../core/job-item';
import { ORIGINAL_SHA256, provenanceIn } from '../core/provenance';
import type { ExpectedObject, Photo } from '../core/s3-object';
import { bucketIdentity } from '../core/settings';
import type { WebSource } from '../core/source';
import { thumbnailIdOf } from '../core/thumbnail-key';
import type { Transfer } from '../core/transfer';
import { currentBucket } from './current-bucket';

/** Nothing of private windows is recorded, not even in memory. */
const isIncognito = (): boolean => browser.extension.inIncognitoContext === true;

/** Records a photo that was just saved, and where it came from. Rejects as IndexedDB does. */
export async function recordSaved(transfer: Transfer, picture: Blob | null): Promise<void> {
  const { bucket, key, etag, bytes, source, state, note, metadata, endedAt } = transfer;
  if (state !== 'saved' || key === null || etag === null || isIncognito()) return;
  const id = thumbnailIdOf({ etag, size: bytes?.size ?? 0 });
  if (id === null) return;
  const from = source.kind === 'web' ? urlsOf(source, bytes?.url ?? '', note) : [];
  const urls = [...new Set(from)].filter(url => url !== '');
  const found = await Promise.all(urls.map(url => (isInline(url) ? null : addressOf(url))));
  const inline = urls.some(isInline) ? await hashOfOriginal(metadata, picture) : null;
  await recordPhoto(bucket, {
    ...{ key, id },
    addresses: [...found, inline && addressOfHash(inline)].filter(address => address !== null),
    provenance: provenanceIn(metadata),
    recordedAt: endedAt ?? Date.now(),
    storedAt: endedAt ?? Date.now(),
  });
}

/** Notes of transfers that saved something else than the picture itself. */
const OTHER_PICTURE: ReadonlySet<FailureCode> = new Set([
  'source-other-picture',
  'source-photographed',
  'source-taken-as-shown',
]);

/**
 * The URLs of which one can say that their picture is saved. The shown one is not among them where something was noted:
 * what is there may be less than the page has, and would not be offered any more if it counted as saved.
 */
function urlsOf(source: WebSource, from: string, note: Failure | null): readonly string[] {
  if (note === null) return [source.url, from];
  const isLesser = from === source.url && source.betterUrls.length > 0;
  return isLesser || OTHER_PICTURE.has(note.code) ? [] : [from];
}

/** Only the scheme is left of what was saved. */
const isInline = (url: string): boolean => url.startsWith('data:');

const hashOfOriginal = async (metadata: Transfer['metadata'], picture: Blob | null): Promise<string | null> =>
  metadata[ORIGINAL_SHA256] ?? (picture === null ? null : sha256(picture));

/** They are about to be deleted for good. Rejects as IndexedDB does. */
export async function forgetDeleted(photos: readonly ExpectedObject[]): Promise<void> {
  const { settings } = await currentBucket();
  await forgetPhotos(
    bucketIdentity(settings),
    photos.map(({ key }) => key),
  );
}

/** An album was deleted or moved; what is left of it, the next list tells. Rejects as IndexedDB does. */
export async function forgetAlbumOf({ bucket, order }: Job): Promise<void> {
  const album = changesAlbums(order) ? albumOf(order) : null;
  if (album !== null) await forgetAlbum(bucket, album);
}

/**
 * They were moved by a job, copied, or restored. Rejects as IndexedDB does.
 * @param isCopy whether they are still where they were
 */
export async function followMoved(bucket: string, items: readonly JobItem[], isCopy: boolean): Promise<void> {
  if (isIncognito()) return;
  const moved = items.flatMap(({ key, etag, size, target, copyEtag }) => {
    const id = thumbnailIdOf({ etag, size });
    const copyId = thumbnailIdOf({ etag: copyEtag ?? '', size });
    const to = target === null || copyId === null ? null : { key: target, id: copyId };
    return id === null ? [] : [{ from: { key, id }, to }];
  });
  await movePhotos(bucket, moved, { isCopy, at: Date.now() });
}

/**
 * What a whole list of an album tells: what is there, what was moved there, or was moved away or deleted elsewhere. Rejects
 * as IndexedDB does.
 * @param photos null where only the albums in it were listed
 */
export async function learnFromAlbum(
  bucket: string,
  prefix: string,
  { photos, albums }: { readonly photos: readonly ListedObject[] | null; readonly albums: readonly Album[] },
  begunAt: number,
): Promise<void> {
  if (isIncognito()) return;
  const prefixes = albums.map(album => album.prefix);
  await learnFromList(bucket, prefix, { photos: photos?.map(asListed) ?? null, albums: prefixes }, begunAt);
}

type ListedObject = ExpectedObject & Pick<Photo, 'storedAt'>;

const asListed = (photo: ListedObject): ListedPhoto => ({
  key: photo.key,
  id: thumbnailIdOf(photo),
  storedAt: photo.storedAt,
  ...(photo.storageClass !== undefined && { storageClass: photo.storageClass }),
  ...(photo.isArchived === true && { isArchived: true }),
});
