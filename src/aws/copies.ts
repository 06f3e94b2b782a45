import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  type HeadObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import type { Subject } from '../core/job-item';
import type { PartRange, StoredPart } from '../core/parts';
import type { Description, ObjectName } from '../jobs/ports';
import type { OpenUpload } from '../transfers/ports';
import type { Bucket, S3Action } from './bucket';
import { head } from './objects';
import { refusalOf } from './refusal';
import { signedRequest } from './signed-request';

// What S3 does with objects inside the bucket, one request each.

/** SHA-256 of nothing: the hash of a request without a body. */
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Which object is copied, and as what it is expected to be. */
const sourceHeaders = ({ settings }: Bucket, { key, etag, versionId }: Subject): Record<string, string> => ({
  'x-amz-copy-source': `${[settings.bucket, ...key.split('/')].map(encodeURIComponent).join('/')}${
    versionId === undefined ? '' : `?versionId=${encodeURIComponent(versionId)}`
  }`,
  ...(etag !== '' && { 'x-amz-copy-source-if-match': `"${etag}"` }),
  'x-amz-content-sha256': EMPTY_SHA256,
});

/** What is refused most likely: to read a version is allowed by itself, and seldom. */
const copyAction = ({ versionId }: Subject): S3Action =>
  versionId === undefined ? 's3:PutObject' : 's3:GetObjectVersion';

/**
 * The entity tag in the document that a copy is answered with. S3 may begin to answer before it is done, so that what
 * was refused in the end still came as a success.
 */
async function copiedEtag(response: Response, bucket: Bucket): Promise<string> {
  const document = await response.text();
  const etag = /<ETag>([^<]*)<\/ETag>/.exec(document)?.[1]?.replaceAll(/"|&quot;|&#34;/g, '') ?? '';
  if (/<Error[\s>]/.test(document))
    throw await refusalOf(new Response(document, { status: 200 }), bucket.s3Once.config);
  if (etag === '') throw new ShoeboxError('not-confirmed');
  return etag;
}

/**
 * Copies an object with its metadata, content type, disposition and tags, to a key that nothing has yet. Resolves with
 * the copy's entity tag.
 * @throws ShoeboxError `name-taken` when the key exists, and when the source is not the one that was expected.
 */
export const copyObject = (
  bucket: Bucket,
  source: Subject,
  target: string,
  signal: AbortSignal,
): Promise<string> =>
  bucket.attempt(copyAction(source), target, async () => {
    const headers = { ...sourceHeaders(bucket, source), 'if-none-match': '*' };
    return copiedEtag(await put(bucket, target, {}, headers, signal), bucket);
  });

/** Copies some bytes of an object as a part. @throws ShoeboxError as {@link copyObject} */
export const copyPart = (
  bucket: Bucket,
  { key, uploadId }: OpenUpload,
  source: Subject,
  { partNumber, start, end }: PartRange,
  signal: AbortSignal,
): Promise<StoredPart> =>
  bucket.attempt(copyAction(source), key, async () => {
    const headers = {
      ...sourceHeaders(bucket, source),
      'x-amz-copy-source-range': `bytes=${start}-${end - 1}`,
    };
    const query = { partNumber: String(partNumber), uploadId };
    const etag = await copiedEtag(await put(bucket, key, query, headers, signal), bucket);
    return { partNumber, size: end - start, etag, checksum: null };
  });

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

/** Begins a copy in parts that keeps what the source says of itself. */
export async function createCopyUpload(
  bucket: Bucket,
  { headers, metadata }: Description,
  target: string,
  signal: AbortSignal,
): Promise<OpenUpload> {
  const { UploadId: uploadId } = await bucket.attempt('s3:PutObject', target, () =>
    bucket.s3Once.send(
      new CreateMultipartUploadCommand({
        Bucket: bucket.settings.bucket,
        Key: target,
        ContentType: headers['content-type'],
        ContentDisposition: headers['content-disposition'],
        ContentEncoding: headers['content-encoding'],
        ContentLanguage: headers['content-language'],
        CacheControl: headers['cache-control'],
        Metadata: { ...metadata },
      }),
      { abortSignal: signal },
    ),
  );
  if (uploadId === undefined || uploadId === '') throw new ShoeboxError('not-confirmed');
  return { key: target, uploadId };
}

/** All that S3 tells of an object; null when there is none. */
export async function describeObject(
  bucket: Bucket,
  object: ObjectName,
  signal: AbortSignal,
): Promise<Description | null> {
  const found = await head(bucket, object, signal);
  return (
    found && {
      key: object.key,
      size: found.ContentLength ?? 0,
      etag: (found.ETag ?? '').replaceAll('"', ''),
      lastModified: found.LastModified?.getTime() ?? 0,
      headers: known({
        'content-type': found.ContentType,
        'content-disposition': found.ContentDisposition,
        'content-encoding': found.ContentEncoding,
        'content-language': found.ContentLanguage,
        'cache-control': found.CacheControl,
      }),
      metadata: found.Metadata ?? {},
      checksums: wholeChecksums(found),
    }
  );
}

/** A checksum over the checksums of parts is another one for each way to cut the same bytes. */
const wholeChecksums = (found: HeadObjectCommandOutput): Record<string, string> =>
  found.ChecksumType === 'COMPOSITE'
    ? {}
    : known({
        sha256: found.ChecksumSHA256,
        sha1: found.ChecksumSHA1,
        crc64nvme: found.ChecksumCRC64NVME,
        crc32c: found.ChecksumCRC32C,
        crc32: found.ChecksumCRC32,
      });

const known = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );

/** Characters that the XML of DeleteObjects can't carry. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * Deletes up to 1000 objects that are still as they are expected to be. Resolves with those that are not gone, by its
 * word: one by one may help, since some gateways deny in a batch what they allow alone.
 */
export async function deleteObjects(
  bucket: Bucket,
  subjects: readonly Subject[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Failure>> {
  for (const { key } of subjects) assertBelowFolder(bucket, key);
  const batch = subjects.filter(({ key }) => !NOT_IN_XML.test(key));
  const refuse = (some: readonly Subject[], error: unknown): Map<string, Failure> =>
    new Map(some.map(({ key }) => [key, toFailure(error)]));
  const refusals = refuse(
    subjects.filter(({ key }) => NOT_IN_XML.test(key)),
    new ShoeboxError('s3-unsupported'),
  );
  if (batch.length === 0) return refusals;
  try {
    const { Errors = [] } = await bucket.attempt('s3:DeleteObject', batch[0]?.key ?? '', () =>
      bucket.s3Once.send(
        new DeleteObjectsCommand({
          Bucket: bucket.settings.bucket,
          Delete: {
            Objects: batch.map(({ key, etag }) => ({ Key: key, ...(etag !== '' && { ETag: `"${etag}"` }) })),
            Quiet: true,
          },
        }),
        { abortSignal: signal },
      ),
    );
    const failed = new Set(Errors.map(({ Key = '' }) => Key));
    const refused = batch.filter(({ key }) => failed.has(key));
    // A key may come back altered (the SDK's parser bends characters above U+FFFF): then each is asked for by itself.
    const left = refused.length === failed.size ? refused : batch;
    return new Map([...refusals, ...refuse(left, new ShoeboxError('access-denied'))]);
  } catch (error) {
    const helpsAlone =
      error instanceof ShoeboxError && (error.code === 'access-denied' || error.code === 's3-unsupported');
    if (!helpsAlone) throw error;
    return new Map([...refusals, ...refuse(batch, error)]);
  }
}

/** Deletes an object that is still as it is expected to be. @throws ShoeboxError `photo-changed` when it is not. */
export async function deleteUnchanged(
  bucket: Bucket,
  { key, etag }: Subject,
  signal: AbortSignal,
): Promise<void> {
  assertBelowFolder(bucket, key);
  try {
    await bucket.attempt('s3:DeleteObject', key, () =>
      bucket.s3Once.send(
        new DeleteObjectCommand({
          Bucket: bucket.settings.bucket,
          Key: key,
          ...(etag !== '' && { IfMatch: `"${etag}"` }),
        }),
        { abortSignal: signal },
      ),
    );
  } catch (error) {
    if (error instanceof ShoeboxError && error.code === 'name-taken')
      throw new ShoeboxError('photo-changed', { key }, { cause: error });
    // Under a condition S3 says so; it is what is wanted, and may have been done by a try whose answer got lost.
    if (!(error instanceof ShoeboxError) || error.code !== 'object-not-found') throw error;
  }
}

/** Nothing outside Shoebox's own folder is ever deleted, whatever a message asks for. */
function assertBelowFolder({ settings: { folder } }: Bucket, key: string): void {
  if (!key.startsWith(folder) || key.length <= folder.length) {
    throw new ShoeboxError('unexpected', {}, { cause: new Error(`not in this folder: ${key}`) });
  }
}
