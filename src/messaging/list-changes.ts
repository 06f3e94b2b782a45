/** What has changed in a list of things since the last time. */
interface Changes<Thing> {
  readonly changed: readonly Thing[];
  readonly removed: readonly string[];
}

/** A list with changes applied; what has not changed is the very same object, in the same place. */
export function applyChanges<Thing extends { readonly id: string }>(
  list: readonly Thing[],
  { changed, removed }: Changes<Thing>,
): readonly Thing[] {
  const byId = new Map(list.map(thing => [thing.id, thing]));
  for (const id of removed) byId.delete(id);
  for (const thing of changed) byId.set(thing.id, thing);
  return [...byId.values()];
}
