/** What the host names of AWS's partitions end in. */
export const AWS_DOMAINS = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu'] as const;

/** What one of AWS's own host names says. */
export interface AwsHost {
  readonly service: 's3' | 'cognito-identity';
  readonly region: string;
  /** Where it stands before the host. */
  readonly bucket?: string;
}

/** `BUCKET.s3.REGION.amazonaws.com` and its like; null for a host that is none of AWS's. */
export function parseAwsHost(host: string): AwsHost | null {
  const { bucket, service, region } =
    /^(?:(?<bucket>.+)\.)?(?<service>s3|cognito-identity)\.(?<region>[a-z]+(?:-[a-z]+)+-\d+)\.amazonaws\.(?:com(?:\.cn)?|eu)(?::\d+)?$/u.exec(
      host.toLowerCase(),
    )?.groups ?? {};
  if ((service !== 's3' && service !== 'cognito-identity') || region === undefined) return null;
  return { service, region, ...(bucket !== undefined && { bucket }) };
}

const USER_POOL_HOST =
  /^(?:cognito-idp\.[^.]+\.amazonaws\.(?:com(?:\.cn)?|eu)|[^.]+\.auth\.[^.]+\.amazoncognito\.com)(?::\d+)?$/u;

/** Whether a host is that of user pools, or of the pages on which their users sign in. */
export const isUserPoolHost = (host: string): boolean => USER_POOL_HOST.test(host.toLowerCase());

/** Opted into by an account, one by one: those of the partition `aws` that opened after March 2019. */
export const OPT_IN_REGIONS = new Set([
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4'],
  ...['ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-south-1'],
  ...['eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1'],
]);

/** What the host names of a region end in. */
export function domainOf(region: string): string {
  if (region.startsWith('eusc-')) return 'amazonaws.eu';
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}
