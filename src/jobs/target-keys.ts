import { toFailure } from '../core/failure';
import { isOpen, itemDone, itemFailed, type JobItem, targetChosen, targetKeyOf } from '../core/job-item';
import { twinsOfKey } from '../core/object-key';
import type { ExpectedObject } from '../core/s3-object';
import { isThereAgain } from './compare';
import { headMany } from './head-many';
import type { JobContext } from './job-context';
import { abortCopy } from './multipart-copy';

/** Limits the loop over names of which none is free. */
const MAX_ATTEMPTS = 10_000;

/** Limits the loop over names that the clean-up of uploads removes, one after the other. */
const MAX_CLAIMS = 20;

const hasSameBytes = (item: JobItem, there: ExpectedObject): boolean =>
  there.size === item.size && there.etag === item.etag;

/** A marker can have no other name, and holds nothing that could be lost. */
const isMarker = (key: string): boolean => key.endsWith('/');

/** Names that look the same, as Macs write them; of what comes back to its own name, or is written otherwise, none. */
const twinsOf = (item: JobItem, key: string): readonly string[] =>
  key === item.key ? [] : twinsOfKey(key).filter(twin => twin !== item.key);

/** Whether an item may neither be copied to a key nor rely on what is there. */
export const mustAvoid = ({ isReserved }: JobContext, key: string, isThere: boolean): boolean =>
  !isMarker(key) && isReserved(key, isThere);

/**
 * Says for each of the items that have no target yet where they go: their own name if nothing is there or the very
 * same bytes are, else the smallest free `name (2).ext`. What another job copies to, or a pending deletion takes, is
 * neither free nor there.
 */
export async function chooseTargets(
  context: JobContext,
  items: readonly JobItem[],
  firstAttempt = 1,
): Promise<readonly JobItem[]> {
  const { targets } = context;
  const chosen = new Map<string, JobItem>();
  let open = [...items];
  for (let attempt = firstAttempt; open.length > 0 && attempt < MAX_ATTEMPTS; attempt++) {
    const wanted = new Map<JobItem, string>();
    for (const item of open) {
      try {
        const key = targetKeyOf(context.spec, item.key, attempt);
        if (key === null) chosen.set(item.key, item);
        else if (key === item.key && item.versionId === undefined) chosen.set(item.key, itemDone(item));
        else wanted.set(item, key);
      } catch (error) {
        chosen.set(item.key, itemFailed(item, toFailure(error)));
      }
    }
    // The same photo once more, stored again by an upload that had not heard of the first time: it becomes one with that.
    const isAgain = (item: JobItem, key: string): boolean => context.movedFrom(item.key) === key;
    const free = [...wanted].filter(
      ([item, key]) => (!targets.has(key) || isAgain(item, key)) && !mustAvoid(context, key, false),
    );
    const there = await headMany(
      context,
      free.flatMap(([item, key]) => [key, ...twinsOf(item, key)]),
    );
    for (const [item, key] of free) {
      const object = there.get(key);
      if (object === undefined && twinsOf(item, key).some(twin => there.has(twin))) continue;
      // Asked after S3 was: others have chosen meanwhile.
      if (targets.has(key) && !(isAgain(item, key) && object !== undefined)) continue;
      if (mustAvoid(context, key, object !== undefined)) continue;
      if (object !== undefined && !hasSameBytes(item, object)) {
        const mayBeItself = key === item.key && object.size === item.size;
        if (mayBeItself && (await isThereAgain(context, item))) chosen.set(item.key, itemDone(item));
        continue;
      }
      targets.add(key);
      chosen.set(item.key, targetChosen(item, key, context.now()));
    }
    open = open.filter(item => !chosen.has(item.key));
  }
  return items.map(item => chosen.get(item.key) ?? item);
}

/**
 * Makes sure that the clean-up of uploads leaves alone what is at the targets of these items, which are written down;
 * where it is too late for that, another name is chosen. `write` gets the items that have one. What is at the targets
 * has to be looked at after this, not before. Resolves with all of the items.
 */
export async function claimTargets(
  context: JobContext,
  items: readonly JobItem[],
  write: (changed: readonly JobItem[]) => Promise<void>,
): Promise<readonly JobItem[]> {
  const claimed = new Map(items.map(item => [item.key, item]));
  let asked = items;
  for (let claims = 0; claims < MAX_CLAIMS; claims++) {
    const keys = asked.filter(isOpen).flatMap(({ target }) => (target === null ? [] : [target]));
    const late = new Set<string | null>(await context.cancelCleanup(keys.filter(key => !isMarker(key))));
    const lost = asked.filter(item => isOpen(item) && late.has(item.target));
    if (lost.length === 0) return [...claimed.values()];
    for (const item of lost) await abortCopy(context, item);
    asked = await chooseTargets(
      context,
      lost.map(item => ({ ...item, target: null })),
    );
    for (const item of asked) claimed.set(item.key, item);
    await write(asked);
  }
  return [...claimed.values()];
}
