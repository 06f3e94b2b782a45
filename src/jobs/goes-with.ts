import { isDeletion } from '../core/job';
import type { Item, Subject } from '../core/job-item';
import { thumbnailCopyOf, thumbnailKeysOf } from '../core/thumbnail-key';
import type { JobContext } from './context';

// What belongs to a photo and is of no use without it: its thumbnail, which is named after the photo's bytes. The one
// place that knows of it. Nothing that goes wrong with it is a reason for anything.

/** What is to be deleted with these, in the same request and before them; a photo that was only moved has it still. */
export const goesWithDeleted = ({ order, store }: JobContext, items: readonly Item[]): Subject[] =>
  isDeletion(order) ? thumbnailKeysOf(store.folder, items).map(key => ({ key, size: 0, etag: '' })) : [];

/** Copies what belongs to a photo for its copy, which S3 has given another entity tag, perhaps. */
export async function copyWhatGoesWith(
  { ask, store, report }: JobContext,
  item: Item,
  copy: Subject,
): Promise<void> {
  const thumbnail = thumbnailCopyOf(store.folder, item, copy);
  if (thumbnail === null) return;
  const { from, to } = thumbnail;
  await ask(signal => store.copy({ key: from, size: 0, etag: '' }, to, signal)).catch(error =>
    report('jobs.copy-thumbnail', error),
  );
}
