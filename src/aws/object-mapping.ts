import type { _Object, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { ObjectInfo, ObjectMetadata } from '../core/s3-object';

// From S3's answers to the types of `core/s3-object`.

/** S3 quotes entity tags in headers and XML. */
export const bareETag = (etag: string | null | undefined): string => (etag ?? '').replaceAll('"', '');

/** A key as S3 lists it on request (`encoding-type=url`), since XML can't hold every character of one; none is empty. */
export const decodeKey = (encoded: string | undefined): string =>
  decodeURIComponent((encoded ?? '').replaceAll('+', ' '));

/** From a list with encoded keys. */
export const objectInfo = ({ Key, Size, ETag, LastModified }: _Object): ObjectInfo => ({
  key: decodeKey(Key),
  size: Size ?? 0,
  etag: bareETag(ETag),
  lastModified: LastModified?.getTime() ?? 0,
});

export const objectMetadata = (key: string, found: HeadObjectCommandOutput): ObjectMetadata => ({
  key,
  size: found.ContentLength ?? 0,
  etag: bareETag(found.ETag),
  lastModified: found.LastModified?.getTime() ?? 0,
  headers: known({
    'content-type': found.ContentType,
    'content-disposition': found.ContentDisposition,
    'content-encoding': found.ContentEncoding,
    'content-language': found.ContentLanguage,
    'cache-control': found.CacheControl,
  }),
  metadata: found.Metadata ?? {},
  checksums: known({
    sha256: found.ChecksumSHA256,
    sha1: found.ChecksumSHA1,
    crc64nvme: found.ChecksumCRC64NVME,
    crc32c: found.ChecksumCRC32C,
    crc32: found.ChecksumCRC32,
  }),
  isComposite: found.ChecksumType === 'COMPOSITE',
});

const known = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
