import type { Job, JobSpec } from '../../src/core/job';
import { objectKey } from '../../src/core/object-key';
import type { ExpectedObject } from '../../src/core/s3-object';
import type { Transfer } from '../../src/core/transfer';
import type { FakeBucket } from './fake-bucket';
import type { Command, Which } from './history';

// What pages offer a user in a state of the lists and of the bucket; nothing else can be ordered.

/** What a page asks for, if it can be meant so: see `orderOf` in `background/job-handlers.ts`. */
export function jobSpecFor(
  bucket: FakeBucket,
  order: Command,
): { readonly order: JobSpec; readonly photos: readonly ExpectedObject[] } | null {
  const isEmpty = (prefix: string): boolean =>
    [...bucket.objects.keys()].every(key => !key.startsWith(prefix));
  switch (order.does) {
    case 'move':
    case 'copy': {
      const photos = order.from === order.to ? [] : photosOf(bucket, order.from, order.which);
      return photos.length === 0 ? null : { order: { kind: `${order.does}-photos`, to: order.to }, photos };
    }
    case 'rename': {
      const photos = photosOf(bucket, order.from, order.which).slice(0, 1);
      const isFree = !bucket.objects.has(objectKey(order.from, order.name, 1));
      return photos.length === 0 || !isFree
        ? null
        : { order: { kind: 'rename-photo', name: order.name }, photos };
    }
    case 'delete': {
      const photos = photosOf(bucket, order.from, order.which);
      return photos.length === 0 ? null : { order: { kind: 'delete-photos' }, photos };
    }
    case 'delete-album':
      return { order: { kind: 'delete-album', prefix: order.album }, photos: [] };
    case 'move-album':
      return order.from === order.to || !isEmpty(order.to)
        ? null
        : { order: { kind: 'move-album', from: order.from, to: order.to }, photos: [] };
    default:
      return null;
  }
}

function photosOf(bucket: FakeBucket, prefix: string, which: Which): ExpectedObject[] {
  const { objects } = bucket;
  const keys = [...objects.keys()].filter(key => key.startsWith(prefix) && !key.endsWith('/')).sort();
  const picked = which === 'all' ? keys : keys.slice(which, which + 1);
  return picked.map(key => {
    const { size = 0, etag = '' } = objects.get(key) ?? {};
    return { key, size, etag };
  });
}

/** Whether a user is offered this for a transfer; what has begun is shown at once. */
export function isAvailable(does: string, transfer: Transfer | undefined): boolean {
  if (transfer === undefined) return false;
  const { state, album } = transfer;
  if (does === 'cancel') return state !== 'saved';
  if (does === 'dismiss') return state === 'failed' || state === 'saved';
  if (does === 'retry') return state === 'failed';
  if (does === 'pause') return state === 'under-way';
  if (does === 'unpause') return state === 'paused';
  return state === 'failed' || album === null;
}

/** As {@link isAvailable}, for a job. */
export function isAvailableForJob(does: string, job: Job | undefined): boolean {
  if (job === undefined) return false;
  if (does === 'undo') return job.state === 'waiting';
  if (does === 'cancel-job') return job.state === 'under-way';
  return job.state === 'failed';
}
