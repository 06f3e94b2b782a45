import { readObject } from '../aws/get-object';
import { replaceObject } from '../aws/put-object';
import { sha256 } from '../blobs/sha256';
import { ShoeboxError } from '../core/failure';
import { bucketIdentity } from '../core/settings';
import type { ThumbnailBucket } from '../thumbnails/ports';
import { currentBucket } from './current-bucket';

/** Small, and nobody waits for it. */
const STORING_PATIENCE_MS = 30_000;

/** The bucket of the stored settings, as thumbnails see it. @throws ShoeboxError `other-bucket` */
export async function openThumbnailBucket(identity: string | null): Promise<ThumbnailBucket> {
  const bucket = await currentBucket();
  const opened = bucketIdentity(bucket.settings);
  if (identity !== null && opened !== identity) throw new ShoeboxError('other-bucket', { bucket: identity });
  return {
    identity: opened,
    prefix: bucket.settings.folder,
    read: (object, reading) => readObject(bucket, object, reading),
    async store(key, thumbnail) {
      const checksum = await sha256(thumbnail);
      const object = { key, body: thumbnail, mediaType: thumbnail.type, metadata: {}, checksum };
      await replaceObject(bucket, object, AbortSignal.timeout(STORING_PATIENCE_MS));
    },
  };
}
