import type { HeaderFields } from '../sigv4/canonical';
import type { ConditionalWrite, UnsupportedConditions } from '../stores/profile';
import type { S3Operation } from './operation';
import { S3Error } from './s3-error';

/** The headers that carry the conditions. */
const HEADERS: readonly (readonly [ConditionalWrite, readonly S3Operation[], RegExp])[] = [
  ['put', ['PutObject'], /^if-/u],
  ['complete', ['CompleteMultipartUpload'], /^if-/u],
  ['copy', ['CopyObject'], /^if-/u],
  ['copy-source', ['CopyObject', 'UploadPartCopy'], /^x-amz-copy-source-if-/u],
  ['part-copy-source', ['UploadPartCopy'], /^x-amz-copy-source-if-/u],
  ['delete', ['DeleteObject'], /^if-/u],
];

/** A request's headers without the conditions that this S3 is to ignore. Throws 501 for one that it is to refuse. */
export function withoutUnsupportedConditions(
  operation: S3Operation,
  headers: HeaderFields,
  unsupported: UnsupportedConditions,
): HeaderFields {
  const mine = HEADERS.filter(([write, operations]) => unsupported[write] && operations.includes(operation));
  const left = Object.entries(headers).filter(([name]) => {
    const [write] = mine.find(([, , carriers]) => carriers.test(name)) ?? [];
    if (write !== undefined && unsupported[write] === 'refused')
      throw new S3Error('NotImplemented', { details: { Header: name } });
    return write === undefined;
  });
  return mine.length === 0 ? headers : Object.fromEntries(left);
}
