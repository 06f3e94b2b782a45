import { receiveDocument } from '../body/receive';
import type { Answer } from '../http/exchange';
import type { HeaderFields } from '../sigv4/canonical';
import { isDeleteMarker, type StoredVersion } from '../store/model';
import type { BucketState } from '../store/state';
import type { BucketRequest, S3Context } from './request';
import { S3Error } from './s3-error';
import { childrenOf, parseXml, textOf } from './xml';

/** Takes a default retention in days; one in years is not served here. */
export async function putObjectLockConfiguration(
  { bucket, body }: BucketRequest,
  { store }: S3Context,
): Promise<Answer> {
  const document = parseXml(await receiveDocument(body), 'ObjectLockConfiguration');
  const [retention] = childrenOf(document, 'Rule').flatMap(rule => childrenOf(rule, 'DefaultRetention'));
  const days = Number(retention && textOf(retention, 'Days'));
  if (!Number.isInteger(days) || days < 1) throw new S3Error('MalformedXML');
  if (bucket.versioning?.status !== 'Enabled') throw new S3Error('InvalidBucketState');
  await store.commit({ type: 'object-lock', bucket: bucket.name, days });
  return { status: 200 };
}

/** Throws where a bucket whose objects are locked gets bytes that nothing vouches for. */
export function checkLockedBytes({ objectLockDays }: BucketState, headers: HeaderFields, what: string): void {
  if (objectLockDays === undefined || headers['content-md5'] !== undefined) return;
  if (Object.keys(headers).some(name => /^x-amz-(?:checksum-(?!mode)|trailer$)/u.test(name))) return;
  throw new S3Error('InvalidRequest', {
    message: `Content-MD5 OR x-amz-checksum- HTTP header is required for ${what} requests with Object Lock parameters`,
  });
}

/** Throws while a version is locked. A delete marker never is. */
export function checkUnlocked(version: StoredVersion | undefined, now: number): void {
  if (version === undefined || isDeleteMarker(version) || (version.retainUntil ?? 0) <= now) return;
  throw new S3Error('AccessDenied', { message: 'Access Denied because object protected by object lock.' });
}
