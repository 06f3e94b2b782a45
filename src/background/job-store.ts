import { exampleMarkerOf, listObjects, photosOf } from '../aws/album-listing';
import {
  copyObject,
  copyPart,
  createCopyUpload,
  deleteObjects,
  deleteUnchanged,
  describeObject,
} from '../aws/copies';
import { fetchPart } from '../aws/fetch-part';
import { abortUpload, completeUpload, emptyUploads, listParts } from '../aws/multipart-uploads';
import type { Photo } from '../core/album';
import type { ListedObject } from '../core/job-item';
import type { JobStore } from '../jobs/ports';
import { bucketOf } from './current-bucket';

const listedObject = ({ key, size, etag, lastModified }: Photo): ListedObject => ({
  ...{ key, size, lastModified },
  etag: etag.replaceAll('"', ''),
});

/**
 * The bucket of the stored settings, as the jobs see it.
 * @throws ShoeboxError `other-bucket` when that is not the one with this identity any more.
 */
export async function openJobStore(identity: string): Promise<JobStore> {
  const bucket = await bucketOf(identity);
  return {
    host: bucket.host,
    folder: bucket.settings.folder,
    async list(prefix, after) {
      const page = await listObjects(bucket, { prefix, after });
      return { objects: photosOf(page).map(listedObject), isLast: page.NextContinuationToken === undefined };
    },
    describe: (object, signal) => describeObject(bucket, object, signal),
    async exampleMarker(prefix, signal) {
      const key = await exampleMarkerOf(bucket, prefix);
      return key === null ? null : describeObject(bucket, { key }, signal);
    },
    copy: (source, target, signal) => copyObject(bucket, source, target, signal),
    createUpload: (source, target, signal) => createCopyUpload(bucket, source, target, signal),
    copyPart: (upload, source, part, signal) => copyPart(bucket, upload, source, part, signal),
    listParts: (upload, signal) => listParts(bucket, upload, signal),
    completeUpload: (upload, parts, signal) => completeUpload(bucket, upload, parts, signal),
    abortUpload: (upload, signal) => abortUpload(bucket, upload, signal),
    emptyUploads: (key, since, signal) => emptyUploads(bucket, key, since, signal),
    deleteAll: (subjects, signal) => deleteObjects(bucket, subjects, signal),
    deleteOne: (subject, signal) => deleteUnchanged(bucket, subject, signal),
    fetch: (subject, range, signal) => fetchPart(bucket, subject, range, signal),
  };
}
