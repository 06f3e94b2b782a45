import type { Failure } from '../../core/failure';
import { explainFailure } from '../../i18n/failure-messages';

/** What failed for one reason. */
export interface SameCause<Item> {
  /** Stays while others fail for it, or some of them no longer do. */
  readonly id: string;
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
  const causes = new Map<string, SameCause<Item> & { readonly items: Item[] }>();
  for (const [index, item] of items.entries()) {
    const failure = failureOf(item);
    const id = failure === null ? `${index}` : textOf(failure);
    const cause = causes.get(id);
    if (cause === undefined) causes.set(id, { id, failure, items: [item] });
    else cause.items.push(item);
  }
  return [...causes.values()];
}

/** 10,000 transfers that failed are looked at four times a second: each is put into words once. */
const texts = new WeakMap<Failure, string>();

function textOf(failure: Failure): string {
  const known = texts.get(failure);
  if (known !== undefined) return known;
  const { sentence, nextStep } = explainFailure(failure);
  const text = `${sentence}\n${nextStep}`;
  texts.set(failure, text);
  return text;
}
