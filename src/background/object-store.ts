import { sizesWithPrefix } from '../aws/album-listing';
import { deleteUnchanged } from '../aws/deletions';
import {
  abortUpload,
  completeUpload,
  createUpload,
  listParts,
  putPart,
  uploadsTo,
} from '../aws/multipart-uploads';
import { headObject, putObject } from '../aws/objects';
import { isShoeboxError } from '../core/failure';
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
    sizesWithPrefix: (prefix, token, signal) => sizesWithPrefix(bucket, prefix, token, signal),
    createUpload: (object, signal) => createUpload(bucket, object, signal),
    putPart: (upload, part, signal) => putPart(bucket, upload, part, signal),
    listParts: (upload, after, signal) => listParts(bucket, upload, after, signal),
    completeUpload: (upload, parts, signal) => completeUpload(bucket, upload, parts, signal),
    abortUpload: (upload, signal) => abortUpload(bucket, upload, signal),
    uploadsTo: (key, since, signal) => uploadsTo(bucket, key, since, signal),
    async delete({ key, etag }, signal) {
      try {
        await deleteUnchanged(bucket, { key, etag, size: 0 }, signal);
      } catch (error) {
        if (!isShoeboxError(error) || error.code !== 'photo-changed') throw error;
      }
    },
  };
}
