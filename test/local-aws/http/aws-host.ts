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
