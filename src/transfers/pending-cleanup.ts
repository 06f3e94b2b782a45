import type { Transfer } from '../core/transfer';
import type { PendingCleanup } from './ports';

/** What the bucket may have, or get yet, of a transfer that is given up at `since` and may have used these keys. */
export function pendingCleanupsOf(
  { id, bucket, multipart, keptKeys }: Transfer,
  keys: readonly string[],
  since: number,
): PendingCleanup[] {
  const removable = keys.filter(key => !keptKeys.includes(key));
  const objects = removable.map(key => ({
    id: `${id}:object:${key}`,
    ...{ bucket, key, since },
    what: { kind: 'object' as const, transferId: id },
  }));
  if (multipart === null) return objects;
  const { key, uploadId, startedAt } = multipart;
  return [
    ...objects,
    uploadId === null
      ? {
          id: `${id}:unnamed:${startedAt}`,
          ...{ bucket, key, since },
          what: { kind: 'unnamed-uploads', startedAt },
        }
      : { id: `${id}:${uploadId}`, bucket, key, since, what: { kind: 'upload', uploadId } },
  ];
}
