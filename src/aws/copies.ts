import { CreateMultipartUploadCommand, type StorageClass } from '@aws-sdk/client-s3';
import { isShoeboxError, ShoeboxError } from '../core/failure';
import type { MultipartCopy, MultipartUpload, PartRange, StoredPart } from '../core/parts';
import type { ExpectedObject, ObjectMetadata, ObjectRef } from '../core/s3-object';
import { isUnsupported } from './aws-failure';
import type { Bucket, S3Action } from './bucket';
import { encryptionHeaders, encryptionInput } from './bucket-demands';
import { conditionalWrite } from './conditional-write';
import { errorFromResponse } from './error-response';
import { assertKeyFree, headObject } from './head-object';
import { readTags, refusesTags } from './object-tags';
import { signedRequest } from './signed-request';

// What S3 does with objects inside the bucket: one request each, and checks before it where S3 does not honour conditions.

/** SHA-256 of nothing: the hash of a request without a body. */
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Where a website of the bucket leads to from this object; no copy keeps it by itself (S3 API reference, CopyObject). */
const REDIRECT = 'x-amz-website-redirect-location';

/** Which object is copied, and as what it is expected to be. */
const sourceHeaders = (
  { settings, capabilities }: Bucket,
  { key, etag, versionId }: ExpectedObject,
): Record<string, string> => ({
  'x-amz-copy-source': `${[settings.bucket, ...key.split('/')].map(encodeURIComponent).join('/')}${
    versionId === undefined ? '' : `?versionId=${encodeURIComponent(versionId)}`
  }`,
  ...(etag !== '' &&
    capabilities.shouldSend('copySourceCondition') && { 'x-amz-copy-source-if-match': `"${etag}"` }),
  'x-amz-content-sha256': EMPTY_SHA256,
});

/** What is refused most likely: to read a version is allowed by itself, and seldom. */
const copyAction = ({ versionId }: ExpectedObject): S3Action =>
  versionId === undefined ? 's3:PutObject' : 's3:GetObjectVersion';

/**
 * The entity tag in the document that a copy is answered with. S3 may begin to answer before it is done, so that what
 * was refused in the end still came as a success.
 */
async function copiedEtag(response: Response, bucket: Bucket): Promise<string> {
  const document = await response.text();
  const etag = /<ETag>([^<]*)<\/ETag>/.exec(document)?.[1]?.replaceAll(/"|&quot;|&#34;/g, '') ?? '';
  if (/<Error[\s>]/.test(document))
    throw await errorFromResponse(new Response(document, { status: 200 }), bucket.s3Once.config);
  if (etag === '') throw new ShoeboxError('not-confirmed');
  return etag;
}

/**
 * Sends a copy with the storage class of its source, and without where S3 does not take what it calls that class itself, as
 * those whose classes are not AWS's may: the copy has the bucket's own class then.
 */
async function withStorageClass<Value>(
  { storageClass }: Pick<ExpectedObject, 'storageClass'>,
  send: (storageClass: string | undefined) => Promise<Value>,
): Promise<Value> {
  try {
    return await send(storageClass);
  } catch (error) {
    const isRefused = isShoeboxError(error) && error.detail['reason'] === 'InvalidStorageClass';
    if (!isRefused || storageClass === undefined) throw error;
    return await send(undefined);
  }
}

/** How long S3 may go on with a copy whose answer was lost: it copies some hundred megabytes a second. */
const copyMayApplyWithinMs = (size: number): number => 30_000 + (size * 1000) / 10_000_000;

/**
 * Looks at the source where S3 is not `trusted` to refuse another one. A version never changes, and of what is copied without
 * an entity tag nothing is expected.
 */
async function assertSourceUnchanged(
  bucket: Bucket,
  { key, etag, versionId }: ExpectedObject,
  isTrusted: boolean,
  signal: AbortSignal,
): Promise<void> {
  if (etag === '' || versionId !== undefined || isTrusted) return;
  const found = await headObject(bucket, { key }, signal);
  if (found === null) throw new ShoeboxError('object-not-found', { key });
  if (found.etag !== etag) throw new ShoeboxError('name-taken'); // as S3 says it: its 412 does not tell which condition
}

/**
 * Copies an object with its metadata, content type, disposition, tags and storage class, to a key that nothing has yet.
 * Resolves with the copy's entity tag. Where S3 does not honour the conditions, it checks the source and the key first.
 * @throws ShoeboxError `name-taken` when the key exists, and when the source is not the one that was expected.
 */
export const copyObject = (
  bucket: Bucket,
  source: ExpectedObject,
  target: string,
  signal: AbortSignal,
): Promise<string> => {
  const { capabilities } = bucket;
  const write = {
    conditions: ['copyCondition' as const, ...(source.etag === '' ? [] : ['copySourceCondition' as const])],
    key: target,
    writeId: `copy ${source.etag} ${source.key}`,
    mayApplyWithinMs: copyMayApplyWithinMs(source.size),
    async precheck() {
      const isTrusted = capabilities.isHonoured('copySourceCondition');
      await assertSourceUnchanged(bucket, source, isTrusted, signal);
      if (!capabilities.isHonoured('copyCondition')) await assertKeyFree(bucket, target, signal);
    },
    send: () =>
      withStorageClass(source, storageClass =>
        bucket.attempt(copyAction(source), target, async () => {
          const headers = {
            ...sourceHeaders(bucket, source),
            ...encryptionHeaders(bucket.settings),
            ...(capabilities.shouldSend('copyCondition') && { [capabilities.copyTargetHeader]: '*' }),
            ...(storageClass !== undefined && { 'x-amz-storage-class': storageClass }),
            ...(source.redirect !== undefined && { [REDIRECT]: source.redirect }),
          };
          return copiedEtag(await put(bucket, target, {}, headers, signal), bucket);
        }),
      ),
  };
  return conditionalWrite(bucket, write, signal);
};

/**
 * Copies some bytes of an object as a part; the source is expected to be the one that {@link copyObject} expects. R2 heeds that
 * condition on CopyObject alone, which is what the connection test asks: only AWS is trusted here. @throws as that, and
 * `s3-unsupported`
 */
export const uploadPartCopy = (
  bucket: Bucket,
  { key, uploadId }: MultipartUpload,
  source: ExpectedObject,
  { partNumber, start, end }: PartRange,
  signal: AbortSignal,
): Promise<StoredPart> => {
  const isTrusted = (): boolean =>
    bucket.settings.endpoint === '' && bucket.capabilities.isHonoured('copySourceCondition');
  const send = async (): Promise<StoredPart> => {
    await assertSourceUnchanged(bucket, source, isTrusted(), signal);
    return bucket.attempt(copyAction(source), key, async () => {
      const headers = {
        ...sourceHeaders(bucket, source),
        // A range of less than 5 MB is refused, also where it is all of the source (S3 API reference, UploadPartCopy).
        ...(end - start < source.size && { 'x-amz-copy-source-range': `bytes=${start}-${end - 1}` }),
      };
      const query = { partNumber: String(partNumber), uploadId };
      const etag = await copiedEtag(await put(bucket, key, query, headers, signal), bucket);
      return { partNumber, size: end - start, etag, checksum: null };
    });
  };
  const write = {
    ...{ conditions: ['copySourceCondition'] as const, key: null, writeId: '', mayApplyWithinMs: 0, send },
    precheck: async () => {}, // `send` has done it
  };
  return conditionalWrite(bucket, write, signal).catch(error => {
    if (!isUnsupported(error)) throw error;
    bucket.capabilities.markUnsupported('partCopies');
    throw new ShoeboxError('s3-unsupported', {}, { cause: error });
  });
};

const put = (
  bucket: Bucket,
  key: string,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> =>
  signedRequest(
    bucket,
    { method: 'PUT', key, query, headers: { ...headers, 'x-amz-content-sha256': EMPTY_SHA256 } },
    signal,
  );

/** Others may have stored `0`, or anything else that is no date. */
function dateOf(header: string | undefined): Date | undefined {
  const date = new Date(header ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/**
 * CreateMultipartUpload with what the source says of itself, which S3 keeps by itself only for what is copied in one request.
 * @param tagging the tags, as `x-amz-tagging` has them; null for none
 */
export async function beginMultipartCopy(
  bucket: Bucket,
  { headers, metadata, storageClass, redirect }: ObjectMetadata,
  target: string,
  tagging: string | null,
  signal: AbortSignal,
): Promise<MultipartUpload> {
  const command = new CreateMultipartUploadCommand({
    Bucket: bucket.settings.bucket,
    Key: target,
    ContentType: headers['content-type'],
    ContentDisposition: headers['content-disposition'],
    ContentEncoding: headers['content-encoding'],
    ContentLanguage: headers['content-language'],
    CacheControl: headers['cache-control'],
    Expires: dateOf(headers['expires']),
    // As S3 itself has called it.
    StorageClass: storageClass as StorageClass | undefined,
    WebsiteRedirectLocation: redirect,
    Tagging: tagging || undefined,
    Metadata: { ...metadata },
    ...encryptionInput(bucket.settings),
  });
  const { UploadId: uploadId } = await bucket.sendOnce('s3:PutObject', target, signal, (s3, options) =>
    s3.send(command, options),
  );
  if (uploadId === undefined || uploadId === '') throw new ShoeboxError('not-confirmed');
  return { key: target, uploadId };
}

/**
 * Begins a copy in parts that keeps what the source says of itself, and its tags where they may be read. Two requests, and
 * more where S3 takes no tags, or not the storage class.
 */
export async function createMultipartCopy(
  bucket: Bucket,
  source: ObjectMetadata & ObjectRef,
  target: string,
  signal: AbortSignal,
): Promise<MultipartCopy> {
  const tags = await readTags(bucket, source, signal);
  const begin = (tagging: string | null): Promise<MultipartUpload> =>
    withStorageClass(source, storageClass => {
      const { storageClass: _, ...others } = source;
      const whole = { ...others, ...(storageClass !== undefined && { storageClass }) };
      return beginMultipartCopy(bucket, whole, target, tagging, signal);
    });
  try {
    return { ...(await begin(tags)), ...(tags === null && { mayLackTags: true }) };
  } catch (error) {
    if (!tags || !refusesTags(error)) throw error;
    return { ...(await begin(null)), mayLackTags: true };
  }
}
