import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { isHidden } from '../../src/core/thumbnail-key';
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
  /** Many small objects, some at a time. */
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

/** What the SDK's own connection pool holds by default. */
const PUTS_AT_ONCE = 40;

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
    async putAll(keys, body) {
      const waiting = [...keys];
      const work = async (): Promise<void> => {
        for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) await put(key, body);
      };
      await Promise.all(Array.from({ length: PUTS_AT_ONCE }, work));
    },
    async read(Key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    async metadata(Key) {
      const { ContentType = '', Metadata = {} } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      return { contentType: ContentType, metadata: Metadata };
    },
    keys: async (prefix = '') => (await allKeys(prefix)).filter(key => prefix !== '' || !isHidden('', key)),
    async remove(Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    async clear() {
      for (const Key of await allKeys('')) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
  };
}
