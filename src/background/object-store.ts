import { listAll } from '../aws/album-listing';
import {
  abortUpload,
  completeUpload,
  createUpload,
  emptyUploads,
  listParts,
  putPart,
} from '../aws/multipart-uploads';
import { deleteObject, headObject, putObject } from '../aws/objects';
import type { ObjectStore } from '../transfers/ports';
import { bucketOf } from './current-bucket';

/**
 * The bucket of the stored settings, as the transfers see it.
 * @throws ShoeboxError `other-bucket` when that is not the one with this identity any more.
 */
export async function openObjectStore(identity: string): Promise<ObjectStore> {
  const bucket = await bucketOf(identity);
  return {
    host: bucket.host,
    put: (object, signal) => putObject(bucket, object, signal),
    head: (key, signal) => headObject(bucket, key, signal),
    async sizesWithPrefix(prefix) {
      const sizes = new Map<string, number>();
      for await (const photos of listAll(bucket, prefix)) {
        for (const { key, size } of photos) sizes.set(key, size);
      }
      return sizes;
    },
    createUpload: (object, signal) => createUpload(bucket, object, signal),
    putPart: (upload, part, signal) => putPart(bucket, upload, part, signal),
    listParts: (upload, signal) => listParts(bucket, upload, signal),
    completeUpload: (upload, parts, signal) => completeUpload(bucket, upload, parts, signal),
    abortUpload: (upload, signal) => abortUpload(bucket, upload, signal),
    emptyUploads: (key, since, signal) => emptyUploads(bucket, key, since, signal),
    delete: ({ key }, signal) => deleteObject(bucket, key, bucket.s3Once, signal),
  };
}
