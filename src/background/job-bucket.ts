import { findExampleMarker } from '../aws/album-listing';
import type { Bucket } from '../aws/bucket';
import { copyObject, createMultipartCopy, uploadPartCopy } from '../aws/copies';
import { deleteObjects, deleteUnchanged } from '../aws/deletions';
import { getObjectBytes } from '../aws/get-object';
import { headObject } from '../aws/head-object';
import { listObjectsAfter } from '../aws/list-objects';
import { abortMultipartUpload, completeMultipartUpload, listParts } from '../aws/multipart-uploads';
import { putObject } from '../aws/put-object';
import { sha256 } from '../blobs/sha256';
import { hexOfBase64 } from '../core/encoding';
import { isShoeboxError } from '../core/failure';
import type { Owner } from '../core/login';
import { storeTraits } from '../core/store-traits';
import type { JobBucket } from '../jobs/ports';
import { bucketOf } from './current-bucket';

/**
 * The bucket of the stored settings, as the jobs see it.
 * @throws ShoeboxError as `bucketOf`
 */
export const openJobBucket = async (identity: string, owner: Owner | null): Promise<JobBucket> =>
  jobBucketOf((await bucketOf(identity, owner)).bucket);

/** A bucket, as the jobs see it. */
export function jobBucketOf(bucket: Bucket): JobBucket {
  return {
    host: bucket.host,
    prefix: bucket.settings.folder,
    maxParts: storeTraits(bucket.settings).maxParts,
    copiesInParts: () => bucket.capabilities.shouldSend('partCopies'),
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
    async store(prefix, bytes, signal) {
      const body = new Blob([bytes]);
      const checksum = await sha256(body);
      const key = `${prefix}${hexOfBase64(checksum)}`;
      const object = { key, body, checksum, mediaType: 'application/octet-stream', metadata: {} };
      await putObject(bucket, object, signal).catch(error => {
        if (!isShoeboxError(error) || error.code !== 'name-taken') throw error; // the same bytes
      });
      return key;
    },
    delete: (object, signal) => deleteUnchanged(bucket, object, signal),
    get: (object, range, signal) => getObjectBytes(bucket, object, range, signal),
  };
}
