import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import type { PhotoAsSeen } from '../../../src/messaging/job-messages';
import type { AccessKey } from '../../local-aws/index';

/** What really is in a bucket, by its owner's look past the proxy. */
export interface BucketTruth {
  /** Keys and sizes below a prefix. */
  objects(prefix: string): Promise<ReadonlyMap<string, number>>;
  /** Objects below a prefix as a person sees them, whose keys do not end in `/`. */
  photos(prefix: string): Promise<readonly PhotoAsSeen[]>;
  /** Of an object: SHA-256 of its bytes in hexadecimal, and its user metadata. */
  contents(
    key: string,
  ): Promise<{ readonly sha256: string; readonly metadata: Readonly<Record<string, string>> }>;
  /** Of an object's bytes, in hexadecimal. */
  sha256(key: string): Promise<string>;
  /** Unfinished multipart uploads below a prefix. */
  uploads(prefix: string): Promise<readonly { readonly key: string; readonly uploadId: string }[]>;
  /** Aborts all of them. */
  abortUploads(prefix: string): Promise<void>;
}

export interface BucketPlace {
  readonly endpoint: string;
  readonly region: string;
  readonly owner: AccessKey;
  readonly bucket: string;
}

/** `clockOffsetMs`: how far the S3's clock is from this computer's, now. */
export function bucketTruth(place: BucketPlace, clockOffsetMs: () => number): BucketTruth {
  const { endpoint, region, owner, bucket: Bucket } = place;
  const s3 = (): S3Client =>
    new S3Client({
      ...{ endpoint, region, credentials: owner, forcePathStyle: true },
      systemClockOffset: clockOffsetMs(),
    });
  const decoded = (name = ''): string => decodeURIComponent(name.replaceAll('+', ' '));

  const uploads: BucketTruth['uploads'] = async prefix => {
    // A bench holds far fewer than the 1000 of one page.
    const { Uploads = [] } = await s3().send(
      new ListMultipartUploadsCommand({ Bucket, Prefix: prefix, EncodingType: 'url' }),
    );
    return Uploads.map(({ Key, UploadId = '' }) => ({ key: decoded(Key), uploadId: UploadId }));
  };
  const listed = async (prefix: string): Promise<readonly PhotoAsSeen[]> => {
    const found: PhotoAsSeen[] = [];
    let token: string | undefined;
    do {
      const page = await s3().send(
        new ListObjectsV2Command({
          ...{ Bucket, Prefix: prefix, ContinuationToken: token, EncodingType: 'url' },
        }),
      );
      for (const { Key, Size = 0, ETag = '' } of page.Contents ?? [])
        found.push({ key: decoded(Key), size: Size, etag: ETag });
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return found;
  };
  const contents: BucketTruth['contents'] = async Key => {
    const { Body, Metadata = {} } = await s3().send(new GetObjectCommand({ Bucket, Key }));
    const hash = createHash('sha256');
    for await (const piece of Body as AsyncIterable<Uint8Array>) hash.update(piece); // Node's kind of body
    return { sha256: hash.digest('hex'), metadata: Metadata };
  };
  return {
    uploads,
    objects: async prefix => new Map((await listed(prefix)).map(({ key, size }) => [key, size])),
    photos: async prefix => (await listed(prefix)).filter(({ key }) => !key.endsWith('/')),
    contents,
    sha256: async key => (await contents(key)).sha256,
    async abortUploads(prefix) {
      for (const { key, uploadId } of await uploads(prefix)) {
        await s3().send(new AbortMultipartUploadCommand({ Bucket, Key: key, UploadId: uploadId }));
      }
    },
  };
}
