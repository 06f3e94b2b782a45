import { createHash, randomBytes } from 'node:crypto';
import { type ChecksumAlgorithm, checksumHeader, checksumMismatch, createChecksum } from '../body/checksum';
import { combineCrcs } from '../body/crc';
import { receiveDocument } from '../body/receive';
import type { Answer } from '../http/exchange';
import type { HeaderFields } from '../sigv4/canonical';
import type { StoredChecksum, StoredObject, StoredPart } from '../store/model';
import type { UploadState } from '../store/state';
import { checkWriteConditions } from './conditions';
import { authorizeDecryption, encryptionHeaders } from './encryption';
import { existingUpload } from './multipart-upload';
import { type ObjectRequest, type S3Context, wholeSecond, xmlAnswer } from './request';
import { S3Error } from './s3-error';
import { newObjectVersion, versionHeaders } from './versions';
import { childrenOf, parseXml, s3Document, text, textOf, type XmlElement } from './xml';

/** S3's least size for every part but the last. */
const MIN_PART_BYTES = 5 * 1024 * 1024;

export async function completeMultipartUpload(request: ObjectRequest, context: S3Context): Promise<Answer> {
  const { bucket, key, headers } = request;
  authorizeDecryption(request, existingUpload(request).encryption, bucket, context);
  // Checksums in this request's header are those of the object, not of the document.
  const documentHeaders = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^x-amz-(?:sdk-)?checksum-/u.test(name)),
  );
  const document = await receiveDocument({ ...request.body, headers: documentHeaders });
  const upload = existingUpload(request); // it may have gone while the document came in
  const parts = partsOf(parseXml(document, 'CompleteMultipartUpload'), upload);
  const { profile } = context;
  if (profile.parts === 'equal') checkEqual(parts);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  checkObjectSize(headers['x-amz-mp-object-size'], size);
  const checksum = objectChecksum(upload, parts);
  checkClaimedChecksum(headers, checksum);
  const object: StoredObject = {
    key,
    ...newObjectVersion(bucket, context.now()),
    size,
    etag: `${profile.completedEtag === 'random' ? randomBytes(16).toString('hex') : md5OfMd5s(parts)}-${parts.length}`,
    lastModified: wholeSecond(context.now()),
    metadata: upload.metadata,
    ...(upload.encryption !== undefined && { encryption: upload.encryption }),
    ...(upload.tags !== undefined && { tags: upload.tags }),
    ...(upload.storageClass !== undefined && { storageClass: upload.storageClass }),
    ...(checksum !== undefined && { checksum }),
    blobs: parts.map(part => part.blob),
  };
  try {
    checkWriteConditions(headers, bucket.objects.get(key)); // and nothing awaits between here and the commit
  } catch (error) {
    if (profile.failedCompletion === 'aborts')
      await context.store.commit({ type: 'abort', uploadId: upload.uploadId });
    throw error;
  }
  await context.store.commit({ type: 'put', bucket: bucket.name, object, completes: upload.uploadId });
  return xmlAnswer(
    s3Document(
      'CompleteMultipartUploadResult',
      text('Location', `http://${request.headers['host'] ?? ''}/${bucket.name}/${encodeURIComponent(key)}`),
      text('Bucket', bucket.name),
      text('Key', key),
      text('ETag', profile.completedEtag === 'untold' ? '' : `"${object.etag}"`),
      checksum === undefined ? '' : text(`Checksum${checksum.algorithm}`, checksum.value),
      text('ChecksumType', checksum?.type),
    ),
    { ...versionHeaders(bucket, object), ...encryptionHeaders(object.encryption, bucket.region) },
  );
}

/** The parts that the client lists, each one checked against what was uploaded. */
function partsOf(document: XmlElement, upload: UploadState): readonly StoredPart[] {
  const listed = childrenOf(document, 'Part').map(part => ({
    element: part,
    partNumber: Number(textOf(part, 'PartNumber')),
    etag: textOf(part, 'ETag')?.replaceAll('"', ''),
  }));
  if (
    listed.length === 0 ||
    listed.some(part => !Number.isInteger(part.partNumber) || part.etag === undefined)
  ) {
    throw new S3Error('MalformedXML');
  }
  if (listed.some((part, index) => index > 0 && part.partNumber <= (listed[index - 1]?.partNumber ?? 0))) {
    throw new S3Error('InvalidPartOrder', { details: { UploadId: upload.uploadId } });
  }
  return listed.map(({ element, partNumber, etag }, index) => {
    const part = upload.parts.get(partNumber);
    const invalid = () =>
      new S3Error('InvalidPart', {
        details: { UploadId: upload.uploadId, PartNumber: partNumber, ETag: etag ?? '' },
      });
    if (part === undefined || part.etag !== etag) throw invalid();
    if (part.checksum !== undefined) {
      const claimed = textOf(element, `Checksum${part.checksum.algorithm}`);
      if (claimed === undefined && upload.checksumType === 'COMPOSITE') {
        throw new S3Error('InvalidRequest', {
          message: `The upload was created using a ${part.checksum.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${partNumber} in the request.`,
        });
      }
      if (claimed !== undefined && claimed !== part.checksum.value) throw invalid();
    }
    if (index < listed.length - 1 && part.size < MIN_PART_BYTES) {
      throw new S3Error('EntityTooSmall', {
        details: {
          ProposedSize: part.size,
          MinSizeAllowed: MIN_PART_BYTES,
          PartNumber: partNumber,
          ETag: part.etag,
        },
      });
    }
    return part;
  });
}

/** Throws unless all parts but the last have one size, and the last no more. */
function checkEqual(parts: readonly StoredPart[]): void {
  const size = parts[0]?.size ?? 0;
  if (parts.some((part, index) => (index < parts.length - 1 ? part.size !== size : part.size > size)))
    throw new S3Error('InvalidPart', { message: 'All non-trailing parts must have the same length.' });
}

/** The checksum of the object, from those of its parts; it is never read again. */
function objectChecksum(upload: UploadState, parts: readonly StoredPart[]): StoredChecksum | undefined {
  const { checksumAlgorithm: algorithm, checksumType: type } = upload;
  if (algorithm === undefined || type === undefined) return undefined;
  const values = parts.map(part => Buffer.from(part.checksum?.value ?? '', 'base64'));
  if (type === 'COMPOSITE') {
    const hash = createChecksum(algorithm);
    hash.update(Buffer.concat(values));
    return { algorithm, type, value: `${hash.digest().toString('base64')}-${parts.length}` };
  }
  return { algorithm, type, value: fullObjectChecksum(algorithm, parts, values) };
}

function fullObjectChecksum(
  algorithm: ChecksumAlgorithm,
  parts: readonly StoredPart[],
  values: readonly Buffer[],
): string {
  if (algorithm === 'SHA1' || algorithm === 'SHA256') {
    throw new Error(`${checksumHeader(algorithm)} can't be combined; CreateMultipartUpload refuses it.`);
  }
  const [first, ...rest] = values;
  if (first === undefined) throw new Error('A completed upload has parts.');
  return rest
    .reduce((sum, value, index) => combineCrcs(algorithm, sum, value, parts[index + 1]?.size ?? 0), first)
    .toString('base64');
}

/** A client that knows the whole object's checksum may have it verified. */
function checkClaimedChecksum(headers: HeaderFields, checksum: StoredChecksum | undefined): void {
  if (checksum?.type !== 'FULL_OBJECT') return;
  const claimed = headers[checksumHeader(checksum.algorithm)];
  if (claimed !== undefined && claimed !== checksum.value) throw checksumMismatch(checksum.algorithm);
}

function md5OfMd5s(parts: readonly StoredPart[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(Buffer.from(part.etag, 'hex'));
  return hash.digest('hex');
}

function checkObjectSize(claimed: string | undefined, size: number): void {
  if (claimed === undefined || Number(claimed) === size) return;
  throw new S3Error('InvalidRequest', {
    message: `The provided 'x-amz-mp-object-size' header value ${claimed} does not match what was computed: ${size}`,
  });
}
