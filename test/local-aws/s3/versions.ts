import { randomBytes } from 'node:crypto';
import { receiveDocument } from '../body/receive';
import type { Answer } from '../http/exchange';
import { isDeleteMarker, type StoredObject, type StoredVersion, versionIdOf } from '../store/model';
import type { BucketState } from '../store/state';
import { versionsOf } from '../store/versioning';
import { type BucketRequest, type S3Context, xmlAnswer } from './request';
import { S3Error } from './s3-error';
import { parseXml, s3Document, text, textOf } from './xml';

export async function putBucketVersioning(request: BucketRequest, { store }: S3Context): Promise<Answer> {
  const document = parseXml(await receiveDocument(request.body), 'VersioningConfiguration');
  const status = textOf(document, 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') throw new S3Error('MalformedXML');
  if (status === 'Suspended' && request.bucket.objectLockDays !== undefined)
    throw new S3Error('InvalidBucketState');
  await store.commit({ type: 'versioning', bucket: request.bucket.name, status });
  return { status: 200 };
}

/** S3 answers no status for a bucket that never was versioned. */
export async function getBucketVersioning({ bucket }: BucketRequest): Promise<Answer> {
  return xmlAnswer(s3Document('VersioningConfiguration', text('Status', bucket.versioning?.status)));
}

/** What is about to be stored gets an id of its own where the bucket is versioned, and is `null` otherwise. */
export const newVersion = ({ versioning }: BucketState): { readonly versionId?: string } =>
  versioning?.status === 'Enabled' ? { versionId: randomBytes(24).toString('base64url') } : {};

/** The same for an object, which may be locked for a time. */
export const newObjectVersion = (
  bucket: BucketState,
  now: number,
): Pick<StoredObject, 'versionId' | 'retainUntil'> => ({
  ...newVersion(bucket),
  ...(bucket.objectLockDays !== undefined && { retainUntil: now + bucket.objectLockDays * 86_400_000 }),
});

/** The headers that tell of a version: none in a bucket that never was versioned. */
export const versionHeaders = (
  { versioning }: BucketState,
  version: StoredVersion,
): Readonly<Record<string, string>> =>
  versioning === undefined
    ? {}
    : {
        'x-amz-version-id': versionIdOf(version),
        ...(isDeleteMarker(version) && { 'x-amz-delete-marker': 'true' }),
      };

/** A version of a key that is named by its id; the refusal for one that is not there. */
export function namedVersion(bucket: BucketState, key: string, versionId: string): StoredVersion {
  const found = versionsOf(bucket, key).find(version => versionIdOf(version) === versionId);
  if (found !== undefined) return found;
  throw new S3Error('NoSuchVersion', { details: { Key: key, VersionId: versionId } });
}

/** The object that is named by its version id. A delete marker is none, and can't be read. */
export function objectOfVersion(bucket: BucketState, key: string, versionId: string): StoredObject {
  const version = namedVersion(bucket, key, versionId);
  if (!isDeleteMarker(version)) return version;
  throw new S3Error('MethodNotAllowed', {
    details: { Method: 'GET', ResourceType: 'DeleteMarker' },
    headers: { ...versionHeaders(bucket, version), allow: 'DELETE' },
  });
}
