import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import {
  GetObjectCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { IDBFactory } from 'fake-indexeddb';
import type { Bucket } from '../../src/aws/bucket';
import type { TestedCapabilities } from '../../src/aws/capabilities';
import { headObject } from '../../src/aws/head-object';
import { managedUpload } from '../../src/aws/managed-upload';
import { openJobBucket } from '../../src/background/job-bucket';
import { openThumbnailBucket } from '../../src/background/thumbnail-bucket';
import { openTransferBucket } from '../../src/background/transfer-bucket';
import { sha256 } from '../../src/blobs/sha256';
import type { AccessKeys } from '../../src/core/access-keys';
import type { Environment } from '../../src/core/environment';
import { type Job, type JobSpec, newJob } from '../../src/core/job';
import { CONNECTIONS_PER_HOST } from '../../src/core/parts';
import type { ExpectedObject } from '../../src/core/s3-object';
import { bucketIdentity } from '../../src/core/settings';
import { isInternalKey } from '../../src/core/thumbnail-key';
import { newTransfer, type Transfer } from '../../src/core/transfer';
import { openJobDatabase } from '../../src/jobs/job-database';
import { openJobs } from '../../src/jobs/jobs';
import type { JobBucket } from '../../src/jobs/ports';
import type { ThumbnailBucket } from '../../src/thumbnails/ports';
import type { TransferBucket } from '../../src/transfers/ports';
import { openTransferDatabase } from '../../src/transfers/transfer-database';
import { openTransfers } from '../../src/transfers/transfers';
import { openAsCurrent } from '../background/open-as-current';
import type { LocalAws } from '../local-aws/index';

/** Both queues over the bucket of an S3, with all of Shoebox between them and the wire. */
export interface StoreWorld {
  readonly bucket: Bucket;
  readonly uploads: TransferBucket;
  readonly jobBucket: JobBucket;
  readonly thumbnails: ThumbnailBucket;
  /** Saves files of these names into an album, all at once; resolves with what became of each. */
  save(album: string, files: readonly NamedBytes[]): Promise<readonly Transfer[]>;
  /** Has something done with these; resolves with what became of it. */
  run(order: JobSpec, photos?: readonly ExpectedObject[]): Promise<Job>;
  /** These, as a page would see them now. */
  seen(keys: readonly string[]): Promise<readonly ExpectedObject[]>;
  /** The user's objects that are in the bucket, by key, one character a byte; by its owner's word. */
  contents(prefix?: string): Promise<Readonly<Record<string, string>>>;
  /** Keys of multipart uploads that were neither completed nor aborted. */
  unfinished(): Promise<readonly string[]>;
}

/** A file to be saved. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: string | Uint8Array<ArrayBuffer>;
}

const never = new AbortController().signal;

/** Bytes that no other file has. */
export const manyBytes = (size: number): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(size));

const sleep: Environment['sleep'] = (ms, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, ms);
    timer.unref(); // what sleeps after the end of a test holds up nobody
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

const ENVIRONMENT: Environment = {
  now: Date.now,
  sleep,
  random: () => 0,
  newId: () => crypto.randomUUID(),
  untilOnline: async () => true,
  untilUserCame: () => Promise.reject(new Error('nobody has to come here')),
};

/**
 * Opens it as the worker would with these access keys, `tested` being what a connection test found out; null for none.
 * @param untilUserCame what waits for the user, where somebody has to come
 */
export async function openStoreWorld(
  aws: LocalAws,
  keys: AccessKeys,
  owner: S3Client,
  tested: TestedCapabilities | null,
  untilUserCame: Environment['untilUserCame'] = ENVIRONMENT.untilUserCame,
): Promise<StoreWorld> {
  const environment = { ...ENVIRONMENT, untilUserCame };
  globalThis.indexedDB = new IDBFactory();
  const bucket = await openAsCurrent(aws, tested, keys);
  const identity = bucketIdentity(bucket.settings);
  const blobs = new Map<string, Blob>();
  const report = (): void => {};
  const settled = new Map<string, (transfer: Transfer) => void>();
  const ended = new Map<string, (job: Job) => void>();
  const transfers = openTransfers({
    ...{ environment, sha256, managedUpload, report, openBucket: openTransferBucket },
    database: openTransferDatabase(),
    blobs: {
      put: async (blob, id) => blobs.set(id, blob),
      get: async ids => ids.map(id => blobs.get(id) ?? null),
      delete: async ids => {
        for (const id of ids) blobs.delete(id);
      },
    },
    capture: () => Promise.reject(new Error('everything is a file here')),
    jobRemovals: {
      load: () => jobs.removals.load(),
      includes: (...what) => jobs.removals.includes(...what),
      removalCount: () => jobs.removals.removalCount(),
      exempt: (...what) => jobs.removals.exempt(...what),
      keep: (...what) => jobs.removals.keep(...what),
    },
    connectionLimit: () => CONNECTIONS_PER_HOST,
    onActivity: () => {},
    onChange: () => {},
    onSettled: transfer => settled.get(transfer.id)?.(transfer),
  });
  const jobs = openJobs({
    ...{ environment, report, openBucket: openJobBucket, executorFor: transfers.executorFor },
    database: openJobDatabase(),
    downloads: {
      put: async () => {},
      ids: async () => new Set(),
      delete: async () => {},
      deleteExcept: async () => {},
      freeBytes: async () => Number.POSITIVE_INFINITY,
    },
    onActivity: () => {},
    onChange: () => {},
    onDeleting: async () => {},
    onMoved: () => {},
    cleanup: transfers.removals,
    expectMultipartUpload: transfers.expectMultipartUpload,
    onEnded: job => ended.get(job.id)?.(job),
  });
  let ids = 0;
  const begun = (): readonly string[] => [
    ...new Set(
      aws.requests.flatMap(({ operation, key = '' }) => (operation === 'CreateMultipartUpload' ? [key] : [])),
    ),
  ];
  return {
    bucket,
    uploads: await openTransferBucket(identity, null),
    jobBucket: await openJobBucket(identity, null),
    thumbnails: await openThumbnailBucket(identity),
    async save(album, files) {
      const added = files.map(({ name, bytes }) => {
        const id = `transfer-${++ids}`;
        const blob = new Blob([bytes]);
        blobs.set(`bytes of ${id}`, blob);
        const facts = { blobId: `bytes of ${id}`, size: blob.size, mediaType: 'image/png' };
        return newTransfer({
          ...{ id, createdAt: Date.now(), source: { kind: 'file' }, bucket: identity, album, name },
          bytes: { ...facts, rung: 'file', url: null },
        });
      });
      const ends = added.map(({ id }) => new Promise<Transfer>(resolve => settled.set(id, resolve)));
      await transfers.add(added);
      return Promise.all(ends);
    },
    async run(order, photos = []) {
      const now = Date.now();
      const id = `job-${++ids}`;
      const end = new Promise<Job>(resolve => ended.set(id, resolve));
      const about = photos[0]?.key ?? '';
      const facts = { id, createdAt: now, notBefore: now, bucket: identity, order, about };
      const confirmedAt = now + 10_000; // of what S3 stored a moment ago, nobody knows whether the user saw it
      await jobs.add(newJob({ ...facts, total: photos.length, confirmedAt }), photos);
      return end;
    },
    seen: keys =>
      Promise.all(
        keys.map(async key => {
          const found = await headObject(bucket, { key }, never);
          if (found === null) throw new Error(`nothing is at ${key}`);
          return { key, size: found.size, etag: found.etag };
        }),
      ),
    async contents(prefix = '') {
      const all: (readonly [string, string])[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client: owner },
        { Bucket: 'demo', Prefix: prefix },
      ))
        for (const { Key = '' } of Contents.filter(object => !isInternalKey('', object.Key ?? ''))) {
          const { Body } = await owner.send(new GetObjectCommand({ Bucket: 'demo', Key }));
          all.push([Key, (await Body?.transformToString('latin1')) ?? '']);
        }
      return Object.fromEntries(all);
    },
    async unfinished() {
      const lists = begun().map(Prefix =>
        owner.send(new ListMultipartUploadsCommand({ Bucket: 'demo', Prefix })),
      );
      return (await Promise.all(lists)).flatMap(({ Uploads = [] }) => Uploads.map(({ Key = '' }) => Key));
    },
  };
}
