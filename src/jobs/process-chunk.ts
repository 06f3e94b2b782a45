import { ShoeboxError, toFailure } from '../core/failure';
import { isCertainlyLater, isDeletion, isLaterThanConfirmed, keepsSource } from '../core/job';
import {
  copySeen,
  isOnlyDeleted,
  isOpen,
  itemDone,
  itemFailed,
  type JobItem,
  storageOf,
} from '../core/job-item';
import { albumPrefixOf } from '../core/object-key';
import { firstStored } from '../core/photo-dates';
import type { ExpectedObject, ObjectInfo } from '../core/s3-object';
import { isOurCopy } from './compare';
import { deleteSources } from './delete-sources';
import { forEachConcurrently, headMany, headSources } from './head-many';
import type { JobContext } from './job-context';
import { noteDates } from './photo-dates';
import { type ItemResult, processItem } from './process-item';
import { copySidecar } from './sidecar';
import { chooseTargets, claimTargets } from './target-keys';

type Objects = ReadonlyMap<string, ExpectedObject | ObjectInfo>;

/**
 * Does what is wanted of up to 1000 items, from whatever an earlier worker instance left:
 * 1. HeadObject or ListObjectsV2 of the sources; targets are chosen, each one free, and written down
 * 2. HeadObject or ListObjectsV2 of the targets, whose objects the clean-up keeps off from then on
 * 3. CopyObject, or a multipart copy, for each item (`process-item`)
 * 4. HeadObject or ListObjectsV2 of the copies
 * 5. when the photos were first stored is written down (`photo-dates`)
 * 6. DeleteObjects of the sources whose copies are there (`delete-sources`)
 *
 * Resolves with the items as they are then. What can't be done is noted with its reason; rejects only when S3 can't be
 * talked to at all, or the disk is full.
 */
export async function processChunk(
  context: JobContext,
  all: readonly JobItem[],
): Promise<readonly JobItem[]> {
  const items = new Map(all.map(item => [item.key, item]));
  const keep = (item: JobItem): void => void items.set(item.key, item);
  const write = (): Promise<void> => context.write([...items.values()]);
  const openItems = (): JobItem[] => [...items.values()].filter(isOpen);

  const sources = await headSources(context, openItems());
  for (const item of await withTargets(context, openItems(), sources)) keep(item);
  await write();
  const claimed = await claimTargets(context, openItems(), changed => {
    for (const item of changed) keep(item);
    return write();
  });
  for (const item of claimed) keep(item);

  const targets = await headMany(
    context,
    openItems()
      .map(({ target }) => target)
      .filter(target => target !== null),
  );
  const begun = new Set(openItems().map(({ key }) => key));
  const copied: ItemResult[] = [];
  const deletable: JobItem[] = [];
  await forEachConcurrently(openItems(), async item => {
    const target = item.target === null ? null : (targets.get(item.target) ?? null);
    const seen = { source: sources.get(item.key) ?? null, target };
    const settled = await processItem(context, item, seen, changed => {
      keep(changed);
      return write();
    });
    keep(settled.item);
    if (settled.kind === 'deletable') deletable.push(settled.item);
    if (settled.kind === 'copied') copied.push(settled);
    if (settled.kind !== 'left') context.onProgress();
  });

  const copies = await headMany(
    context,
    copied.map(({ item }) => item.target).filter(target => target !== null),
  );
  for (const item of await confirmed(context, copied, copies)) {
    if (isOpen(item) && keepsSource(context.spec)) keep(itemDone(item));
    else if (isOpen(item)) deletable.push(item);
    else keep(item);
  }
  for (const item of deletable) keep(item);
  // A death after the deletions leaves nothing else by which a copy with another entity tag could be known.
  if (deletable.some(({ etag, copyEtag }) => copyEtag != null && copyEtag !== etag)) await write();
  const arrived = [...items.values()].filter(item => item.state === 'done' || deletable.includes(item));
  const seen = new Map([...targets, ...copies]);
  // Copied, but with an answer that was lost: the item's own look found the copy.
  const unseen = arrived.filter(({ key, target }) => begun.has(key) && target !== null && !seen.has(target));
  const found = await headMany(
    context,
    unseen.map(({ target }) => target).filter(target => target !== null),
  );
  await noteDates(context, arrived, new Map([...seen, ...found]));
  for (const item of await deleteSources(context, deletable)) keep(item);
  return [...items.values()];
}

/**
 * The items with their targets, where they have any. What a page knew no entity tag of is taken as it is now; but nothing
 * is deleted that came after the user confirmed that.
 */
async function withTargets(
  context: JobContext,
  items: readonly JobItem[],
  sources: Objects,
): Promise<readonly JobItem[]> {
  const isLater = (source: ExpectedObject | ObjectInfo, isKnown: boolean): boolean => {
    if (!isDeletion(context.spec) || !('lastModified' in source)) return false;
    // What the user saw with this entity tag was there; of what has none, nobody can say that.
    const isAfter = isKnown ? isCertainlyLater : isLaterThanConfirmed;
    return isAfter(context.confirmed, source);
  };
  const dated = isDeletion(context.spec) ? items : await withDates(context, items, sources);
  const known = dated.map(item => {
    const source = sources.get(item.key);
    if (source === undefined) return item;
    if (isLater(source, item.etag !== ''))
      return itemFailed(item, toFailure(new ShoeboxError('photo-changed', { key: item.key })));
    if (source.isArchived === true && !isOnlyDeleted(context.spec, item.key))
      return itemFailed(item, toFailure(new ShoeboxError('object-archived', { key: item.key })));
    const { size, etag } = item.etag === '' ? source : item;
    return { ...item, ...storageOf(source), size, etag };
  });
  if (context.isCancelled()) return known;
  const unplanned = known.filter(
    item => isOpen(item) && item.target === null && sources.has(item.key) && !isDeletion(context.spec),
  );
  return [...known, ...(await chooseTargets(context, unplanned))];
}

/** The items with when they were first stored, as far as they are photos: on the disk before their sources may go. */
const withDates = (
  { dates }: JobContext,
  items: readonly JobItem[],
  sources: Objects,
): Promise<readonly JobItem[]> =>
  Promise.all(
    items.map(async item => {
      const source = sources.get(item.key);
      if (item.storedAt !== undefined || item.key.endsWith('/')) return item;
      if (source === undefined || !('lastModified' in source)) return item;
      return { ...item, storedAt: firstStored(await dates(albumPrefixOf(item.key)), source) };
    }),
  );

/** The copies as S3 tells of them now, whatever it answered: those that are as they should be stay open. */
async function confirmed(
  context: JobContext,
  copies: readonly ItemResult[],
  there: ReadonlyMap<string, ObjectInfo>,
): Promise<readonly JobItem[]> {
  const checked: JobItem[] = [];
  await forEachConcurrently(copies, async copy => {
    if (copy.kind !== 'copied') return;
    const { item, etag } = copy;
    const object = item.target === null ? undefined : there.get(item.target);
    const isThere = object !== undefined && object.size === item.size;
    const isOurs = isThere && (object.etag === etag || (etag === null && (await isOurCopy(context, item))));
    if (isOurs) await copySidecar(context, item, object);
    checked.push(
      isOurs ? copySeen(item, object.etag) : itemFailed(item, toFailure(new ShoeboxError('not-confirmed'))),
    );
  });
  return checked;
}
