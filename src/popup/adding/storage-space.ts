/** What the browser says of the room on its disk; nothing where it does not say. */
export type SpaceEstimate = Readonly<Pick<StorageEstimate, 'quota' | 'usage'>>;

/**
 * The files that can't fit on the browser's disk any more, found before a byte is copied. Each is judged after those
 * before it; a small one may fit where a large one did not. Without an estimate everything fits until the disk says no.
 */
export function filesWithoutSpace<Item extends { readonly file: Blob }>(
  items: readonly Item[],
  { quota, usage }: SpaceEstimate,
): ReadonlySet<Item> {
  if (quota === undefined || usage === undefined) return new Set();
  let left = quota - usage;
  const refused = new Set<Item>();
  for (const item of items) {
    if (item.file.size > left) refused.add(item);
    else left -= item.file.size;
  }
  return refused;
}
