import { albumExists } from '../aws/albums';
import type { Bucket } from '../aws/bucket';
import { headObject } from '../aws/head-object';
import { listObjects } from '../aws/list-objects';
import { albumOfPrefix, newAlbum } from '../core/album';
import { cleanFileName } from '../core/clean-file-name';
import { ShoeboxError } from '../core/failure';
import type { JobSpec } from '../core/job';
import { albumPrefixOf, fileNameOfKey, objectKey, twinsOfKey } from '../core/object-key';
import { NEVER_ABORTED } from '../core/promises';
import type { ExpectedObject } from '../core/s3-object';
import { assertAddressable } from '../core/s3-url';
import { isInternalKey } from '../core/thumbnail-key';
import type { JobRequest } from '../messaging/job-messages';
import { assertInPrefix } from './current-bucket';

/** A job as the queue takes it. */
interface PlannedJob {
  readonly order: JobSpec;
  readonly photos: readonly ExpectedObject[];
  readonly about: string;
}

/** Makes a job of what the user wants. @throws ShoeboxError `album-…`, `photo-…`, `key-…` where that makes no sense */
export async function planJob(bucket: Bucket, request: JobRequest): Promise<PlannedJob> {
  switch (request.kind) {
    case 'copy-photos':
    case 'move-photos': {
      assertInPrefix(bucket, request.to);
      assertAddressable(request.to);
      const photos = uniqueInPrefix(bucket, request.photos).filter(
        ({ key }) => albumPrefixOf(key) !== request.to,
      );
      if (photos[0] === undefined) throw new ShoeboxError('album-there-already');
      return { order: { kind: request.kind, to: request.to }, photos, about: photos[0].key };
    }
    case 'delete-photos':
    case 'download-photos':
    case 'restore-photos': {
      const photos = uniqueInPrefix(bucket, request.photos);
      return { order: { kind: request.kind }, photos, about: photos[0]?.key ?? '' };
    }
    case 'rename-photo':
      return renamed(bucket, request.photo, request.name);
    case 'move-album':
      return movedAlbum(bucket, request);
    case 'delete-album':
    case 'download-album':
      assertInPrefix(bucket, request.prefix);
      return { order: { kind: request.kind, prefix: request.prefix }, photos: [], about: request.prefix };
  }
}

async function renamed(bucket: Bucket, photo: ExpectedObject, typedName: string): Promise<PlannedJob> {
  const name = cleanFileName(typedName);
  if (name === '') throw new ShoeboxError('photo-name-empty');
  const photos = uniqueInPrefix(bucket, [photo]);
  const target = objectKey(albumPrefixOf(photo.key), name, 1);
  if (target === photo.key) throw new ShoeboxError('album-there-already');
  const taken = [target, ...twinsOfKey(target).filter(twin => twin !== photo.key)];
  const there = await Promise.all(taken.map(key => headObject(bucket, { key }, NEVER_ABORTED)));
  if (there.some(object => object !== null))
    throw new ShoeboxError('photo-exists', { name: fileNameOfKey(target) });
  return { order: { kind: 'rename-photo', name }, photos, about: photo.key };
}

async function movedAlbum(
  bucket: Bucket,
  { prefix, parent, name }: Extract<JobRequest, { kind: 'move-album' }>,
): Promise<PlannedJob> {
  assertInPrefix(bucket, prefix);
  if (parent !== bucket.settings.folder) assertInPrefix(bucket, parent);
  const album = newAlbum(parent, name);
  assertAddressable(album.prefix);
  if (isInternalKey(bucket.settings.folder, album.prefix)) throw new ShoeboxError('album-name-reserved');
  if (album.prefix === prefix) throw new ShoeboxError('album-there-already');
  if (album.prefix.startsWith(prefix))
    throw new ShoeboxError('album-into-itself', { name: albumOfPrefix(prefix).name });
  if (await isTakenByAnother(bucket, prefix, parent, album.name))
    throw new ShoeboxError('album-exists', { name: album.name });
  return { order: { kind: 'move-album', from: prefix, to: album.prefix }, photos: [], about: prefix };
}

/** The AWS example's `My%20album/` may become `My album/`, which is the name that it bears; so may a Mac's. */
async function isTakenByAnother(
  bucket: Bucket,
  prefix: string,
  parent: string,
  name: string,
): Promise<boolean> {
  const { objects } = await listObjects(bucket, { prefix: newAlbum(parent, name).prefix, maxKeys: 1 });
  if (objects.length > 0) return true;
  return albumOfPrefix(prefix).name.normalize('NFC') !== name && (await albumExists(bucket, parent, name));
}

function uniqueInPrefix(bucket: Bucket, photos: readonly ExpectedObject[]): ExpectedObject[] {
  for (const { key } of photos) assertInPrefix(bucket, key);
  const byKey = new Map(photos.map(photo => [photo.key, photo]));
  return [...byKey.values()];
}
