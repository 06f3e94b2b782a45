import { exampleMarkerOf, listOnce, photosOf } from '../aws/album-listing';
import { copyObject, copyPart, createCopyUpload, describeObject } from '../aws/copies';
import { deleteObjects, deleteUnchanged } from '../aws/deletions';
import { fetchPart } from '../aws/fetch-part';
import { abortUpload, completeUpload, listParts } from '../aws/multipart-uploads';
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
    async list(prefix, after, signal) {
      const page = await listOnce(bucket, { prefix, after }, signal);
      return { objects: photosOf(page).map(listedObject), isLast: page.NextContinuationToken === undefined };
    },
    describe: (object, signal) => describeObject(bucket, object, signal),
    async exampleMarker(prefix, signal) {
      const marker = await exampleMarkerOf(bucket, prefix, signal);
      return marker && listedObject(marker);
    },
    copy: (source, target, signal) => copyObject(bucket, source, target, signal),
    createUpload: (source, target, signal) => createCopyUpload(bucket, source, target, signal),
    copyPart: (upload, source, part, signal) => copyPart(bucket, upload, source, part, signal),
    listParts: (upload, after, signal) => listParts(bucket, upload, after, signal),
    completeUpload: (upload, parts, signal) => completeUpload(bucket, upload, parts, signal),
    abortUpload: (upload, signal) => abortUpload(bucket, upload, signal),
    deleteAll: (subjects, signal) => deleteObjects(bucket, subjects, signal),
    deleteOne: (subject, signal) => deleteUnchanged(bucket, subject, signal),
    fetch: (subject, range, signal) => fetchPart(bucket, subject, range, signal),
  };
}
