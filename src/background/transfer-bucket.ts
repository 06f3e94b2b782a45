import { deleteUnchanged } from '../aws/deletions';
import { getObjectBytes } from '../aws/get-object';
import { headObject } from '../aws/head-object';
import { listObjectsOnce } from '../aws/list-objects';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
} from '../aws/multipart-uploads';
import { putObject } from '../aws/put-object';
import { sha256 } from '../blobs/sha256';
import { isShoeboxError } from '../core/failure';
import type { Owner } from '../core/login';
import { storeTraits } from '../core/store-traits';
import type { TransferBucket } from '../transfers/ports';
import { bucketOf } from './current-bucket';

/**
 * The bucket of the stored settings, as the transfers see it.
 * @throws ShoeboxError as `bucketOf`
 */
export async function openTransferBucket(identity: string, user: Owner | null): Promise<TransferBucket> {
  const { bucket, owner } = await bucketOf(identity, user);
  return {
    host: bucket.host,
    owner,
    maxParts: storeTraits(bucket.settings).maxParts,
    put: (object, signal) => putObject(bucket, object, signal),
    head: (key, signal) => headObject(bucket, { key }, signal),
    async sha256Of(object, signal) {
      const { blob } = await getObjectBytes(bucket, object, null, signal);
      return sha256(blob);
    },
    async listSizes(prefix, token, signal) {
      const { objects, next } = await listObjectsOnce(bucket, { prefix, token }, signal);
      return { sizes: new Map(objects.map(({ key, size }) => [key, size])), next };
    },
    createMultipartUpload: (object, signal) => createMultipartUpload(bucket, object, signal),
    uploadPart: (upload, part, signal) => uploadPart(bucket, upload, part, signal),
    async listParts(upload, after, signal) {
      try {
        return await listParts(bucket, upload, after, signal);
      } catch (error) {
        // Where nobody can say which parts are there, the file is sent anew, and the upload removed.
        if (isShoeboxError(error) && error.code === 's3-unsupported') return null;
        throw error;
      }
    },
    completeMultipartUpload: (upload, parts, signal) =>
      completeMultipartUpload(bucket, upload, parts, signal),
    abortMultipartUpload: (upload, signal) => abortMultipartUpload(bucket, upload, signal),
    listMultipartUploads: (key, since, signal) => listMultipartUploads(bucket, key, since, signal),
    async delete({ key, etag }, signal) {
      try {
        await deleteUnchanged(bucket, { key, etag, size: 0 }, signal);
      } catch (error) {
        if (!isShoeboxError(error) || error.code !== 'photo-changed') throw error;
      }
    },
  };
}
