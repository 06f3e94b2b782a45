import { keepCoverOfRenamed } from '../aws/covers';
import { albumOf, changesAlbums, isDeletion, type Job, newJob, UNDO_MS } from '../core/job';
import { bucketIdentity } from '../core/settings';
import type { Jobs } from '../jobs/jobs';
import type { JobProgress } from '../jobs/ports';
import type { JobRequest, JobView } from '../messaging/job-messages';
import { forgetAlbum } from './album-cache';
import { bucketOf, currentBucket, openedBucket } from './current-bucket';
import { planJob } from './plan-job';
import { reportedAs, sideEffect } from './side-effects';

interface ById {
  readonly id: string;
}

/** @param albumsChanged lists the albums again; called when some came or went. */
export const jobHandlers = (jobs: Jobs, albumsChanged: () => Promise<unknown>) => {
  const isAlbumJob = async (id: string): Promise<boolean> =>
    (await jobs.all()).some(job => job.id === id && albumOf(job.order) !== null);
  /** A head start only: whoever opens a list lists again. */
  const listAlbumsAgain = (): void => void sideEffect('albums.refresh', albumsChanged);
  return {
    async start({ id, wish: request }: ById & { readonly wish: JobRequest }): Promise<void> {
      // The page asks a second time when the answer to the first got lost.
      if ((await jobs.all()).some(job => job.id === id)) return;
      const { bucket, owner } = await openedBucket();
      const { order, photos, about } = await planJob(bucket, request);
      const createdAt = Date.now();
      const identity = bucketIdentity(bucket.settings);
      await jobs.add(
        newJob({
          ...{ id, createdAt, order, about, bucket: identity, owner, total: photos.length },
          confirmedAt: bucket.now(),
          isForGood: isDeletion(order) && bucket.capabilities.keepsDeleted === false,
          notBefore: isDeletion(order) ? createdAt + UNDO_MS : createdAt,
        }),
        photos,
      );
      const album = albumOf(order);
      if (album !== null && changesAlbums(order)) {
        await forgetAlbum(identity, album);
        listAlbumsAgain();
      }
    },
    async undo({ id }: ById): Promise<void> {
      const wasAlbumJob = await isAlbumJob(id);
      await jobs.undo(id);
      if (wasAlbumJob) listAlbumsAgain();
    },
    postpone: ({ id }: ById) => jobs.postpone(id),
    cancel: ({ id }: ById) => jobs.cancel(id),
    async retry({ id }: ById): Promise<void> {
      const bucket = await currentBucket().catch(reportedAs('jobs.read-clock', null)); // the job itself fails with the reason
      await jobs.retry(id, bucket?.now());
    },
    downloaded: ({ id }: ById) => jobs.downloaded(id),
    markDelivered: ({ id }: ById) => jobs.markDelivered(id),
    dismiss: ({ id }: ById) => jobs.dismiss(id),
    failures: ({ id }: ById) => jobs.failures(id),
  };
};

export function jobView({
  owner: _owner,
  isListed: _isListed,
  confirmedAt: _confirmedAt,
  keptKeys: _keptKeys,
  startsWithoutProgress: _startsWithoutProgress,
  ...job
}: JobProgress): JobView {
  return job;
}

/** After a photo was renamed (its key is `to` now; null if it was not): if it was its album's cover, it stays that. */
export async function updateCoverAfterRename(
  { bucket, owner, about, order }: Job,
  to: string | null,
): Promise<void> {
  if (order.kind === 'rename-photo' && to !== null)
    await keepCoverOfRenamed((await bucketOf(bucket, owner)).bucket, about, to);
}
