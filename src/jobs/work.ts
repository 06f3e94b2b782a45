import { ShoeboxError, toFailure } from '../core/failure';
import { keepsSource } from '../core/job';
import { type Item, isOpen, itemDone, itemFailed, type Subject } from '../core/job-item';
import { isOurCopy } from './compare';
import type { JobContext } from './context';
import { deleteSources } from './delete-sources';
import { copyWhatGoesWith } from './goes-with';
import { inParallel, look, lookForSources } from './look';
import { type Settled, settle } from './settle';
import { chooseTargets } from './targets';

type Objects = ReadonlyMap<string, Subject>;

/**
 * Does what is wanted of up to 1000 items, from whatever an earlier life left: S3 is asked what there is, where each
 * goes is written down, then they are copied, what is at the targets is looked at, and only then the sources go.
 * Resolves with the items as they are then. What can't be done is noted with its reason; rejects only when S3 can't be
 * talked to at all, or the disk is full.
 */
export async function workThrough(context: JobContext, all: readonly Item[]): Promise<readonly Item[]> {
  const items = new Map(all.map(item => [item.key, item]));
  const keep = (item: Item): void => void items.set(item.key, item);
  const write = (): Promise<void> => context.write([...items.values()]);
  const openItems = (): Item[] => [...items.values()].filter(isOpen);

  const sources = await lookForSources(context, openItems());
  const taken = new Set([...items.values()].map(({ target }) => target).filter(target => target !== null));
  for (const item of await planned(context, openItems(), sources, taken)) keep(item);
  await write();

  const targets = await look(
    context,
    openItems()
      .map(({ target }) => target)
      .filter(target => target !== null),
  );
  const copied: Settled[] = [];
  const deletable: Item[] = [];
  await inParallel(openItems(), async item => {
    const target = item.target === null ? null : (targets.get(item.target) ?? null);
    const seen = { source: sources.get(item.key) ?? null, target };
    const settled = await settle(context, item, seen, taken, changed => {
      keep(changed);
      return write();
    });
    keep(settled.item);
    if (settled.kind === 'deletable') deletable.push(settled.item);
    if (settled.kind === 'copied') copied.push(settled);
    if (settled.kind !== 'left') context.onProgress();
  });

  for (const item of await confirmed(context, copied)) {
    if (isOpen(item) && keepsSource(context.order)) keep(itemDone(item));
    else if (isOpen(item)) deletable.push(item);
    else keep(item);
  }
  for (const item of await deleteSources(context, deletable)) keep(item);
  return [...items.values()];
}

/** The items with their targets, where they have any; what a page knew no entity tag of is taken as it is now. */
async function planned(
  context: JobContext,
  items: readonly Item[],
  sources: Objects,
  taken: Set<string>,
): Promise<readonly Item[]> {
  const known = items.map(item => {
    const source = sources.get(item.key);
    return item.etag !== '' || source === undefined
      ? item
      : { ...item, size: source.size, etag: source.etag };
  });
  if (context.isCancelled()) return known;
  const unplanned = known.filter(({ key, target }) => target === null && sources.has(key));
  return [...known, ...(await chooseTargets(context, unplanned, taken))];
}

/** The copies as S3 tells of them now, whatever it answered: those that are as they should be stay open. */
async function confirmed(context: JobContext, copies: readonly Settled[]): Promise<readonly Item[]> {
  const there = await look(
    context,
    copies.map(({ item }) => item.target).filter(target => target !== null),
  );
  const judged: Item[] = [];
  await inParallel(copies, async copy => {
    if (copy.kind !== 'copied') return;
    const { item, etag } = copy;
    const object = item.target === null ? undefined : there.get(item.target);
    const isThere = object !== undefined && object.size === item.size;
    const isOurs = isThere && (object.etag === etag || (etag === null && (await isOurCopy(context, item))));
    if (isOurs) await copyWhatGoesWith(context, item, object);
    judged.push(isOurs ? item : itemFailed(item, toFailure(new ShoeboxError('not-confirmed'))));
  });
  return judged;
}
