import { ShoeboxError, toFailure } from '../../src/core/failure';
import type { Subject } from '../../src/core/job-item';
import type { JobStore } from '../../src/jobs/ports';
import type { ObjectStore } from '../../src/transfers/ports';
import { contentOf } from '../transfers/world/fake-bytes';
import type { FakeBucket, Manner } from './fake-bucket';

/** Sends one request: what it does in the bucket is `effect`, if it comes to that. */
export type Send = <Value>(
  operation: string,
  what: string,
  signal: AbortSignal,
  effect: () => Value,
) => Promise<Value>;

/** Small, so that little makes several pages. */
const PAGE = 3;

/** Where conditions are heeded, nothing has to be looked at. */
const HEEDED: Manner = { lookedSeq: null };

/**
 * As Shoebox's adapters do where a store ignores conditions: what is there is looked at just before, with a request of
 * its own. What another person stores between the two is not seen.
 */
function lookingFirst(bucket: FakeBucket, send: Send, seq: () => number) {
  const etagAt = (operation: string, key: string, signal: AbortSignal): Promise<string | null> =>
    send(`${operation}.look`, key, signal, () => bucket.head(key)?.etag ?? null);
  return {
    async free(operation: string, key: string, signal: AbortSignal): Promise<Manner> {
      if (bucket.heeds) return HEEDED;
      let lookedSeq = 0;
      const isTaken = await send(`${operation}.look`, key, signal, () => {
        lookedSeq = seq();
        return bucket.head(key) !== null;
      });
      if (isTaken) throw new ShoeboxError('name-taken');
      return { lookedSeq };
    },
    async unchanged(operation: string, { key, etag }: Subject, signal: AbortSignal): Promise<Manner | null> {
      if (bucket.heeds || etag === '') return HEEDED;
      const lookedSeq = seq();
      const there = await etagAt(operation, key, signal);
      return there === null || there === etag ? { lookedSeq } : null;
    },
  };
}

/** The bucket, as the uploads of one life of the worker reach it. */
export function objectStoreOf(bucket: FakeBucket, send: Send, seq: () => number): ObjectStore {
  const look = lookingFirst(bucket, send, seq);
  return {
    host: 's3.example.org',
    async put(object, signal) {
      const manner = await look.free('put', object.key, signal);
      return send('put', object.key, signal, () =>
        bucket.put(object, contentOf(object.body), object.body.size, object.checksum, manner),
      );
    },
    head: (key, signal) => send('head', key, signal, () => bucket.head(key)),
    sizesWithPrefix: (prefix, signal) => send('sizesWithPrefix', prefix, signal, () => bucket.sizes(prefix)),
    createUpload: ({ key, metadata }, signal) =>
      send('createUpload', key, signal, () => bucket.createUpload(key, metadata)),
    putPart: ({ key, uploadId }, { partNumber, body, checksum }, signal) =>
      send('putPart', key, signal, () =>
        bucket.putPart(uploadId, partNumber, contentOf(body), body.size, checksum),
      ),
    listParts: ({ key, uploadId }, signal) =>
      send('listParts', key, signal, () => bucket.listParts(uploadId)),
    async completeUpload(upload, parts, signal) {
      const manner = await look.free('completeUpload', upload.key, signal);
      return send('completeUpload', upload.key, signal, () => bucket.complete(upload, parts, manner));
    },
    abortUpload: ({ key, uploadId }, signal) =>
      send('abortUpload', key, signal, () => bucket.abort(uploadId)),
    emptyUploads: (key, since, signal) =>
      send('emptyUploads', key, signal, () => bucket.emptyUploads(key, since)),
    delete: (key, signal) => send('delete', key, signal, () => bucket.cleanUp(key)),
  };
}

/** The bucket, as the jobs of one life of the worker reach it. */
export function jobStoreOf(bucket: FakeBucket, send: Send, seq: () => number): JobStore {
  const look = lookingFirst(bucket, send, seq);
  return {
    host: 's3.example.org',
    folder: '',
    list: (prefix, after, signal) => send('job.list', prefix, signal, () => bucket.list(prefix, after, PAGE)),
    describe: ({ key }, signal) => send('job.describe', key, signal, () => bucket.describe(key)),
    exampleMarker: (prefix, signal) => send('job.exampleMarker', prefix, signal, () => null),
    async copy(source, target, signal) {
      const manner = await look.free('job.copy', target, signal);
      if ((await look.unchanged('job.copy', source, signal)) === null) throw new ShoeboxError('name-taken');
      return send('job.copy', target, signal, () => bucket.copy(source, target, manner));
    },
    createUpload: ({ metadata }, target, signal) =>
      send('job.createUpload', target, signal, () => bucket.createUpload(target, metadata)),
    copyPart: ({ key, uploadId }, source, { partNumber, start, end }, signal) =>
      send('job.copyPart', key, signal, () => bucket.copyPart(uploadId, source, partNumber, start, end)),
    listParts: ({ key, uploadId }, signal) =>
      send('job.listParts', key, signal, () => bucket.listParts(uploadId)),
    async completeUpload(upload, parts, signal) {
      const manner = await look.free('job.completeUpload', upload.key, signal);
      return send('job.completeUpload', upload.key, signal, () => bucket.complete(upload, parts, manner));
    },
    abortUpload: ({ key, uploadId }, signal) =>
      send('job.abortUpload', key, signal, () => bucket.abort(uploadId)),
    emptyUploads: (key, since, signal) =>
      send('job.emptyUploads', key, signal, () => bucket.emptyUploads(key, since)),
    async deleteAll(subjects, signal) {
      const refused = toFailure(new ShoeboxError('access-denied'));
      const manners = new Map<Subject, Manner | null>();
      for (const subject of subjects)
        manners.set(subject, await look.unchanged('job.deleteAll', subject, signal));
      return send('job.deleteAll', subjects.map(({ key }) => key).join(), signal, () => {
        const left = subjects.filter(subject => {
          const manner = manners.get(subject) ?? null;
          return manner === null || !bucket.delete(subject, manner);
        });
        return new Map(left.map(({ key }) => [key, refused]));
      });
    },
    async deleteOne(subject, signal) {
      const changed = new ShoeboxError('photo-changed', { key: subject.key });
      const manner = await look.unchanged('job.deleteOne', subject, signal);
      if (manner === null) throw changed;
      return send('job.deleteOne', subject.key, signal, () => {
        if (!bucket.delete(subject, manner)) throw changed;
      });
    },
    fetch: async () => {
      throw new ShoeboxError('unexpected'); // nothing is downloaded here
    },
  };
}
