import { randomBytes } from 'node:crypto';
import { checksumAlgorithmOf } from '../body/checksum';
import { receiveBody } from '../body/receive';
import type { Answer } from '../http/exchange';
import type { StoredPart, StoredUpload } from '../store/model';
import type { UploadState } from '../store/state';
import { checkCopyBytes, copyResult, writeCopy } from './copy-object';
import { copySource } from './copy-source';
import { authorizeDecryption, encryptionHeaders, entityTag, newEncryption } from './encryption';
import { checksumHeaders, rangeOf } from './get-object';
import { metadataOf } from './metadata';
import { checkLockedBytes } from './object-lock';
import { checkKey, checkRequestBytes } from './put-object';
import { type ObjectRequest, type S3Context, wholeSecond, xmlAnswer } from './request';
import { S3Error } from './s3-error';
import { storageClassOf } from './storage-class';
import { tagsOf } from './tags';
import { s3Document, text } from './xml';

/** S3 numbers parts from 1 to this. */
const MAX_PARTS = 10_000;

export async function createMultipartUpload(request: ObjectRequest, context: S3Context): Promise<Answer> {
  const { bucket, key, headers } = request;
  checkKey(key);
  const upload: StoredUpload = {
    uploadId: newUploadId(context.now()),
    bucket: bucket.name,
    key,
    initiated: wholeSecond(context.now()),
    metadata: metadataOf(headers, context.profile),
    ...storageClassOf(headers),
    ...newEncryption(request, context),
    ...tagsOf(request),
    ...checksumPlanOf(headers['x-amz-checksum-algorithm'], headers['x-amz-checksum-type']),
  };
  await context.store.commit({ type: 'upload', upload });
  const answerHeaders = {
    ...(upload.checksumAlgorithm !== undefined && { 'x-amz-checksum-algorithm': upload.checksumAlgorithm }),
    ...(upload.checksumType !== undefined && { 'x-amz-checksum-type': upload.checksumType }),
    ...encryptionHeaders(upload.encryption, bucket.region),
  };
  return xmlAnswer(
    s3Document(
      'InitiateMultipartUploadResult',
      text('Bucket', bucket.name),
      text('Key', key),
      text('UploadId', upload.uploadId),
    ),
    answerHeaders,
  );
}

export async function uploadPart(request: ObjectRequest, context: S3Context): Promise<Answer> {
  const upload = existingUpload(request);
  const partNumber = partNumberOf(request, context);
  const { 'content-length': length, 'x-amz-decoded-content-length': decoded } = request.headers;
  checkRequestBytes(Number(decoded ?? length), context);
  checkLockedBytes(request.bucket, request.headers, 'Put Part');
  authorizeDecryption(request, upload.encryption, request.bucket, context);
  const { blob, result } = await context.store.blobs.write(async write => {
    const received = await receiveBody(request.body, write);
    const [expected, actual] = [upload.checksumAlgorithm, received.checksum?.algorithm];
    if (expected !== undefined && expected !== actual) {
      throw new S3Error('InvalidRequest', {
        message: `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual?.toLowerCase() ?? 'null'}`,
      });
    }
    existingUpload(request); // it may have been aborted or completed while the body came in
    return received;
  });
  const part: StoredPart = {
    partNumber,
    size: result.size,
    etag: entityTag(upload.encryption, result.md5.toString('hex')),
    lastModified: wholeSecond(context.now()),
    ...(result.checksum !== undefined && { checksum: { ...result.checksum, type: 'FULL_OBJECT' } }),
    blob,
  };
  await commitPart(request, context, part);
  const { 'x-amz-checksum-type': _, ...headers } = checksumHeaders(part.checksum);
  return { status: 200, headers: { etag: `"${part.etag}"`, ...headers } };
}

export async function uploadPartCopy(request: ObjectRequest, context: S3Context): Promise<Answer> {
  const { store } = context;
  const upload = existingUpload(request);
  const partNumber = partNumberOf(request, context);
  const { object, headers } = copySource(request, context);
  authorizeDecryption(request, upload.encryption, request.bucket, context);
  const range = sourceRange(request.headers['x-amz-copy-source-range'], object.size);
  checkCopyBytes(range.end - range.start + 1, context);
  const { blob, result } = await store.blobs.write(write =>
    writeCopy(
      object.size === 0 ? undefined : store.blobs.read(object.blobs, range),
      upload.checksumAlgorithm,
      write,
    ),
  );
  const part: StoredPart = { partNumber, lastModified: wholeSecond(context.now()), blob, ...result };
  await commitPart(request, context, part);
  return xmlAnswer(s3Document('CopyPartResult', copyResult(part)), headers);
}

export async function abortMultipartUpload(request: ObjectRequest, { store }: S3Context): Promise<Answer> {
  const { uploadId } = existingUpload(request);
  await store.commit({ type: 'abort', uploadId });
  return { status: 204 };
}

/** The upload that the request names, for this very key. */
export function existingUpload({ bucket, key, parameters }: ObjectRequest): UploadState {
  const uploadId = parameters.get('uploadId') ?? '';
  const upload = bucket.uploads.get(uploadId);
  if (upload === undefined || upload.key !== key) {
    throw new S3Error('NoSuchUpload', { details: { UploadId: uploadId } });
  }
  return upload;
}

/** Sorts by time, since S3 lists the uploads to one key in the order in which they began. */
function newUploadId(now: number): string {
  return `${now.toString(36).padStart(9, '0')}${randomBytes(36).toString('base64url')}`;
}

async function commitPart(request: ObjectRequest, { store }: S3Context, part: StoredPart): Promise<void> {
  let uploadId: string;
  try {
    ({ uploadId } = existingUpload(request)); // again: writing took time
  } catch (error) {
    await store.blobs.remove([part.blob]);
    throw error;
  }
  await store.commit({ type: 'part', uploadId, part });
}

function partNumberOf({ parameters }: ObjectRequest, { profile }: S3Context): number {
  const { maxParts = MAX_PARTS } = profile;
  const value = parameters.get('partNumber') ?? '';
  const partNumber = Number(value);
  if (/^\d+$/u.test(value) && partNumber >= 1 && partNumber <= maxParts) return partNumber;
  throw new S3Error('InvalidArgument', {
    message: `Part number must be an integer between 1 and ${maxParts}, inclusive`,
    details: { ArgumentName: 'partNumber', ArgumentValue: value },
  });
}

function checksumPlanOf(
  algorithmName: string | undefined,
  type: string | undefined,
): Pick<StoredUpload, 'checksumAlgorithm' | 'checksumType'> {
  if (algorithmName === undefined) return {};
  const checksumAlgorithm = checksumAlgorithmOf(algorithmName);
  const invalid = (message: string) => new S3Error('InvalidRequest', { message });
  if (checksumAlgorithm === undefined) {
    throw invalid(
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
    );
  }
  const only =
    checksumAlgorithm === 'CRC64NVME'
      ? 'FULL_OBJECT'
      : checksumAlgorithm.startsWith('SHA')
        ? 'COMPOSITE'
        : undefined;
  if (type !== undefined && type !== 'COMPOSITE' && type !== 'FULL_OBJECT') {
    throw invalid('Value for x-amz-checksum-type header is invalid.');
  }
  const checksumType = type ?? only ?? 'COMPOSITE';
  if (only !== undefined && checksumType !== only) {
    throw invalid(
      `The ${checksumType} checksum type cannot be used with the ${checksumAlgorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return { checksumAlgorithm, checksumType };
}

/** Unlike a GET's range this one must be whole and lie within the source. */
function sourceRange(
  header: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } {
  if (header === undefined) return { start: 0, end: size - 1 };
  const invalid = (message: string) =>
    new S3Error('InvalidArgument', {
      message,
      details: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: header },
    });
  if (!/^bytes=\d+-\d+$/u.test(header)) {
    throw invalid(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
    );
  }
  const last = Number(header.slice(header.indexOf('-') + 1));
  const range = last < size ? rangeOf(header, size) : undefined;
  if (range === undefined) throw invalid(`Range specified is not valid for source object of size: ${size}`);
  return range;
}
