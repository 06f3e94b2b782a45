/** Files that are handed over together: one write to the disk and one message for all of them. */

/** Enough that a transaction and a message cost little for each; few enough that the first are soon on their way. */
const MAX_FILES = 64;

/** The browser copies the bytes of a batch before it is handed over: large files go one by one. */
const MAX_BYTES = 32_000_000;

/** In the order given. A file that is larger than a batch may be is one by itself. */
export function batchesOf<Item extends { readonly file: Blob }>(items: readonly Item[]): Item[][] {
  const batches: Item[][] = [];
  let batch: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    if (batch.length === MAX_FILES || (batch.length > 0 && bytes + item.file.size > MAX_BYTES)) {
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
