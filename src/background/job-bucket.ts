import { findExampleMarker } from '../aws/album-listing';
import { copyObject, createMultipartCopy, uploadPartCopy } from '../aws/copies';
import { deleteObjects, deleteUnchanged } from '../aws/deletions';
import { getObjectBytes } from '../aws/get-object';
import { headObject } from '../aws/head-object';
import { listObjectsAfter } from '../aws/list-objects';
import { abortMultipartUpload, completeMultipartUpload, listParts } from '../aws/multipart-uploads';
import type { JobBucket } from '../jobs/ports';
import { bucketOf } from './current-bucket';

/**
 * The bucket of the stored settings, as the jobs see it.
 * @throws ShoeboxError `other-bucket` when that is not the one with this identity any more.
 */
export async function openJobBucket(identity: string): Promise<JobBucket> {
  const bucket = await bucketOf(identity);
  return {
    host: bucket.host,
    prefix: bucket.settings.folder,
    async list(prefix, after, signal) {
      const { objects, next } = await listObjectsAfter(bucket, prefix, after, signal);
      return { objects, isLast: next === null };
    },
    head: (object, signal) => headObject(bucket, object, signal),
    exampleMarker: (prefix, signal) => findExampleMarker(bucket, prefix, signal),
    copy: (source, target, signal) => copyObject(bucket, source, target, signal),
    createMultipartUpload: (source, target, signal) => createMultipartCopy(bucket, source, target, signal),
    uploadPartCopy: (upload, source, part, signal) => uploadPartCopy(bucket, upload, source, part, signal),
    listParts: (upload, after, signal) => listParts(bucket, upload, after, signal),
    completeMultipartUpload: (upload, parts, signal) =>
      completeMultipartUpload(bucket, upload, parts, signal),
    abortMultipartUpload: (upload, signal) => abortMultipartUpload(bucket, upload, signal),
    deleteMany: (objects, signal) => deleteObjects(bucket, objects, signal),
    delete: (object, signal) => deleteUnchanged(bucket, object, signal),
    get: (object, range, signal) => getObjectBytes(bucket, object, range, signal),
  };
}
