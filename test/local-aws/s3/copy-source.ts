import { isDeleteMarker, type StoredObject } from '../store/model';
import type { BucketState } from '../store/state';
import { authorize, objectResource, type Resource } from './authorize';
import { isNotModified, preconditionFailed } from './conditions';
import { authorizeDecryption } from './encryption';
import { existingObject } from './get-object';
import type { S3Context, ServiceRequest } from './request';
import { S3Error } from './s3-error';
import { checkReadable } from './storage-class';
import { namedVersion, versionHeaders } from './versions';

/** What is copied. */
export interface CopySource {
  readonly bucketName: string;
  readonly object: StoredObject;
  readonly resource: Resource;
  /** Whether a version of it was named. */
  readonly isVersion: boolean;
  /** What the answer to the copy says of it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The object that a copy is made of, after the right to read it and the copy's conditions were checked. */
export function copySource(request: ServiceRequest, context: S3Context): CopySource {
  const { store, now } = context;
  const { bucketName, key, versionId } = parseCopySource(request.headers['x-amz-copy-source'] ?? '');
  const bucket = store.bucket(bucketName);
  if (bucket === undefined) throw new S3Error('NoSuchBucket', { details: { BucketName: bucketName } });
  const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  const resource = objectResource(bucket, key);
  authorize(request, action, resource);
  const object =
    versionId === undefined ? existingObject(request, bucket, key) : sourceVersion(bucket, key, versionId);
  if (isNotModified(request.headers, object, 'x-amz-copy-source-')) {
    throw preconditionFailed('x-amz-copy-source-If-None-Match');
  }
  checkReadable(object, now());
  authorizeDecryption(request, object.encryption, bucket, context);
  const { 'x-amz-version-id': version } = versionHeaders(bucket, object);
  const headers = version === undefined ? {} : { 'x-amz-copy-source-version-id': version };
  return { bucketName, object, resource, isVersion: versionId !== undefined, headers };
}

function sourceVersion(bucket: BucketState, key: string, versionId: string): StoredObject {
  const version = namedVersion(bucket, key, versionId);
  if (!isDeleteMarker(version)) return version;
  throw new S3Error('InvalidRequest', {
    message: 'The source of a copy request may not specifically refer to a delete marker by version id.',
  });
}

const VERSION = '?versionId=';

/** `bucket/key`, URL-encoded, with or without a slash in front, and perhaps the version behind it. */
function parseCopySource(header: string): {
  readonly bucketName: string;
  readonly key: string;
  readonly versionId: string | undefined;
} {
  const malformed = (message: string) =>
    new S3Error('InvalidArgument', {
      message,
      details: { ArgumentName: 'x-amz-copy-source', ArgumentValue: header },
    });
  const end = header.lastIndexOf(VERSION);
  const versionId = end < 0 ? undefined : header.slice(end + VERSION.length);
  let decoded: string;
  try {
    decoded = decodeURIComponent((end < 0 ? header : header.slice(0, end)).replaceAll('+', ' '));
  } catch {
    throw malformed('Invalid copy source encoding.');
  }
  const match = /^\/?(?<bucketName>[^/]+)\/(?<key>.+)$/su.exec(decoded);
  const { bucketName, key } = match?.groups ?? {};
  if (bucketName === undefined || key === undefined) {
    throw malformed('Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
  }
  return { bucketName, key, versionId };
}
