import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bucket } from '../../src/aws/bucket';
import { headObject } from '../../src/aws/head-object';
import { createMultipartUpload, uploadPart } from '../../src/aws/multipart-uploads';
import { putObject } from '../../src/aws/put-object';
import { openJobBucket } from '../../src/background/job-bucket';
import { openThumbnailBucket } from '../../src/background/thumbnail-bucket';
import { openTransferBucket } from '../../src/background/transfer-bucket';
import type { MultipartUpload, SentPart } from '../../src/core/parts';
import type { ExpectedObject } from '../../src/core/s3-object';
import { bucketIdentity } from '../../src/core/settings';
import type { JobBucket } from '../../src/jobs/ports';
import type { ThumbnailBucket } from '../../src/thumbnails/ports';
import type { TransferBucket } from '../../src/transfers/ports';
import { bytes, GUEST_BUCKET, openAsGuest } from '../aws/local-bucket';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { openAsCurrent } from './open-as-current';

// What the ports promise of every method that asks the bucket: one request, tried once; nothing is sent after the signal
// aborted. Where a method takes several requests, each is tried once, and an abort between two of them ends it.

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

/** The names of what can be asked of a port. */
type Asked<Port> = {
  [Name in keyof Port]: Port[Name] extends (...args: never[]) => Promise<unknown> ? Name : never;
}[keyof Port];

/** What there is in the bucket when a method is asked. */
interface Things {
  readonly photo: ExpectedObject;
  readonly upload: MultipartUpload;
  readonly parts: readonly SentPart[];
}

interface Case<Port> {
  readonly ask: (port: Port, things: Things, signal: AbortSignal) => Promise<unknown>;
  /** How many requests it takes where conditions are heeded; one without it. */
  readonly requests?: number;
  /** The requests that it takes where no condition is heeded. */
  readonly unheeded?: readonly string[];
}

/** One for each method: a new one without a case does not compile. */
type Cases<Port> = { readonly [Name in Asked<Port>]: Case<Port> };

const FREE = { key: 'free.png', mediaType: 'image/png', metadata: {} };
const describedAs = (photo: ExpectedObject) => ({
  ...{ ...photo, lastModified: 0, headers: {}, metadata: {}, checksums: {}, isComposite: false },
});

/** Of both stores. */
const UPLOADS: Cases<Pick<TransferBucket, 'listParts' | 'completeMultipartUpload' | 'abortMultipartUpload'>> =
  {
    listParts: { ask: (store, { upload }, signal) => store.listParts(upload, null, signal) },
    completeMultipartUpload: {
      ask: (store, { upload, parts }, signal) => store.completeMultipartUpload(upload, parts, signal),
      unheeded: ['HeadObject', 'CompleteMultipartUpload'],
    },
    abortMultipartUpload: { ask: (store, { upload }, signal) => store.abortMultipartUpload(upload, signal) },
  };

const OBJECT_STORE: Cases<TransferBucket> = {
  put: {
    ask: async (store, _, signal) => store.put({ ...FREE, ...(await bytes('new')) }, signal),
    unheeded: ['HeadObject', 'PutObject'],
  },
  head: { ask: (store, { photo }, signal) => store.head(photo.key, signal) },
  sha256Of: { ask: (store, { photo }, signal) => store.sha256Of(photo, signal) },
  listSizes: { ask: (store, _, signal) => store.listSizes('photo', null, signal) },
  createMultipartUpload: { ask: (store, _, signal) => store.createMultipartUpload(FREE, signal) },
  uploadPart: {
    ask: async (store, { upload }, signal) =>
      store.uploadPart(upload, { partNumber: 2, ...(await bytes('part')) }, signal),
  },
  ...UPLOADS,
  listMultipartUploads: {
    ask: (store, { upload }, signal) => store.listMultipartUploads(upload.key, 0, signal),
  },
  delete: {
    ask: (store, { photo }, signal) => store.delete(photo, signal),
    unheeded: ['HeadObject', 'DeleteObject'],
  },
};

const JOB_STORE: Cases<JobBucket> = {
  list: { ask: (store, _, signal) => store.list('', '', signal) },
  head: { ask: (store, { photo }, signal) => store.head(photo, signal) },
  exampleMarker: { ask: (store, _, signal) => store.exampleMarker('Cats/', signal) },
  copy: {
    ask: (store, { photo }, signal) => store.copy(photo, 'copy.png', signal),
    unheeded: ['HeadObject', 'HeadObject', 'CopyObject'],
  },
  createMultipartUpload: {
    ask: (store, { photo }, signal) => store.createMultipartUpload(describedAs(photo), 'copy.png', signal),
    requests: 2, // for its tags
  },
  uploadPartCopy: {
    ask: (store, { photo, upload }, signal) =>
      store.uploadPartCopy(upload, photo, { partNumber: 2, start: 0, end: photo.size }, signal),
    requests: 2, // only AWS is trusted with the condition
    unheeded: ['HeadObject', 'UploadPartCopy'],
  },
  ...UPLOADS,
  deleteMany: {
    ask: (store, { photo }, signal) => store.deleteMany([photo], signal),
    unheeded: [],
  },
  delete: {
    ask: (store, { photo }, signal) => store.delete(photo, signal),
    unheeded: ['HeadObject', 'DeleteObject'],
  },
  store: {
    ask: (store, _, signal) => store.store('.shoebox/dates/', new ArrayBuffer(12), signal),
    unheeded: ['HeadObject', 'PutObject'],
  },
  get: { ask: (store, { photo }, signal) => store.get(photo, null, signal) },
};

/** Its methods take no signal: nobody waits for thumbnails, and they give up by themselves. */
const THUMBNAIL_BUCKET: Cases<ThumbnailBucket> = {
  read: {
    ask: (bucket, { photo }) => bucket.read(photo, { etag: photo.etag, maxBytes: 100, range: null }),
  },
  store: { ask: bucket => bucket.store('.shoebox/thumbnails/a.webp', new Blob(['small'])) },
};

/** The bucket, and what counts and fails what is sent to it. */
interface Relay {
  readonly things: Things;
  readonly bucket: Bucket;
  /** Operations of S3 that were asked for, in order. */
  readonly sent: string[];
  /** Decides of the request with this number, from 1 on; the others pass. */
  at(number: number, decide: () => ReturnType<Parameters<LocalAws['intercept']>[0]>): void;
}

async function relayTo(heeded: boolean): Promise<Relay> {
  const aws = await start(GUEST_BUCKET);
  const bucket = await openAsCurrent(aws, heeded ? undefined : null);
  const object = { key: 'photo.png', mediaType: 'image/png', metadata: {}, ...(await bytes('a photo')) };
  const photo = { key: object.key, size: 7, etag: await putObject(bucket, object, never) };
  const upload = await createMultipartUpload(bucket, { ...FREE, key: 'upload.png' }, never);
  const parts = [await uploadPart(bucket, upload, { partNumber: 1, ...(await bytes('part')) }, never)];
  const sent: string[] = [];
  let [chosen, decision] = [0, (): ReturnType<Parameters<LocalAws['intercept']>[0]> => undefined];
  aws.intercept(({ operation }) => (sent.push(operation) === chosen ? decision() : undefined));
  return {
    ...{ things: { photo, upload, parts }, bucket, sent },
    at(number, decide) {
      chosen = number;
      decision = decide;
    },
  };
}

/** Rejects, or the test fails. */
const failureOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => Promise.reject(new Error('It succeeded.')),
    (error: unknown) => error,
  );

function describePort<Port>(
  name: string,
  open: (bucket: Bucket) => Promise<Port>,
  cases: Cases<Port>,
  { takesSignals }: { readonly takesSignals: boolean },
): void {
  const opened = async (heeded: boolean): Promise<Relay & { readonly port: Port }> => {
    const relay = await relayTo(heeded);
    return { ...relay, port: await open(relay.bucket) };
  };
  const methods = (Object.entries(cases) as [string, Case<Port>][]).flatMap(([method, one]) => [
    { method, one, heeded: true, requests: one.requests ?? 1 },
    ...(one.unheeded === undefined ? [] : [{ method, one, heeded: false, requests: one.unheeded.length }]),
  ]);

  describe.each(methods)(`${name}.$method, conditions heeded: $heeded`, ({ one, heeded, requests }) => {
    const each = Array.from({ length: requests }, (_, index) => index + 1);

    test(`takes ${requests === 1 ? 'one request' : `${requests} requests`}`, async () => {
      const { port, things, sent } = await opened(heeded);
      await one.ask(port, things, never);
      expect(sent.length).toBe(requests);
      if (!heeded) expect(sent).toEqual(one.unheeded);
    });

    if (requests === 0) return;

    test('rejects with a ShoeboxError at the first 503, and tries nothing again', async () => {
      for (const number of each) {
        const { port, things, sent, at } = await opened(heeded);
        at(number, () => ({ status: 503 }));
        const failure = await failureOf(one.ask(port, things, never));
        expect(failure).toMatchObject({ name: 'ShoeboxError', code: 's3-unavailable' });
        expect(sent.length).toBe(number);
      }
    });

    if (!takesSignals) return;

    test('rejects with an AbortError when it is aborted while an answer is outstanding, and sends nothing more', async () => {
      for (const number of each) {
        const { port, things, sent, at, bucket } = await opened(heeded);
        const calledOff = new AbortController();
        let answer = (): void => {};
        const held = new Promise<undefined>(resolve => {
          answer = () => resolve(undefined);
        });
        at(number, () => {
          calledOff.abort();
          return held;
        });
        const failure = await failureOf(one.ask(port, things, calledOff.signal));
        expect(failure).toMatchObject({ name: 'AbortError' });
        answer();
        await headObject(bucket, { key: 'another' }, never); // whatever else was to be sent would be by now
        expect(sent.length).toBe(number + 1);
      }
    });

    test('rejects with an AbortError when it is aborted before, and sends nothing', async () => {
      const { port, things, sent } = await opened(heeded);
      const failure = await failureOf(one.ask(port, things, AbortSignal.abort()));
      expect(failure).toMatchObject({ name: 'AbortError' });
      expect(sent).toEqual([]);
    });
  });
}

describePort(
  'ObjectStore',
  bucket => openTransferBucket(bucketIdentity(bucket.settings), null),
  OBJECT_STORE,
  {
    takesSignals: true,
  },
);
describePort('JobStore', bucket => openJobBucket(bucketIdentity(bucket.settings), null), JOB_STORE, {
  takesSignals: true,
});
describePort('ThumbnailBucket', () => openThumbnailBucket(null), THUMBNAIL_BUCKET, { takesSignals: false });

describe('a HEAD that is refused without a word', () => {
  const EXPECTED = ['HeadObject', 'ListObjectsV2', 'HeadObject'];

  test('asks a list for the reason and HEAD once more, and each of them is tried once', async () => {
    for (const number of [2, 3]) {
      const { bucket, things, sent } = await refusingOnce(number, () => ({ status: 503 }));
      await expect(headObject(bucket, { key: things.photo.key }, never)).rejects.toMatchObject({
        code: 's3-unavailable',
      });
      expect(sent).toEqual(EXPECTED.slice(0, number));
    }
  });

  test('ends between its requests when it is aborted there', async () => {
    for (const number of [1, 2]) {
      const calledOff = new AbortController();
      const { bucket, things, sent } = await refusingOnce(number, () => {
        calledOff.abort();
        return { status: 403 };
      });
      const described = headObject(bucket, things.photo, calledOff.signal);
      await expect(described).rejects.toMatchObject({ name: 'AbortError' });
      expect(sent).toEqual(EXPECTED.slice(0, number));
    }
  });

  /** HEAD is refused the first time; of a later request `decide` decides. */
  async function refusingOnce(number: number, decide: () => { readonly status: number }): Promise<Relay> {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const object = { key: 'photo.png', mediaType: 'image/png', metadata: {}, ...(await bytes('a photo')) };
    const photo = { key: object.key, size: 7, etag: await putObject(bucket, object, never) };
    const sent: string[] = [];
    aws.intercept(({ operation }) => {
      const count = sent.push(operation);
      if (count === number) return decide();
      return count === 1 ? { status: 403 } : undefined;
    });
    const upload = { key: '', uploadId: '' };
    return { ...{ things: { photo, upload, parts: [] }, bucket, sent }, at: () => {} };
  }
});
