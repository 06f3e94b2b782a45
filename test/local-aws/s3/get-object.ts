import { checksumHeader } from '../body/checksum';
import type { Answer } from '../http/exchange';
import type { ByteRange } from '../store/blob-store';
import type { StoredChecksum, StoredObject } from '../store/model';
import type { BucketState } from '../store/state';
import { versionsOf } from '../store/versioning';
import { encodedMetadata } from '../stores/unicode-metadata';
import { authorize, bucketResource } from './authorize';
import { isNotModified } from './conditions';
import { authorizeDecryption, encryptionHeaders } from './encryption';
import type { ObjectRequest, S3Context, ServiceRequest } from './request';
import { S3Error } from './s3-error';
import { checkReadable, storageHeaders } from './storage-class';
import { objectOfVersion, versionHeaders } from './versions';

/** The answer's headers that a signed URL may set, and the header that each one sets. */
const RESPONSE_OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
] as const;

export async function getObject(request: ObjectRequest, context: S3Context): Promise<Answer> {
  const { object, answer, range } = describe(request, context);
  checkReadable(object, context.now());
  authorizeDecryption(request, object.encryption, request.bucket, context);
  if (answer.status === 304 || object.size === 0) return answer;
  return {
    ...answer,
    body: context.store.blobs.read(object.blobs, range ?? { start: 0, end: object.size - 1 }),
  };
}

export async function headObject(request: ObjectRequest, context: S3Context): Promise<Answer> {
  return describe(request, context).answer;
}

/**
 * The object, or the refusal that S3 gives: only who may list the bucket learns that there is none, as if it were asked to
 * list with the key for a prefix.
 */
export function existingObject(request: ServiceRequest, bucket: BucketState, key: string): StoredObject {
  const object = bucket.objects.get(key);
  if (object !== undefined) return object;
  authorize(request, 's3:ListBucket', bucketResource(bucket), { 's3:prefix': key });
  const [marker] = versionsOf(bucket, key);
  throw new S3Error('NoSuchKey', {
    details: { Key: key },
    headers: marker === undefined ? {} : versionHeaders(bucket, marker),
  });
}

/** The headers that tell of a checksum. */
export function checksumHeaders(checksum: StoredChecksum | undefined): Readonly<Record<string, string>> {
  if (checksum === undefined) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** Reads `bytes=a-b`, `bytes=a-` or `bytes=-n`. Anything else is ignored, as S3 does, and the whole object is sent. */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(?<first>\d*)-(?<last>\d*)$/u.exec(header?.trim() ?? '');
  const { first = '', last = '' } = match?.groups ?? {};
  if (header === undefined || (first === '' && last === '')) return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) {
    throw new S3Error('InvalidRange', {
      details: { RangeRequested: header, ActualObjectSize: size },
      headers: { 'content-range': `bytes */${size}` },
    });
  }
  return { start, end };
}

function describe(
  request: ObjectRequest,
  context: S3Context,
): {
  readonly object: StoredObject;
  readonly answer: Answer;
  readonly range: ByteRange | undefined;
} {
  const versionId = request.parameters.get('versionId');
  const object =
    versionId === undefined
      ? existingObject(request, request.bucket, request.key)
      : objectOfVersion(request.bucket, request.key, versionId);
  const identity = {
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.lastModified).toUTCString(),
    ...versionHeaders(request.bucket, object),
  };
  if (isNotModified(request.headers, object)) {
    return { object, answer: { status: 304, headers: identity }, range: undefined };
  }
  const range = rangeOf(request.headers['range'], object.size);
  const length = range === undefined ? object.size : range.end - range.start + 1;
  const wantsChecksum = request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED';
  // Checksums are encrypted as well (S3 API reference, HeadObject, "Permissions").
  if (wantsChecksum) authorizeDecryption(request, object.encryption, request.bucket, context);
  const headers = {
    'accept-ranges': 'bytes',
    ...identity,
    ...(context.profile.metadata === 'rfc2047' ? encodedMetadata(object.metadata) : object.metadata),
    ...storageHeaders(object, context.now()),
    ...encryptionHeaders(object.encryption, request.bucket.region),
    ...(object.tags !== undefined && {
      'x-amz-tagging-count': String(new URLSearchParams(object.tags).size),
    }),
    ...overrides(request),
    ...(wantsChecksum && range === undefined && checksumHeaders(object.checksum)),
    'content-length': String(length),
    ...(range !== undefined && { 'content-range': `bytes ${range.start}-${range.end}/${object.size}` }),
  };
  return { object, answer: { status: range === undefined ? 200 : 206, headers }, range };
}

function overrides({ parameters }: ObjectRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(
    RESPONSE_OVERRIDES.flatMap(name => {
      const value = parameters.get(`response-${name}`);
      // Headers are bytes, one character each: what is not ASCII goes out as UTF-8.
      return value === undefined ? [] : [[name, Buffer.from(value).toString('latin1')]];
    }),
  );
}
