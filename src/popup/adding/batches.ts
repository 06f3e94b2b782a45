/**
 * Files of a batch: one write to the disk and one message for all. Enough that a transaction and a message cost little
 * for each; few enough that the first are soon on their way.
 */
const MAX_FILES = 64;

/** The browser copies the bytes of a batch when they are stored: large files go one by one. */
const MAX_BYTES = 32_000_000;

/** In the order given, each for one album. A file that is larger than a batch may be is one by itself. */
export function batchesOf<Item extends { readonly file: Blob; readonly album: string }>(
  items: readonly Item[],
): Item[][] {
  const batches: Item[][] = [];
  let batch: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const isFull = batch.length === MAX_FILES || bytes + item.file.size > MAX_BYTES;
    if (batch.length > 0 && (isFull || batch[0]?.album !== item.album)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += item.file.size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/** What the browser says of its space on the disk, in bytes; nothing where it does not say. */
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
