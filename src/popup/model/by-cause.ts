import type { Failure } from '../../core/failure';
import { explainFailure } from '../../i18n/failure-messages';

/** What failed for one reason. */
export interface SameCause<Item> {
  /** The first one's; null of what has not failed. */
  readonly failure: Failure | null;
  readonly items: readonly Item[];
}

/**
 * What failed for the same reason, in the same words, stands together, where the first of it stood. What has not failed
 * stands by itself.
 */
export function byCause<Item>(
  items: readonly Item[],
  failureOf: (item: Item) => Failure | null,
): readonly SameCause<Item>[] {
  const causes = new Map<string, { readonly failure: Failure | null; readonly items: Item[] }>();
  for (const [index, item] of items.entries()) {
    const failure = failureOf(item);
    const text = failure === null ? null : explainFailure(failure);
    const id = text === null ? `${index}` : `${text.sentence}\n${text.nextStep}`;
    const cause = causes.get(id);
    if (cause === undefined) causes.set(id, { failure, items: [item] });
    else cause.items.push(item);
  }
  return [...causes.values()];
}
