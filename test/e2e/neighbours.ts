import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import type { LocalAws } from '../local-aws/index';
import type { BucketOwnerOptions } from './bucket-owner';

/** What others have in the bucket, beside Shoebox's folder. */
export interface Neighbours {
  /** Throws unless all of it is as it was, and nothing else has come there. */
  assertUntouched(): Promise<void>;
}

/** Things that are called like what Shoebox has in its folder, and whose keys begin like the folder. */
const KEYS: readonly string[] = [
  '.shoebox/thumbnails/theirs.webp',
  'Cats/a.png',
  'a.png',
  'team/',
  'team/a b',
  'team/a b.png',
  'team/a%20b/a.png',
  'team/a+b/a.png',
  'team/other/a.png',
];

/** Puts something of others beside the folder, an unfinished upload too. Where Shoebox has the whole bucket, there is nothing beside it. */
export async function putNeighbours(
  aws: LocalAws,
  Bucket: string,
  { folder = '', clockOffsetMs = 0 }: BucketOwnerOptions,
): Promise<Neighbours> {
  if (folder === '') return { assertUntouched: async () => {} };
  const s3 = new S3Client({
    ...{ region: 'us-east-1', endpoint: aws.endpoint, forcePathStyle: true, credentials: aws.owner },
    systemClockOffset: clockOffsetMs,
  });
  await Promise.all(KEYS.map(Key => s3.send(new PutObjectCommand({ Bucket, Key, Body: 'theirs' }))));
  await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'Cats/large.bin' }));

  const isOutside = ({ Key = '' }): boolean => !Key.startsWith(folder);
  const outside = async () => {
    // Outside are far fewer than the 1000 of a page; all that may be inside is passed over with a marker.
    const [before, behind] = await Promise.all(
      [undefined, `${folder}\u{10FFFF}`].map(KeyMarker =>
        s3.send(new ListObjectVersionsCommand({ Bucket, KeyMarker })),
      ),
    );
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
    const objects = [before, behind].flatMap(page => [
      ...(page?.Versions ?? []),
      ...(page?.DeleteMarkers ?? []),
    ]);
    const seen = objects.filter(isOutside).map(({ Key, VersionId, LastModified }) => ({
      ...{ key: Key, version: VersionId, at: LastModified?.getTime() },
    }));
    return {
      objects: [...new Set(seen.map(one => JSON.stringify(one)))].sort(),
      uploads: Uploads.filter(isOutside).map(({ Key, UploadId }) => ({ key: Key, id: UploadId })),
    };
  };
  const atTheStart = await outside();
  return {
    async assertUntouched() {
      expect(await outside(), 'what lies outside the folder').toEqual(atTheStart);
      s3.destroy();
    },
  };
}
