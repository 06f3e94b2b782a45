import type { BucketState } from '../store/state';
import { S3Error } from './s3-error';

/** Opted into by an account, one by one: those of the partition `aws` that opened after March 2019. */
const OPT_IN_REGIONS = new Set([
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4'],
  ...['ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-south-1'],
  ...['eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1'],
]);

const domainOf = (region: string): string => {
  if (region.startsWith('eusc-')) return 'amazonaws.eu';
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
};

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
