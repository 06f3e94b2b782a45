import { albumExists } from '../aws/albums';
import type { Bucket } from '../aws/bucket';
import { listObjects } from '../aws/list-objects';
import { headObject } from '../aws/objects';
import { albumOfPrefix, newAlbum } from '../core/album';
import { ShoeboxError } from '../core/failure';
import { albumOf, changesAlbums, isDeletion, type JobSpec, newJob } from '../core/job';
import { albumPrefixOf, cleanFileName, fileNameOfKey, objectKey } from '../core/object-key';
import { NEVER_ABORTED } from '../core/promises';
import type { ExpectedObject } from '../core/s3-object';
import { bucketIdentity } from '../core/settings';
import { isInternalKey } from '../core/thumbnail-key';
import type { Jobs } from '../jobs/jobs';
import type { JobProgress } from '../jobs/ports';
import type { JobRequest, JobView } from '../messaging/job-messages';
import { forgetAlbum } from './album-cache';
import { assertInPrefix } from './assert-in-prefix';
import { currentBucket } from './current-bucket';
import type { CallHandlers } from './message-server';
import { reportedAs, sideEffect } from './side-effects';

type JobCalls = Pick<
  CallHandlers,
  'jobs.start' | 'jobs.undo' | 'jobs.cancel' | 'jobs.retry' | 'jobs.dismiss' | 'jobs.failures'
>;

/** How long a deletion can be undone. */
const UNDO_MS = 10_000;

/** @param albumsChanged asks for the albums again; to be called when some came or went. */
export const jobCalls = (jobs: Jobs, albumsChanged: () => Promise<unknown>): JobCalls => {
  const ofAlbum = async (id: string): Promise<boolean> =>
    (await jobs.all()).some(job => job.id === id && albumOf(job.order) !== null);
  /** A head start only: whoever opens a list asks again. */
  const askForAlbums = (): void => void sideEffect('albums.refresh', albumsChanged);
  return {
    async 'jobs.start'({ id, wish }) {
      // Asked twice, because the answer to the first time got lost.
      if ((await jobs.all()).some(job => job.id === id)) return undefined;
      const bucket = await currentBucket();
      const { order, photos, about } = await orderOf(bucket, wish);
      const createdAt = Date.now();
      const identity = bucketIdentity(bucket.settings);
      await jobs.add(
        newJob({
          ...{ id, createdAt, order, about, bucket: identity, total: photos.length },
          confirmedAt: bucket.now(),
          notBefore: isDeletion(order) ? createdAt + UNDO_MS : createdAt,
        }),
        photos,
      );
      const album = albumOf(order);
      if (album !== null && changesAlbums(order)) {
        await forgetAlbum(identity, album);
        askForAlbums();
      }
      return undefined;
    },
    async 'jobs.undo'({ id }) {
      const isOfAlbum = await ofAlbum(id);
      await jobs.undo(id);
      if (isOfAlbum) askForAlbums();
      return undefined;
    },
    'jobs.cancel': async ({ id }) => void (await jobs.cancel(id)),
    async 'jobs.retry'({ id }) {
      const bucket = await currentBucket().catch(reportedAs('jobs.read-clock', null)); // the job itself tells why
      await jobs.retry(id, bucket?.now());
      return undefined;
    },
    'jobs.dismiss': async ({ id }) => void (await jobs.dismiss(id)),
    'jobs.failures': ({ id }) => jobs.failures(id),
  };
};

interface PlannedJob {
  readonly order: JobSpec;
  readonly photos: readonly ExpectedObject[];
  readonly about: string;
}

/** What is to be done, if it can be meant so. */
async function orderOf(bucket: Bucket, wish: JobRequest): Promise<PlannedJob> {
  switch (wish.kind) {
    case 'copy-photos':
    case 'move-photos': {
      assertInPrefix(bucket, wish.to);
      const photos = subjectsOf(bucket, wish.photos).filter(({ key }) => albumPrefixOf(key) !== wish.to);
      if (photos[0] === undefined) throw new ShoeboxError('album-there-already');
      return { order: { kind: wish.kind, to: wish.to }, photos, about: photos[0].key };
    }
    case 'delete-photos':
    case 'download-photos':
    case 'restore-photos': {
      const photos = subjectsOf(bucket, wish.photos);
      return { order: { kind: wish.kind }, photos, about: photos[0]?.key ?? '' };
    }
    case 'rename-photo':
      return renamed(bucket, wish.photo, wish.name);
    case 'move-album':
      return movedAlbum(bucket, wish);
    case 'delete-album':
    case 'download-album':
      assertInPrefix(bucket, wish.prefix);
      return { order: { kind: wish.kind, prefix: wish.prefix }, photos: [], about: wish.prefix };
  }
}

async function renamed(bucket: Bucket, photo: ExpectedObject, typedName: string): Promise<PlannedJob> {
  const name = cleanFileName(typedName);
  if (name === '') throw new ShoeboxError('photo-name-empty');
  const photos = subjectsOf(bucket, [photo]);
  const target = objectKey(albumPrefixOf(photo.key), name, 1);
  if (target === photo.key) throw new ShoeboxError('album-there-already');
  if ((await headObject(bucket, { key: target }, NEVER_ABORTED)) !== null)
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
  if (isInternalKey(bucket.settings.folder, album.prefix)) throw new ShoeboxError('album-name-reserved');
  if (album.prefix === prefix) throw new ShoeboxError('album-there-already');
  if (album.prefix.startsWith(prefix))
    throw new ShoeboxError('album-into-itself', { name: albumOfPrefix(prefix).name });
  if (await isTakenByAnother(bucket, prefix, parent, album.name))
    throw new ShoeboxError('album-exists', { name: album.name });
  return { order: { kind: 'move-album', from: prefix, to: album.prefix }, photos: [], about: prefix };
}

/** The AWS example's `My%20album/` may become `My album/`, which is the name that it bears. */
async function isTakenByAnother(
  bucket: Bucket,
  prefix: string,
  parent: string,
  name: string,
): Promise<boolean> {
  const { objects } = await listObjects(bucket, { prefix: newAlbum(parent, name).prefix, maxKeys: 1 });
  if (objects.length > 0) return true;
  return albumOfPrefix(prefix).name !== name && (await albumExists(bucket, parent, name));
}

function subjectsOf(bucket: Bucket, photos: readonly ExpectedObject[]): ExpectedObject[] {
  for (const { key } of photos) assertInPrefix(bucket, key);
  const byKey = new Map(photos.map(photo => [photo.key, photo]));
  return [...byKey.values()];
}

export function jobView({
  bucket: _bucket,
  isListed: _isListed,
  confirmedAt: _confirmedAt,
  keptKeys: _keptKeys,
  startsWithoutProgress: _startsWithoutProgress,
  ...job
}: JobProgress): JobView {
  return job;
}
