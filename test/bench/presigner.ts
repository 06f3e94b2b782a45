import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** How long presigned URLs live: far longer than a round. */
const LIFE = { expiresIn: 6 * 3600 };

/** One of the requests that make an upload, told apart by its method and by what it is about. */
export interface UploadRequest {
  readonly method: string;
  readonly key: string;
  readonly uploadId?: string | undefined;
  readonly partNumber?: number | undefined;
}

/** Makes URLs with which somebody without keys can upload. */
export interface Presigner {
  /** @throws Error for a request that is no part of an upload */
  sign(request: UploadRequest): Promise<string>;
  signPuts(keys: readonly string[]): Promise<readonly string[]>;
  /** One page of 1000 of what lies directly below a prefix, after a key. */
  signList(prefix: string, after: string): Promise<string>;
}

/** Signatures hold the host: they are for the address that the client was made with. */
export function presigner(client: S3Client, Bucket: string): Presigner {
  const sign = ({ method, key: Key, uploadId: UploadId, partNumber: PartNumber }: UploadRequest) => {
    const place = { Bucket, Key };
    if (UploadId === undefined) {
      if (method === 'PUT') return getSignedUrl(client, new PutObjectCommand(place), LIFE);
      if (method === 'POST') return getSignedUrl(client, new CreateMultipartUploadCommand(place), LIFE);
      throw new Error(`${method} uploads nothing`);
    }
    const upload = { ...place, UploadId };
    if (method === 'PUT') return getSignedUrl(client, new UploadPartCommand({ ...upload, PartNumber }), LIFE);
    if (method === 'POST') return getSignedUrl(client, new CompleteMultipartUploadCommand(upload), LIFE);
    if (method === 'GET') return getSignedUrl(client, new ListPartsCommand(upload), LIFE);
    if (method === 'DELETE') return getSignedUrl(client, new AbortMultipartUploadCommand(upload), LIFE);
    throw new Error(`${method} does nothing to an upload`);
  };
  return {
    sign: async request => sign(request),
    signList: (Prefix, StartAfter) =>
      getSignedUrl(
        client,
        new ListObjectsV2Command({ Bucket, Prefix, StartAfter, Delimiter: '/', EncodingType: 'url' }),
        LIFE,
      ),
    signPuts: keys => Promise.all(keys.map(key => sign({ method: 'PUT', key }))),
  };
}
