import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { CephGateway } from '../ceph/gateway';

/** How long presigned URLs live: far longer than a round. */
const LIFE = { expiresIn: 6 * 3600 };

/** A multipart upload that is open, with an address for each of its parts. */
export interface OpenUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly urls: readonly string[];
}

/** What lies below a prefix. */
export interface Stored {
  readonly objects: number;
  readonly bytes: number;
}

/** The bucket as its owner sees it, past all contestants: prepares, signs, checks and tidies up. */
export interface BenchBucket {
  /** The same bucket at another address: through a slow link. Signatures hold the host, so that it matters. */
  at(endpoint: string): BenchBucket;
  signPut(key: string): Promise<string>;
  signPuts(keys: readonly string[]): Promise<readonly string[]>;
  signPart(key: string, uploadId: string, partNumber: number): Promise<string>;
  createUpload(key: string): Promise<string>;
  /** Opens an upload and signs all its parts. */
  openUpload(key: string, parts: number): Promise<OpenUpload>;
  /** Makes the object of all the parts that the store has. */
  complete(key: string, uploadId: string): Promise<void>;
  /** Bytes in parts of uploads below a prefix that were neither completed nor aborted. */
  orphanedBytes(prefix: string): Promise<number>;
  stored(prefix: string): Promise<Stored>;
  /** Deletes what is below a prefix, open uploads too, and frees its memory. */
  clear(prefix: string): Promise<void>;
  /** Lets pages of these origins in. */
  allowOrigins(origins: readonly string[]): Promise<void>;
}

/** The bucket, made if it is not there yet. */
export async function makeBenchBucket(gateway: CephGateway, Bucket: string): Promise<BenchBucket> {
  const owner = clientAt(gateway, gateway.endpoint);
  await owner.send(new CreateBucketCommand({ Bucket }));
  return benchBucket(gateway, owner, owner, Bucket);
}

function clientAt({ region, owner }: CephGateway, endpoint: string): S3Client {
  return new S3Client({
    ...{ endpoint, region, credentials: owner, forcePathStyle: true },
    // Otherwise presigned URLs demand a checksum header of whoever uses them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
}

/** `owner` works at the gateway itself, `signer` for the address that contestants use. */
function benchBucket(gateway: CephGateway, owner: S3Client, signer: S3Client, Bucket: string): BenchBucket {
  const signPut = (Key: string): Promise<string> =>
    getSignedUrl(signer, new PutObjectCommand({ Bucket, Key }), LIFE);
  const signPart = (Key: string, UploadId: string, PartNumber: number): Promise<string> =>
    getSignedUrl(signer, new UploadPartCommand({ Bucket, Key, UploadId, PartNumber }), LIFE);

  const createUpload = async (Key: string): Promise<string> => {
    const { UploadId = '' } = await owner.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    return UploadId;
  };
  const partsOf = async (Key: string, UploadId: string) =>
    (await owner.send(new ListPartsCommand({ Bucket, Key, UploadId }))).Parts ?? [];
  const uploadsBelow = async (Prefix: string) =>
    (await owner.send(new ListMultipartUploadsCommand({ Bucket, Prefix }))).Uploads ?? [];
  const pagesBelow = async function* (Prefix: string) {
    for (let ContinuationToken: string | undefined; ; ) {
      const page = await owner.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      yield page.Contents ?? [];
      ContinuationToken = page.NextContinuationToken;
      if (ContinuationToken === undefined) return;
    }
  };

  return {
    at: endpoint => benchBucket(gateway, owner, clientAt(gateway, endpoint), Bucket),
    signPut,
    signPuts: keys => Promise.all(keys.map(signPut)),
    signPart,
    createUpload,
    async openUpload(key, parts) {
      const uploadId = await createUpload(key);
      const numbers = Array.from({ length: parts }, (_, index) => index + 1);
      return { key, uploadId, urls: await Promise.all(numbers.map(part => signPart(key, uploadId, part))) };
    },
    async complete(Key, UploadId) {
      const Parts = (await partsOf(Key, UploadId)).map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
      await owner.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
      );
    },
    async orphanedBytes(prefix) {
      const uploads = await uploadsBelow(prefix);
      const parts = await Promise.all(uploads.map(({ Key = '', UploadId = '' }) => partsOf(Key, UploadId)));
      return parts.flat().reduce((sum, { Size = 0 }) => sum + Size, 0);
    },
    async stored(prefix) {
      let objects = 0;
      let bytes = 0;
      for await (const page of pagesBelow(prefix)) {
        objects += page.length;
        bytes += page.reduce((sum, { Size = 0 }) => sum + Size, 0);
      }
      return { objects, bytes };
    },
    async clear(prefix) {
      for await (const page of pagesBelow(prefix)) {
        const Objects = page.map(({ Key }) => ({ Key }));
        if (Objects.length > 0) await owner.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      }
      for (const { Key, UploadId } of await uploadsBelow(prefix))
        await owner.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      await gateway.freeDeleted();
    },
    async allowOrigins(origins) {
      const rule = {
        AllowedOrigins: [...origins],
        AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
        AllowedHeaders: ['*'],
        ExposeHeaders: ['ETag'],
        MaxAgeSeconds: 3600,
      };
      await owner.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
    },
  };
}
