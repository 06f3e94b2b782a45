import { followRename } from '../aws/covers';
import type { Job } from '../core/job';
import { bucketOf } from './current-bucket';

/** A photo was renamed; if it was its album's cover, it stays that. */
export async function keepCover({ bucket, about, order }: Job): Promise<void> {
  if (order.kind === 'rename-photo') await followRename(await bucketOf(bucket), about, order.name);
}
