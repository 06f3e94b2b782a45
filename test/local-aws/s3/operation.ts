import type { HeaderFields } from '../sigv4/canonical';
import type { S3Address } from './address';

/** The operations there are, in S3's words, by what they are about. */
export type ServiceOperation = 'ListBuckets' | 'CreateBucket';
export type BucketOperation =
  | 'HeadBucket'
  | 'GetBucketLocation'
  | 'PutBucketCors'
  | 'GetBucketCors'
  | 'DeleteBucketCors'
  | 'PutBucketPolicy'
  | 'GetBucketPolicy'
  | 'DeleteBucketPolicy'
  | 'PutBucketVersioning'
  | 'GetBucketVersioning'
  | 'PutObjectLockConfiguration'
  | 'ListObjectVersions'
  | 'ListObjectsV2'
  | 'ListMultipartUploads'
  | 'DeleteObjects';
export type ObjectOperation =
  | 'PutObject'
  | 'RestoreObject'
  | 'GetObject'
  | 'HeadObject'
  | 'GetObjectTagging'
  | 'DeleteObject'
  | 'CopyObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'UploadPartCopy'
  | 'ListParts'
  | 'AbortMultipartUpload'
  | 'CompleteMultipartUpload';

/** `Unknown`: S3 may know it, this server does not. */
export type S3Operation = ServiceOperation | BucketOperation | ObjectOperation | 'Preflight' | 'Unknown';

/** Parameters that make a request about something that is not served here. */
const NOT_SERVED = new Set(
  (
    'accelerate acl analytics attributes encryption inventory legal-hold lifecycle logging metrics notification ' +
    'ownershipControls policyStatus publicAccessBlock replication requestPayment ' +
    'retention select torrent website'
  ).split(' '),
);

/** Which operation a request asks for. */
export function operationOf(method: string, address: S3Address, headers: HeaderFields): S3Operation {
  const parameters = new Map(address.query);
  if (method === 'OPTIONS') return 'Preflight';
  if ([...parameters.keys()].some(name => NOT_SERVED.has(name))) return 'Unknown';
  if (address.bucket === undefined) return method === 'GET' ? 'ListBuckets' : 'Unknown';
  if (address.key === undefined) return bucketOperation(method, parameters);
  return objectOperation(method, parameters, headers['x-amz-copy-source'] !== undefined);
}

function bucketOperation(method: string, parameters: ReadonlyMap<string, string>): S3Operation {
  if (parameters.has('tagging')) return 'Unknown';
  if (parameters.has('cors')) {
    return byMethod(method, { PUT: 'PutBucketCors', GET: 'GetBucketCors', DELETE: 'DeleteBucketCors' });
  }
  if (parameters.has('policy')) {
    const operations = {
      PUT: 'PutBucketPolicy',
      GET: 'GetBucketPolicy',
      DELETE: 'DeleteBucketPolicy',
    } as const;
    return byMethod(method, operations);
  }
  if (parameters.has('object-lock')) return byMethod(method, { PUT: 'PutObjectLockConfiguration' });
  if (parameters.has('versioning')) {
    if (method === 'PUT') return 'PutBucketVersioning';
    return method === 'GET' ? 'GetBucketVersioning' : 'Unknown';
  }
  switch (method) {
    case 'PUT':
      return 'CreateBucket';
    case 'HEAD':
      return 'HeadBucket';
    case 'POST':
      return parameters.has('delete') ? 'DeleteObjects' : 'Unknown';
    case 'GET':
      if (parameters.has('location')) return 'GetBucketLocation';
      if (parameters.has('uploads')) return 'ListMultipartUploads';
      if (parameters.has('versions')) return 'ListObjectVersions';
      return parameters.get('list-type') === '2' ? 'ListObjectsV2' : 'Unknown';
    default:
      return 'Unknown';
  }
}

const byMethod = (method: string, operations: Readonly<Record<string, S3Operation>>): S3Operation =>
  operations[method] ?? 'Unknown';

function objectOperation(
  method: string,
  parameters: ReadonlyMap<string, string>,
  isCopy: boolean,
): S3Operation {
  if (parameters.has('tagging')) return method === 'GET' ? 'GetObjectTagging' : 'Unknown';
  const ofUpload = parameters.has('uploadId');
  switch (method) {
    case 'PUT':
      if (ofUpload) return isCopy ? 'UploadPartCopy' : 'UploadPart';
      return isCopy ? 'CopyObject' : 'PutObject';
    case 'GET':
      return ofUpload ? 'ListParts' : 'GetObject';
    case 'HEAD':
      return 'HeadObject';
    case 'DELETE':
      return ofUpload ? 'AbortMultipartUpload' : 'DeleteObject';
    case 'POST':
      if (ofUpload) return 'CompleteMultipartUpload';
      if (parameters.has('restore')) return 'RestoreObject';
      return parameters.has('uploads') ? 'CreateMultipartUpload' : 'Unknown';
    default:
      return 'Unknown';
  }
}
