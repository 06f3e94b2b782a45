import { keepCoverOfRenamed } from '../aws/covers';
import type { Job } from '../core/job';
import { bucketOf } from './current-bucket';

/** A photo was renamed and has the key `to` now, null if it has not; if it was its album's cover, it stays that. */
export async function updateCoverAfterRename(
  { bucket, about, order }: Job,
  to: string | null,
): Promise<void> {
  if (order.kind === 'rename-photo' && to !== null)
    await keepCoverOfRenamed(await bucketOf(bucket), about, to);
}
