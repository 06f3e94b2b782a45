import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type StorageClass,
} from '@aws-sdk/client-s3';
import { isInternalKey } from '../../src/core/thumbnail-key';
import type { LocalAws } from '../local-aws/index';
import { folderNames } from './in-folder';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The bucket as its owner sees it, past Shoebox: to put things in place and to look at what came out. Keys are named below
 * Shoebox's folder.
 */
export interface BucketOwner {
  put(
    key: string,
    body?: Uint8Array | string,
    contentType?: string,
    metadata?: Readonly<Record<string, string>>,
    storageClass?: StorageClass,
  ): Promise<void>;
  /** Many objects of the same bytes; `storedAt` (milliseconds since 1970) is now unless it is given. */
  putAll(keys: readonly string[], body: Uint8Array | string, storedAt?: number): Promise<void>;
  read(key: string): Promise<Uint8Array>;
  /** Of an object of any size: SHA-256 in hex. */
  sha256(key: string): Promise<string>;
  /** Undefined for STANDARD. */
  storageClass(key: string): Promise<string | undefined>;
  metadata(
    key: string,
  ): Promise<{ readonly contentType: string; readonly metadata: Readonly<Record<string, string>> }>;
  /**
   * Every key below a prefix, in S3's order; without a prefix, all but those that Shoebox keeps for itself: whether they
   * are there by now is a matter of moments.
   */
  keys(prefix?: string): Promise<string[]>;
  /** Deletes an object; a versioned bucket keeps what it was. */
  remove(key: string): Promise<void>;
  /** Deletes every object. */
  clear(): Promise<void>;
}

/** S3's limit for one DeleteObjects. */
const DELETES_AT_ONCE = 1000;

export interface BucketOwnerOptions {
  /** Shoebox's folder; by default the whole bucket. */
  readonly folder?: string;
  /** How far the clock of `aws` is from this computer's. */
  readonly clockOffsetMs?: number;
  /** The bucket's; by default us-east-1. */
  readonly region?: string;
}

export function bucketOwner(
  aws: LocalAws,
  Bucket: string,
  { folder = '', clockOffsetMs = 0, region = 'us-east-1' }: BucketOwnerOptions = {},
): BucketOwner {
  const { inside, below } = folderNames(folder);
  const s3 = new S3Client({
    region,
    endpoint: aws.endpoint,
    forcePathStyle: true,
    credentials: aws.owner,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    systemClockOffset: clockOffsetMs,
  });
  const put = async (
    key: string,
    Body: Uint8Array | string = '',
    ContentType = 'image/png',
    Metadata: Readonly<Record<string, string>> = {},
    StorageClass: StorageClass = 'STANDARD',
  ): Promise<void> => {
    await s3.send(
      new PutObjectCommand({
        ...{ Bucket, Key: inside(key), ContentType, Metadata: { ...Metadata } },
        ...{ Body: Buffer.from(Body), StorageClass },
      }),
    );
  };
  const allKeys = async (prefix: string): Promise<string[]> => {
    const all: string[] = [];
    let token: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          ...{ Bucket, Prefix: inside(prefix), ContinuationToken: token, EncodingType: 'url' },
        }),
      );
      const keys = (page.Contents ?? []).map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' ')));
      all.push(...keys.map(below));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return all;
  };
  return {
    put,
    putAll: (keys, body, storedAt) =>
      aws.putAll(Bucket, keys.map(inside), Buffer.from(body), 'image/png', storedAt),
    async read(key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: inside(key) }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    async sha256(key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: inside(key) }));
      const hash = createHash('sha256');
      await pipeline(Body as Readable, hash); // as the SDK has it in Node
      return hash.digest('hex');
    },
    storageClass: async key =>
      (await s3.send(new HeadObjectCommand({ Bucket, Key: inside(key) }))).StorageClass,
    async metadata(key) {
      const head = new HeadObjectCommand({ Bucket, Key: inside(key) });
      const { ContentType = '', Metadata = {} } = await s3.send(head);
      return { contentType: ContentType, metadata: Metadata };
    },
    keys: async (prefix = '') =>
      (await allKeys(prefix)).filter(key => prefix !== '' || !isInternalKey('', key)),
    async remove(key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: inside(key) }));
    },
    async clear() {
      const keys = await allKeys('');
      for (let start = 0; start < keys.length; start += DELETES_AT_ONCE) {
        const Objects = keys.slice(start, start + DELETES_AT_ONCE).map(key => ({ Key: inside(key) }));
        await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
      }
    },
  };
}
