import { findExampleMarker, listObjectsOnce, photosOf } from '../aws/album-listing';
import { copyObject, createMultipartCopy, describeObject, uploadPartCopy } from '../aws/copies';
import { deleteObjects, deleteUnchanged } from '../aws/deletions';
import { getObjectBytes } from '../aws/get-object';
import { abortMultipartUpload, completeMultipartUpload, listParts } from '../aws/multipart-uploads';
import type { Photo } from '../core/album';
import type { ListedObject } from '../core/job-item';
import type { JobBucket } from '../jobs/ports';
import { bucketOf } from './current-bucket';

const listedObject = ({ key, size, etag, lastModified }: Photo): ListedObject => ({
  ...{ key, size, lastModified },
  etag: etag.replaceAll('"', ''),
});

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
      const page = await listObjectsOnce(bucket, { prefix, after }, signal);
      return { objects: photosOf(page).map(listedObject), isLast: page.NextContinuationToken === undefined };
    },
    head: (object, signal) => describeObject(bucket, object, signal),
    async exampleMarker(prefix, signal) {
      const marker = await findExampleMarker(bucket, prefix, signal);
      return marker && listedObject(marker);
    },
    copy: (source, target, signal) => copyObject(bucket, source, target, signal),
    createMultipartUpload: (source, target, signal) => createMultipartCopy(bucket, source, target, signal),
    uploadPartCopy: (upload, source, part, signal) => uploadPartCopy(bucket, upload, source, part, signal),
    listParts: (upload, after, signal) => listParts(bucket, upload, after, signal),
    completeMultipartUpload: (upload, parts, signal) =>
      completeMultipartUpload(bucket, upload, parts, signal),
    abortMultipartUpload: (upload, signal) => abortMultipartUpload(bucket, upload, signal),
    deleteMany: (subjects, signal) => deleteObjects(bucket, subjects, signal),
    delete: (subject, signal) => deleteUnchanged(bucket, subject, signal),
    get: (subject, range, signal) => getObjectBytes(bucket, subject, range, signal),
  };
}
