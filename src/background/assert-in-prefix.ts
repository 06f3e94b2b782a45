import type { Bucket } from '../aws/bucket';
import { ShoeboxError } from '../core/failure';
import { isInternalKey } from '../core/thumbnail-key';

/**
 * Nothing outside Shoebox's own folder, or of what it keeps there for itself, is ever touched, whatever a message asks
 * for.
 * @throws ShoeboxError `unexpected`
 */
export function assertInPrefix({ settings: { folder } }: Bucket, key: string): void {
  if (!key.startsWith(folder) || key.length <= folder.length || isInternalKey(folder, key))
    throw notInPrefix(key);
}

/** What is thrown for a key that has no business where it is named. */
export const notInPrefix = (key: string): ShoeboxError =>
  new ShoeboxError('unexpected', {}, { cause: new Error(`not in this folder: ${key}`) });
