import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { chosenFiles } from '../chosen-files';

export interface LibStorageUpload {
  readonly client: Pick<S3ClientConfig, 'endpoint' | 'region' | 'forcePathStyle'> & {
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly bucket: string;
  /** What all keys begin with. */
  readonly prefix: string;
}

/** An `Upload` handles one file; a browser has six connections to a host. */
const FILES_AT_ONCE = 6;

/** Uploads the chosen files with `Upload` of @aws-sdk/lib-storage, with all its defaults. */
export async function withLibStorage({ client, bucket, prefix }: LibStorageUpload): Promise<number> {
  const waiting = chosenFiles().toReversed();
  const s3 = new S3Client(client);
  const work = async (): Promise<void> => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const params = { Bucket: bucket, Key: prefix + file.name, Body: file };
      await new Upload({ client: s3, params }).done();
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, work));
  return performance.now() - start;
}
