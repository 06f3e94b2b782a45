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
} from '@aws-sdk/client-s3';
import type { CephGateway } from '../ceph/gateway';
import { type GarbageCollector, garbageCollector } from './garbage-collector';
import { type Presigner, presigner } from './presigner';

/** A multipart upload that is open, with an address for each of its parts. */
export interface MultipartUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly urls: readonly string[];
}

/** How many things, and their size together. */
export interface Amount {
  readonly count: number;
  readonly bytes: number;
}

/** The bucket as its owner sees it, past all contestants: prepares, signs, checks and tidies up. */
export interface BenchBucket extends Presigner {
  readonly name: string;
  /** Where contestants reach S3, and what the signed URLs are for. */
  readonly endpoint: string;
  /** The same bucket at another address: through a slow link. */
  at(endpoint: string): BenchBucket;
  /** Opens an upload and signs all its parts. */
  openUpload(key: string, parts: number): Promise<MultipartUpload>;
  /** Makes the object of all the parts that the store has. */
  complete(key: string, uploadId: string): Promise<void>;
  /** The objects below a prefix. */
  stored(prefix: string): Promise<Amount>;
  /** Uploads below a prefix that were neither completed nor aborted, and the bytes of their parts. */
  orphans(prefix: string): Promise<Amount>;
  /** Puts the same bytes under each of these keys. */
  fill(keys: readonly string[], body: Uint8Array): Promise<void>;
  /** Deletes what is below a prefix, open uploads too. */
  clear(prefix: string): Promise<void>;
  /** Lets pages of this origin in. */
  allowOrigin(origin: string): Promise<void>;
}

/** The bucket, made if it is not there yet. */
export async function makeBenchBucket(gateway: CephGateway, Bucket: string): Promise<BenchBucket> {
  const owner = clientAt(gateway, gateway.endpoint);
  await owner.send(new CreateBucketCommand({ Bucket }));
  const trash = garbageCollector(gateway);
  const at = (endpoint: string): BenchBucket => {
    const signer = presigner(clientAt(gateway, endpoint), Bucket);
    return {
      ...{ name: Bucket, endpoint, at, ...signer },
      ...ownersWork(owner, Bucket, trash),
      async openUpload(key, parts) {
        const opened = await owner.send(new CreateMultipartUploadCommand({ Bucket, Key: key }));
        const { UploadId: uploadId = '' } = opened;
        const sign = (_: unknown, index: number) =>
          signer.sign({ method: 'PUT', key, uploadId, partNumber: index + 1 });
        return { key, uploadId, urls: await Promise.all(Array.from({ length: parts }, sign)) };
      },
    };
  };
  return at(gateway.endpoint);
}

/** Fills a bucket fastest on two cores. */
const PUTS_AT_ONCE = 16;

function clientAt({ region, owner }: CephGateway, endpoint: string): S3Client {
  return new S3Client({
    ...{ endpoint, region, credentials: owner, forcePathStyle: true },
    // Otherwise presigned URLs demand a checksum header of whoever uses them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
}

type OwnersWork = Pick<BenchBucket, 'complete' | 'fill' | 'stored' | 'orphans' | 'clear' | 'allowOrigin'>;

/** `owner` works at the gateway itself. */
function ownersWork(owner: S3Client, Bucket: string, trash: GarbageCollector): OwnersWork {
  const partsOf = async (Key = '', UploadId = '') =>
    (await owner.send(new ListPartsCommand({ Bucket, Key, UploadId }))).Parts ?? [];
  const uploadsBelow = async (Prefix: string) =>
    (await owner.send(new ListMultipartUploadsCommand({ Bucket, Prefix }))).Uploads ?? [];
  const objectsBelow = async function* (Prefix: string) {
    for (let ContinuationToken: string | undefined; ; ) {
      const page = await owner.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      yield page.Contents ?? [];
      ContinuationToken = page.NextContinuationToken;
      if (ContinuationToken === undefined) return;
    }
  };
  const stored = async (prefix: string): Promise<Amount> => {
    const objects: { readonly Size?: number | undefined }[] = [];
    for await (const page of objectsBelow(prefix)) objects.push(...page);
    return { count: objects.length, bytes: sizeOf(objects) };
  };
  const orphans = async (prefix: string): Promise<Amount> => {
    const uploads = await uploadsBelow(prefix);
    const parts = await Promise.all(uploads.map(({ Key, UploadId }) => partsOf(Key, UploadId)));
    return { count: uploads.length, bytes: sizeOf(parts.flat()) };
  };
  return {
    stored,
    orphans,
    async complete(Key, UploadId) {
      const Parts = (await partsOf(Key, UploadId)).map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
      await owner.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
      );
    },
    async fill(keys, body) {
      const waiting = [...keys].reverse();
      const work = async (): Promise<void> => {
        for (let Key = waiting.pop(); Key !== undefined; Key = waiting.pop())
          await owner.send(new PutObjectCommand({ Bucket, Key, Body: body }));
      };
      await Promise.all(Array.from({ length: PUTS_AT_ONCE }, work));
    },
    async clear(prefix) {
      const { bytes } = await stored(prefix);
      const { bytes: orphaned } = await orphans(prefix);
      for await (const page of objectsBelow(prefix)) {
        const Objects = page.map(({ Key }) => ({ Key }));
        if (Objects.length > 0) await owner.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      }
      for (const { Key, UploadId } of await uploadsBelow(prefix))
        await owner.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      await trash.add(bytes + orphaned);
    },
    async allowOrigin(origin) {
      const rule = {
        AllowedOrigins: [origin],
        AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
        AllowedHeaders: ['*'],
        ExposeHeaders: ['ETag'],
        MaxAgeSeconds: 3600,
      };
      await owner.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
    },
  };
}

const sizeOf = (things: readonly { readonly Size?: number | undefined }[]): number =>
  things.reduce((sum, { Size = 0 }) => sum + Size, 0);
