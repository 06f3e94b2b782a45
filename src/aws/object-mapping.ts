import type { _Object, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { percentDecoded } from '../core/encoding';
import type { ObjectInfo, ObjectMetadata } from '../core/s3-object';

// From S3's answers to the types of `core/s3-object`.

/** S3 quotes entity tags in headers and XML. */
export const bareETag = (etag: string | null | undefined): string => (etag ?? '').replaceAll('"', '');

/** What tells how the keys of a list are written: `url` where S3 did as it was asked, nothing where it did not. */
export interface ListEncoding {
  readonly EncodingType?: string | undefined;
}

/**
 * A key as a list tells it; none is empty. Lists are asked for with `encoding-type=url`, since XML can't hold every
 * character of a key; a store that answers without `EncodingType` writes keys as they are, `100%.jpg` and `a+b.jpg` too.
 */
export function decodeKey(written: string | undefined, { EncodingType }: ListEncoding): string {
  if (EncodingType !== 'url' || written === undefined) return written ?? '';
  return percentDecoded(written.replaceAll('+', ' ')) ?? written;
}

/** Of objects, and of versions: the SDK has other names of classes for these. */
type ListEntry = Omit<_Object, 'StorageClass'> & { readonly StorageClass?: string | undefined };

/** An entry of a list. */
export const objectInfo = (
  { Key, Size, ETag, LastModified, StorageClass }: ListEntry,
  encoding: ListEncoding,
): ObjectInfo => ({
  key: decodeKey(Key, encoding),
  size: Size ?? 0,
  etag: bareETag(ETag),
  lastModified: LastModified?.getTime() ?? 0,
  ...storageOf(StorageClass, isArchive(StorageClass)),
});

const isArchive = (storageClass: string | undefined): boolean =>
  storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE';

const storageOf = (
  storageClass: string | undefined,
  isArchived: boolean,
): Pick<ObjectInfo, 'storageClass' | 'isArchived'> => ({
  ...(storageClass !== undefined && storageClass !== 'STANDARD' && { storageClass }),
  ...(isArchived && { isArchived }),
});

export const objectMetadata = (key: string, found: HeadObjectCommandOutput): ObjectMetadata => ({
  key,
  size: found.ContentLength ?? 0,
  etag: bareETag(found.ETag),
  lastModified: found.LastModified?.getTime() ?? 0,
  ...storageOf(
    found.StorageClass,
    (isArchive(found.StorageClass) || found.ArchiveStatus !== undefined) &&
      found.Restore?.startsWith('ongoing-request="false"') !== true,
  ),
  ...(found.WebsiteRedirectLocation !== undefined && { redirect: found.WebsiteRedirectLocation }),
  headers: known({
    'content-type': found.ContentType,
    'content-disposition': found.ContentDisposition,
    'content-encoding': found.ContentEncoding,
    'content-language': found.ContentLanguage,
    'cache-control': found.CacheControl,
    expires: found.ExpiresString,
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
