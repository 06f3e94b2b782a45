import { listAll } from '../aws/album-listing';
import { headObject, putObject } from '../aws/objects';
import type { ObjectStore } from '../transfers/ports';
import { currentBucket } from './current-bucket';

/** The bucket of the stored settings, as the transfers see it. */
export async function openObjectStore(): Promise<ObjectStore> {
  const bucket = await currentBucket();
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
