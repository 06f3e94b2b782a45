import type { S3Operation } from '../s3/operation';
import { S3Error } from '../s3/s3-error';
import { withoutUnsupportedConditions } from '../s3/unsupported-conditions';
import type { HeaderFields } from '../sigv4/canonical';
import type { BucketState } from '../store/state';
import type { Refusal, StoreProfile } from './profile';

// What of a request a store heeds. Its signature was checked before, and covers all of it.

/** The error for a store's refusal. */
export const refusedBy = ({ code, status, message }: Refusal): S3Error =>
  new S3Error(code, { message, ...(status !== undefined && { status }) });

/** Throws for an operation that the store does not have. */
export function checkHas({ missing = [], words = {} }: StoreProfile, operation: S3Operation): void {
  if (!missing.includes(operation)) return;
  throw words.notImplemented === undefined
    ? new S3Error('NotImplemented')
    : refusedBy(words.notImplemented(operation));
}

/** The headers that the store heeds, under AWS's names. Throws where it refuses one. */
export function heededHeaders(
  store: StoreProfile,
  operation: S3Operation,
  headers: HeaderFields,
  bucket: BucketState | undefined,
): HeaderFields {
  const { conditions = {}, headers: rules = [], copyTargetHeader } = store;
  const mine = rules.filter(({ operations }) => operations?.includes(operation) !== false);
  const left = Object.entries(headers).filter(([name, value]) => {
    const rule = mine.find(({ header }) => header.test(name));
    if (rule !== undefined && rule.does !== 'ignore') throw refusedBy(rule.does(name, value));
    return rule === undefined;
  });
  const ignoresAll = store.conditionsWithVersions === 'ignored' && bucket?.versioning !== undefined;
  const unsupported = ignoresAll ? { ...conditions, put: 'ignored' as const } : conditions;
  const heeded = withoutUnsupportedConditions(operation, Object.fromEntries(left), unsupported);
  const target = operation === 'CopyObject' && copyTargetHeader && headers[copyTargetHeader];
  return target ? { ...heeded, 'if-none-match': target } : heeded;
}

/** The parameters that the store heeds. */
export const heededParameters = (
  { ignoredParameters = [] }: StoreProfile,
  query: readonly (readonly [name: string, value: string])[],
): ReadonlyMap<string, string> => new Map(query.filter(([name]) => !ignoredParameters.includes(name)));

/** A refusal as the store gives it, where AWS's is this one. */
export function inWordsOf(
  { failedCondition, words = {} }: StoreProfile,
  operation: S3Operation,
  error: unknown,
): unknown {
  if (!(error instanceof S3Error)) return error;
  const isWrite = operation === 'PutObject' || operation === 'CompleteMultipartUpload';
  if (error.code === 'PreconditionFailed' && isWrite && failedCondition === 304)
    return new S3Error('NotModified');
  if (error.code === 'InvalidAccessKeyId' && words.unknownKey !== undefined)
    return refusedBy(words.unknownKey(String(error.details['AWSAccessKeyId'])));
  if (error.code === 'SignatureDoesNotMatch' && words.wrongSecret !== undefined)
    return refusedBy(words.wrongSecret);
  return error;
}
