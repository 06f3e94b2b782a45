import type { HeaderFields } from '../sigv4/canonical';
import type { StoredObject } from '../store/model';
import type { BucketState } from '../store/state';
import { wholeSecond } from './request';
import { S3Error } from './s3-error';

/** Conditions of a write, against the object that is there now. To be called in the same tick as the commit. */
export function checkWriteConditions(headers: HeaderFields, current: StoredObject | undefined): void {
  const ifNoneMatch = headers['if-none-match'];
  const ifMatch = headers['if-match'];
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', {
      message: 'A header you provided implies functionality that is not implemented',
      details: { Header: 'If-None-Match' },
    });
  }
  if (ifNoneMatch !== undefined && current !== undefined) throw preconditionFailed('If-None-Match');
  if (ifMatch === undefined) return;
  if (current === undefined) throw new S3Error('NoSuchKey');
  if (!etagMatches(ifMatch, current.etag)) throw preconditionFailed('If-Match');
}

/**
 * Does what takes its time of a write under `If-None-Match`. Throws S3's 409 when an object at the key is deleted meanwhile
 * (S3 User Guide, "Conditional writes": a delete that succeeds before the conditional write is completed).
 */
export async function withoutConflict<Value>(
  { conditionalWrites }: BucketState,
  key: string,
  headers: HeaderFields,
  work: () => Promise<Value>,
): Promise<Value> {
  if (headers['if-none-match'] === undefined) return work();
  const write = { hasConflict: false };
  const others = conditionalWrites.get(key) ?? new Set();
  conditionalWrites.set(key, others.add(write));
  try {
    const value = await work();
    if (write.hasConflict) throw new S3Error('ConditionalRequestConflict');
    return value;
  } finally {
    others.delete(write);
    if (others.size === 0) conditionalWrites.delete(key);
  }
}

/** Conditions of a read; true means "304 Not Modified". `prefix` is `x-amz-copy-source-` for a copy's source. */
export function isNotModified(headers: HeaderFields, object: StoredObject, prefix = ''): boolean {
  const field = (name: string) => headers[`${prefix}${name}`];
  const ifMatch = field('if-match');
  const ifNoneMatch = field('if-none-match');
  const modifiedSince = Date.parse(field('if-modified-since') ?? '');
  const unmodifiedSince = Date.parse(field('if-unmodified-since') ?? '');
  const lastModified = wholeSecond(object.lastModified);
  // RFC 9110, 13.2.2: an entity tag goes before a date.
  if (ifMatch !== undefined) {
    if (!etagMatches(ifMatch, object.etag)) throw preconditionFailed('If-Match');
  } else if (lastModified > unmodifiedSince) throw preconditionFailed('If-Unmodified-Since');
  if (ifNoneMatch !== undefined) return etagMatches(ifNoneMatch, object.etag);
  return lastModified <= modifiedSince;
}

/** The refusal of a condition that does not hold. */
export function preconditionFailed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', { details: { Condition: condition } });
}

function etagMatches(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  return header
    .split(',')
    .some(candidate => candidate.trim().replace(/^W\//u, '').replaceAll('"', '') === etag);
}
