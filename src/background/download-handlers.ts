import { headObject } from '../aws/objects';
import { presignDownload } from '../aws/presign';
import { ShoeboxError } from '../core/failure';
import { cleanFileName, fileNameOfKey } from '../core/object-key';
import { NEVER_ABORTED } from '../core/promises';
import type { Jobs } from '../jobs/jobs';
import { currentBucket } from './current-bucket';
import type { CallHandlers } from './message-server';

/** What comes out of the bucket again. */
export const downloadCalls = (
  jobs: Jobs,
): Pick<CallHandlers, 'photos.download' | 'jobs.fetched' | 'jobs.mark-delivered'> => ({
  async 'photos.download'({ key }) {
    const bucket = await currentBucket();
    // What S3 would say of a link that leads nowhere, nobody would read.
    if ((await headObject(bucket, { key }, NEVER_ABORTED)) === null)
      throw new ShoeboxError('object-not-found', { key });
    return presignDownload(bucket, key, cleanFileName(fileNameOfKey(key)));
  },
  'jobs.fetched': ({ id }) => jobs.downloaded(id),
  'jobs.mark-delivered': ({ id }) => jobs.markDelivered(id),
});
