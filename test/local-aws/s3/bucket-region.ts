import { domainOf, OPT_IN_REGIONS } from '../http/aws-host';
import type { BucketState } from '../store/state';
import { S3Error } from './s3-error';

/**
 * Where the bucket is not in the region that was called or signed for, S3 says where it is: with 301, and no `Location`;
 * with 307 and a `Location` for a bucket that was made a moment ago; and with a 400 that names it in words for a region that
 * is opted into.
 */
export function checkRegion(
  { name, region, isNew }: BucketState,
  called: string,
  { url }: { readonly url: string },
): void {
  if (called === region) return;
  const headers = { 'x-amz-bucket-region': region };
  if (OPT_IN_REGIONS.has(region)) {
    throw new S3Error('IllegalLocationConstraintException', {
      message: `The ${region} location constraint is incompatible for the region specific endpoint this request was sent to.`,
      headers,
    });
  }
  const Endpoint = `${name}.s3.${region}.${domainOf(region)}`;
  const details = { Endpoint, Bucket: name };
  if (!isNew) throw new S3Error('PermanentRedirect', { details, headers });
  throw new S3Error('TemporaryRedirect', {
    details,
    headers: { ...headers, location: `https://${Endpoint}${url}` },
  });
}
