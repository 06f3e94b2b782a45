import type { StoredObject } from '../store/model';
import { isNotModified, preconditionFailed } from './conditions';
import { existingObject } from './get-object';
import { authorize, objectArn, type S3Context, type ServiceRequest } from './request';
import { S3Error } from './s3-error';

/** The object that a copy is made of, after the right to read it and the copy's conditions were checked. */
export function copySource(
  request: ServiceRequest,
  { store }: S3Context,
): { readonly bucketName: string; readonly object: StoredObject } {
  const { bucketName, key } = parseCopySource(request.headers['x-amz-copy-source'] ?? '');
  const bucket = store.bucket(bucketName);
  if (bucket === undefined) throw new S3Error('NoSuchBucket', { details: { BucketName: bucketName } });
  authorize(request.principal, 's3:GetObject', objectArn(bucketName, key));
  const object = existingObject({ bucket, key, principal: request.principal });
  if (isNotModified(request.headers, object, 'x-amz-copy-source-')) {
    throw preconditionFailed('x-amz-copy-source-If-None-Match');
  }
  return { bucketName, object };
}

/** `bucket/key`, URL-encoded, with or without a slash in front. */
function parseCopySource(header: string): { readonly bucketName: string; readonly key: string } {
  const malformed = (message: string) =>
    new S3Error('InvalidArgument', {
      message,
      details: { ArgumentName: 'x-amz-copy-source', ArgumentValue: header },
    });
  if (header.includes('?versionId=')) throw new S3Error('NotImplemented');
  let decoded: string;
  try {
    decoded = decodeURIComponent(header.replaceAll('+', ' '));
  } catch {
    throw malformed('Invalid copy source encoding.');
  }
  const match = /^\/?(?<bucketName>[^/]+)\/(?<key>.+)$/su.exec(decoded);
  const { bucketName, key } = match?.groups ?? {};
  if (bucketName === undefined || key === undefined) {
    throw malformed('Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
  }
  return { bucketName, key };
}
