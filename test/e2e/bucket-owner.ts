import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { isInternalKey } from '../../src/core/thumbnail-key';
import type { LocalAws } from '../local-aws/index';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The bucket as its owner sees it, past Shoebox: to put things in place and to look at what came out. */
export interface BucketOwner {
  put(
    key: string,
    body?: Uint8Array | string,
    contentType?: string,
    metadata?: Readonly<Record<string, string>>,
  ): Promise<void>;
  /** Many objects of the same bytes. */
  putAll(keys: readonly string[], body: Uint8Array | string): Promise<void>;
  read(key: string): Promise<Uint8Array>;
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

/** `clockOffsetMs`: how far the clock of `aws` is from this computer's. */
export function bucketOwner(aws: LocalAws, Bucket: string, clockOffsetMs = 0): BucketOwner {
  const s3 = new S3Client({
    region: 'us-east-1',
    endpoint: aws.endpoint,
    forcePathStyle: true,
    credentials: aws.owner,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    systemClockOffset: clockOffsetMs,
  });
  const put = async (
    Key: string,
    Body: Uint8Array | string = '',
    ContentType = 'image/png',
    Metadata: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    await s3.send(
      new PutObjectCommand({ Bucket, Key, Body: Buffer.from(Body), ContentType, Metadata: { ...Metadata } }),
    );
  };
  const allKeys = async (Prefix: string): Promise<string[]> => {
    const all: string[] = [];
    let token: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken: token, EncodingType: 'url' }),
      );
      all.push(...(page.Contents ?? []).map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' '))));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return all;
  };
  return {
    put,
    putAll: (keys, body) => aws.putAll(Bucket, keys, Buffer.from(body), 'image/png'),
    async read(Key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    async metadata(Key) {
      const { ContentType = '', Metadata = {} } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      return { contentType: ContentType, metadata: Metadata };
    },
    keys: async (prefix = '') =>
      (await allKeys(prefix)).filter(key => prefix !== '' || !isInternalKey('', key)),
    async remove(Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    async clear() {
      const keys = await allKeys('');
      for (let start = 0; start < keys.length; start += DELETES_AT_ONCE) {
        const Objects = keys.slice(start, start + DELETES_AT_ONCE).map(Key => ({ Key }));
        await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
      }
    },
  };
}
