import type { Answer } from '../http/exchange';
import { compareKeys } from '../store/key-index';
import type { StoredPart } from '../store/model';
import type { UploadState } from '../store/state';
import { OWNER_ID } from './buckets';
import { countOf, encoderOf } from './list-objects';
import { existingUpload } from './multipart-upload';
import { type BucketRequest, type ObjectRequest, type S3Context, xmlAnswer } from './request';
import { element, s3Document, text } from './xml';

/** S3 lists at most this many parts, and uploads, at once. */
const MAX_LISTED = 1000;

export async function listParts(request: ObjectRequest): Promise<Answer> {
  const { bucket, key, parameters } = request;
  const upload = existingUpload(request);
  const marker = countOf(parameters, 'part-number-marker') ?? 0;
  const maxParts = Math.min(countOf(parameters, 'max-parts') ?? MAX_LISTED, MAX_LISTED);
  const behind = [...upload.parts.values()]
    .filter(part => part.partNumber > marker)
    .sort((a, b) => a.partNumber - b.partNumber);
  const parts = behind.slice(0, maxParts);
  return xmlAnswer(
    s3Document(
      'ListPartsResult',
      text('Bucket', bucket.name),
      text('Key', encoderOf(parameters)(key)),
      text('UploadId', upload.uploadId),
      OWNER,
      text('StorageClass', 'STANDARD'),
      text('PartNumberMarker', marker),
      text('NextPartNumberMarker', parts.at(-1)?.partNumber ?? 0),
      text('MaxParts', maxParts),
      text('IsTruncated', behind.length > parts.length),
      text('ChecksumAlgorithm', upload.checksumAlgorithm),
      text('ChecksumType', upload.checksumType),
      ...parts.map(partXml),
    ),
  );
}

export async function listMultipartUploads(
  { bucket, parameters }: BucketRequest,
  { profile }: S3Context,
): Promise<Answer> {
  const prefix = parameters.get('prefix') ?? '';
  const delimiter = parameters.get('delimiter') ?? '';
  const keyMarker = parameters.get('key-marker') ?? '';
  const idMarker = parameters.get('upload-id-marker') ?? '';
  const maxUploads = Math.min(countOf(parameters, 'max-uploads') ?? MAX_LISTED, MAX_LISTED);
  const encode = encoderOf(parameters);
  const commonPrefixOf = ({ key }: UploadState) => {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    return end < 0 ? undefined : key.slice(0, end + delimiter.length);
  };
  const behind = [...bucket.uploads.values()]
    .filter(({ key }) => (profile.uploadsListed === undefined ? key.startsWith(prefix) : key === prefix))
    .filter(upload => isBehind(upload, keyMarker, idMarker))
    .sort((a, b) => compareKeys(a.key, b.key) || compareKeys(a.uploadId, b.uploadId));
  // Uploads below a common prefix are rolled up into it, and it counts once.
  const entries = behind.filter(upload => commonPrefixOf(upload) === undefined);
  const commonPrefixes = [...new Set(behind.flatMap(upload => commonPrefixOf(upload) ?? []))];
  const uploads = entries.slice(0, maxUploads);
  const last = uploads.at(-1);
  const truncated = entries.length > uploads.length;
  return xmlAnswer(
    s3Document(
      'ListMultipartUploadsResult',
      text('Bucket', bucket.name),
      text('KeyMarker', encode(keyMarker)),
      text('UploadIdMarker', idMarker),
      text('NextKeyMarker', truncated && last !== undefined ? encode(last.key) : undefined),
      text('NextUploadIdMarker', truncated ? last?.uploadId : undefined),
      text('Prefix', encode(prefix)),
      text('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
      text('EncodingType', parameters.get('encoding-type')),
      text('MaxUploads', maxUploads),
      text('IsTruncated', truncated),
      ...uploads.map(upload => uploadXml(upload, encode)),
      ...commonPrefixes.map(common => element('CommonPrefixes', text('Prefix', encode(common)))),
    ),
  );
}

/** S3's markers: everything behind this key, and of this key what is behind the upload, if one is named. */
function isBehind(upload: UploadState, keyMarker: string, idMarker: string): boolean {
  const order = compareKeys(upload.key, keyMarker);
  return order > 0 || (order === 0 && idMarker !== '' && compareKeys(upload.uploadId, idMarker) > 0);
}

const OWNER = ['Initiator', 'Owner'].map(role => element(role, text('ID', OWNER_ID))).join('');

function partXml({ partNumber, lastModified, etag, size, checksum }: StoredPart): string {
  return element(
    'Part',
    text('PartNumber', partNumber),
    text('LastModified', new Date(lastModified).toISOString()),
    text('ETag', `"${etag}"`),
    text('Size', size),
    checksum === undefined ? '' : text(`Checksum${checksum.algorithm}`, checksum.value),
  );
}

function uploadXml(upload: UploadState, encode: (name: string) => string): string {
  return element(
    'Upload',
    text('Key', encode(upload.key)),
    text('UploadId', upload.uploadId),
    OWNER,
    text('StorageClass', 'STANDARD'),
    text('Initiated', new Date(upload.initiated).toISOString()),
    text('ChecksumAlgorithm', upload.checksumAlgorithm),
    text('ChecksumType', upload.checksumType),
  );
}
