/**
 * What one queue is about to remove from the bucket, as the other queue has to know it before it relies on an object:
 * the clean-up of uploads removes objects of cancelled uploads, jobs remove photos and albums that the user deleted.
 */
export interface PendingRemovals {
  /** Resolves once what earlier workers left is known; `includes` must not be asked before. */
  load(): Promise<void>;
  /**
   * Whether whatever is at this key may be removed, with nothing that could stop it any more (a request may be on the
   * wire). Nothing may be stored there, and nothing that is there may be relied upon. `bucket` is a `bucketIdentity`.
   */
  includes(bucket: string, key: string): boolean;
  /**
   * Cancels the removal of what is at these keys. Resolves once that is on the disk, with the keys for which it came
   * too late: those that {@link includes} holds true of. Look at a key again afterwards, if its object was seen before.
   * Rejects when the disk refuses; then nothing is cancelled.
   */
  keep(bucket: string, keys: readonly string[]): Promise<readonly string[]>;
}
