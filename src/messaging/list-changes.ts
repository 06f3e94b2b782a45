/** What has changed in a list since the last time; the first time, all there is. */
export interface ListChanges<Item> {
  readonly changed: readonly Item[];
  /** Ids of those that are not on the list any more. */
  readonly removed: readonly string[];
}

/** A list with changes applied; what has not changed is the very same object, in the same place. */
export function applyChanges<Item extends { readonly id: string }>(
  list: readonly Item[],
  { changed, removed }: ListChanges<Item>,
): readonly Item[] {
  const byId = new Map(list.map(item => [item.id, item]));
  for (const id of removed) byId.delete(id);
  for (const item of changed) byId.set(item.id, item);
  return [...byId.values()];
}
