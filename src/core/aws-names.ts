/** Which of S3's rules a bucket name breaks. */
export type BucketNameProblem =
  | 'empty'
  | 'length'
  | 'characters'
  | 'edges'
  | 'dots'
  | 'ip-address'
  | 'reserved-prefix'
  | 'reserved-suffix';

const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/**
 * The first rule for general purpose buckets that `name` breaks, or null.
 * Source: Amazon S3 User Guide, "General purpose bucket naming rules".
 */
export function bucketNameProblem(name: string): BucketNameProblem | null {
  if (name === '') return 'empty';
  if (!/^[a-z0-9.-]+$/.test(name)) return 'characters';
  if (name.length < 3 || name.length > 63) return 'length';
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return 'edges';
  if (name.includes('..')) return 'dots';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return 'ip-address';
  if (RESERVED_PREFIXES.some(prefix => name.startsWith(prefix))) return 'reserved-prefix';
  if (RESERVED_SUFFIXES.some(suffix => name.endsWith(suffix))) return 'reserved-suffix';
  return null;
}

/** `REGION:GUID`. Source: Cognito API reference, `IdentityPoolId`: pattern `[\w-]+:[0-9a-f-]+`, 1 to 55 characters. */
const IDENTITY_POOL_ID = /^([a-z]{2}(?:-[a-z]+)+-\d+):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isIdentityPoolId = (text: string): boolean => IDENTITY_POOL_ID.test(text);

/** The region of the pool, which may differ from the bucket's; null when `id` is no pool id. */
export const regionOfIdentityPool = (id: string): string | null => IDENTITY_POOL_ID.exec(id)?.[1] ?? null;

/**
 * AWS regions that are open to every account or by opt-in (AWS General Reference, "Amazon S3 endpoints").
 * Only a help for typing: any other well-formed region is accepted, since AWS opens new ones.
 */
export const AWS_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-east-1',
  'us-gov-west-1',
] as const;

/** The form of a region's name. Self-hosted S3 uses free names such as `default` or `garage`. */
export const isRegion = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
