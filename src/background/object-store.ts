import { listAll } from '../aws/album-listing';
import { headObject, putObject } from '../aws/objects';
import { ShoeboxError } from '../core/failure';
import { bucketIdentity } from '../core/settings';
import type { ObjectStore } from '../transfers/ports';
import { currentBucket } from './current-bucket';

/**
 * The bucket of the stored settings, as the transfers see it.
 * @throws ShoeboxError `other-bucket` when that is not the one with this identity any more.
 */
export async function openObjectStore(identity: string): Promise<ObjectStore> {
  const bucket = await currentBucket();
  if (bucketIdentity(bucket.settings) !== identity) {
    throw new ShoeboxError('other-bucket', { bucket: identity.split('/')[0] ?? identity });
  }
  return {
    put: object => putObject(bucket, object),
    head: key => headObject(bucket, key),
    async keysWithPrefix(prefix) {
      const keys: string[] = [];
      for await (const photos of listAll(bucket, prefix)) keys.push(...photos.map(photo => photo.key));
      return keys;
    },
  };
}
