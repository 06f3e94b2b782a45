import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { LocalAws } from '../local-aws/index';
import { DEMO_BUCKET, DEMO_REGION } from './demo-settings';

/** The demo's bucket as its owner sees it, past the extension. */
export interface DemoBucket {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** What S3 holds now, read back, with the Content-Type. */
  read(key: string): Promise<{ readonly bytes: Uint8Array; readonly contentType: string }>;
  keys(prefix: string): Promise<readonly string[]>;
  /** Whether an object with this very key is there. */
  has(key: string): Promise<boolean>;
  delete(key: string): Promise<void>;
}

/** Opens it with the owner's keys. */
export function openDemoBucket(aws: LocalAws): DemoBucket {
  const s3 = new S3Client({
    endpoint: aws.endpoint,
    region: DEMO_REGION,
    credentials: aws.owner,
    forcePathStyle: true,
  });
  const Bucket = DEMO_BUCKET;
  return {
    async put(Key, Body, ContentType) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }));
    },
    async read(Key) {
      const { Body, ContentType = '' } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      if (Body === undefined) throw new Error(`S3 answered without the bytes of ${Key}`);
      return { bytes: await Body.transformToByteArray(), contentType: ContentType };
    },
    async keys(Prefix) {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
      return Contents.flatMap(({ Key }) => Key ?? []);
    },
    async has(Key) {
      const { $metadata } = await s3
        .send(new HeadObjectCommand({ Bucket, Key }))
        .catch(() => ({ $metadata: { httpStatusCode: 404 } }));
      return $metadata.httpStatusCode === 200;
    },
    async delete(Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
  };
}
