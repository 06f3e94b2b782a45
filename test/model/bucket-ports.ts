import { ShoeboxError, toFailure } from '../../src/core/failure';
import type { JobBucket } from '../../src/jobs/ports';
import type { TransferBucket } from '../../src/transfers/ports';
import { fetchedTable, storeTable } from '../jobs/fake-bucket';
import { contentOf } from '../transfers/world/fake-bytes';
import type { ConditionalWrites, Send } from './conditional-writes';
import type { FakeBucket } from './fake-bucket';

/** Small, so that little makes several pages. */
const PAGE = 3;

const CHANGED = new ShoeboxError('photo-changed');

/** What S3 refuses a write with that depends on a free key. */
const ifFree = (etag: string | null): ShoeboxError | null =>
  etag === null ? null : new ShoeboxError('name-taken');

/** The bucket, as the uploads of one worker instance reach it. */
export function transferBucketOf(bucket: FakeBucket, send: Send, guarded: ConditionalWrites): TransferBucket {
  return {
    host: 's3.example.org',
    owner: null,
    maxParts: 10_000,
    put: (object, signal) =>
      guarded({
        ...{ operation: 'put', key: object.key, writer: `put ${JSON.stringify(object.metadata)}`, signal },
        rejection: ifFree,
        effect: manner =>
          bucket.put(object, contentOf(object.body), object.body.size, object.checksum, manner),
      }),
    head: (key, signal) => send('head', key, signal, () => bucket.head(key)),
    sha256Of: (object, signal) => send('sha256Of', object.key, signal, () => bucket.sha256Of(object)),
    listSizes: (prefix, token, signal) =>
      send('listSizes', prefix, signal, () => bucket.sizes(prefix, token, PAGE)),
    createMultipartUpload: ({ key, metadata }, signal) =>
      send('createMultipartUpload', key, signal, () => bucket.createUpload(key, metadata)),
    uploadPart: ({ key, uploadId }, { partNumber, body, checksum }, signal) =>
      send('uploadPart', key, signal, () =>
        bucket.putPart(uploadId, partNumber, contentOf(body), body.size, checksum),
      ),
    listParts: ({ key, uploadId }, after, signal) =>
      send('listParts', key, signal, () => bucket.listParts(uploadId, after, PAGE)),
    completeMultipartUpload: (upload, parts, signal) =>
      guarded({
        ...{ operation: 'completeMultipartUpload', key: upload.key, writer: upload.uploadId, signal },
        rejection: ifFree,
        effect: manner => bucket.complete(upload, parts, manner),
      }),
    abortMultipartUpload: ({ key, uploadId }, signal) =>
      send('abortMultipartUpload', key, signal, () => bucket.abort(uploadId)),
    listMultipartUploads: (key, since, signal) =>
      send('listMultipartUploads', key, signal, () => bucket.uploadsTo(key, since)),
    // Another object stays, and nobody is told.
    delete: ({ key, etag }, signal) =>
      guarded({
        ...{ operation: 'delete', key, writer: `delete ${etag}`, signal },
        rejection: there => (there === null || there === etag ? null : CHANGED),
        effect: manner => bucket.cleanUp({ key, etag }, manner),
      }).catch(error => {
        if (error !== CHANGED) throw error;
      }),
  };
}

/** The bucket, as the jobs of one worker instance reach it. */
export function jobBucketOf(bucket: FakeBucket, send: Send, guarded: ConditionalWrites): JobBucket {
  return {
    host: 's3.example.org',
    prefix: '',
    maxParts: 10_000,
    copiesInParts: () => true,
    list: (prefix, after, signal) => send('job.list', prefix, signal, () => bucket.list(prefix, after, PAGE)),
    head: ({ key }, signal) => send('job.head', key, signal, () => bucket.describe(key)),
    exampleMarker: (prefix, signal) => send('job.exampleMarker', prefix, signal, () => null),
    copy: (source, target, signal) =>
      guarded({
        ...{ operation: 'job.copy', key: target, writer: `copy ${source.key} ${source.etag}`, signal },
        rejection: etag => ifFree(etag) ?? bucket.sourceRefusal(source),
        effect: manner => bucket.copy(source, target, manner),
      }),
    createMultipartUpload: ({ metadata }, target, signal) =>
      send('job.createMultipartUpload', target, signal, () => bucket.createUpload(target, metadata)),
    uploadPartCopy: ({ key, uploadId }, source, { partNumber, start, end }, signal) =>
      send('job.uploadPartCopy', key, signal, () =>
        bucket.copyPart(uploadId, source, partNumber, start, end),
      ),
    listParts: ({ key, uploadId }, after, signal) =>
      send('job.listParts', key, signal, () => bucket.listParts(uploadId, after, PAGE)),
    completeMultipartUpload: (upload, parts, signal) =>
      guarded({
        ...{ operation: 'job.completeMultipartUpload', key: upload.key, writer: upload.uploadId, signal },
        rejection: ifFree,
        effect: manner => bucket.complete(upload, parts, manner),
      }),
    abortMultipartUpload: ({ key, uploadId }, signal) =>
      send('job.abortMultipartUpload', key, signal, () => bucket.abort(uploadId)),
    // Where conditions are ignored, nothing that has one is sent: each is looked at right before, by itself.
    deleteMany: (subjects, signal) =>
      send('job.deleteMany', subjects.map(({ key }) => key).join(), signal, () => {
        const left = subjects.filter(
          subject =>
            (!bucket.honoursConditions && subject.etag !== '') ||
            !bucket.delete(subject, { lookedSeq: null }),
        );
        return new Map(left.map(({ key }) => [key, toFailure(new ShoeboxError('access-denied'))]));
      }),
    delete(subject, signal) {
      const { key, etag } = subject;
      const changed = new ShoeboxError('photo-changed', { key });
      return guarded({
        ...{ operation: 'job.delete', key, writer: `delete ${etag}`, signal },
        rejection: there => (there === null || there === etag ? null : changed),
        effect(manner) {
          if (!bucket.delete(subject, manner)) throw changed;
        },
      });
    },
    store: (prefix, bytes, signal) =>
      send('job.store', prefix, signal, () => storeTable(bucket.tables, prefix, bytes)),
    get: ({ key }, _range, signal) => send('job.get', key, signal, () => fetchedTable(bucket.tables, key)), // no photo is downloaded here
  };
}
