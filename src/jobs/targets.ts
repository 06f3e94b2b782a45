import { toFailure } from '../core/failure';
import { begun, type Item, itemDone, itemFailed, type Subject, wantedKey } from '../core/job-item';
import { isThereAgain } from './compare';
import type { JobContext } from './context';
import { look } from './look';

/** A guard against names that are never free. */
const MAX_ATTEMPTS = 10_000;

const hasSameBytes = (item: Item, there: Subject): boolean =>
  there.size === item.size && there.etag === item.etag;

/**
 * Says for each of the items that have no target yet where they go: their own name if nothing is there or the very
 * same bytes are, else the smallest free `name (2).ext`. `taken` are targets of others; it grows.
 */
export async function chooseTargets(
  context: JobContext,
  items: readonly Item[],
  taken: Set<string>,
  firstAttempt = 1,
): Promise<readonly Item[]> {
  const chosen = new Map<string, Item>();
  let open = [...items];
  for (let attempt = firstAttempt; open.length > 0 && attempt < MAX_ATTEMPTS; attempt++) {
    const wanted = new Map<Item, string>();
    for (const item of open) {
      try {
        const key = wantedKey(context.order, item.key, attempt);
        if (key === null) chosen.set(item.key, item);
        else if (key === item.key && item.versionId === undefined) chosen.set(item.key, itemDone(item));
        else wanted.set(item, key);
      } catch (error) {
        chosen.set(item.key, itemFailed(item, toFailure(error)));
      }
    }
    const free = [...wanted].filter(([, key]) => !taken.has(key));
    const there = await look(
      context,
      free.map(([, key]) => key),
    );
    for (const [item, key] of free) {
      const object = there.get(key);
      if (taken.has(key)) continue;
      if (object !== undefined && !hasSameBytes(item, object)) {
        const mayBeItself = key === item.key && object.size === item.size;
        if (mayBeItself && (await isThereAgain(context, item))) chosen.set(item.key, itemDone(item));
        continue;
      }
      taken.add(key);
      chosen.set(item.key, begun(item, key, context.now()));
    }
    open = open.filter(item => !chosen.has(item.key));
  }
  return items.map(item => chosen.get(item.key) ?? item);
}
