import { partitionOf } from './aws-partition';

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
const RESERVED_SUFFIXES = ['--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/**
 * The first rule for general purpose buckets that `name` breaks, or null. An access point's alias (`…-s3alias`) is taken
 * wherever a bucket's name is.
 * Source: Amazon S3 User Guide, "General purpose bucket naming rules", "Access point aliases".
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

/**
 * Whether only a bucket made in us-east-1 before March 2018 can have this name: capitals, `_` and up to 255 characters were
 * allowed there and then (S3 User Guide, "General purpose bucket naming rules").
 */
export const isLegacyBucketName = (name: string): boolean =>
  /^(?=.*[A-Z_]|.{64})[A-Za-z0-9._-]{3,255}$/.test(name);

/**
 * The name of the access point that an alias stands for, or null when `bucket` is none. An alias is the first characters of
 * the name, 34 of S3's own, and `-s3alias`, 63 in all at most: whether a name of 20 is whole can't be told, and ends in `*`.
 */
export function accessPointOfAlias(bucket: string): string | null {
  const name = /^(.+)-[a-z0-9]{34}-s3alias$/.exec(bucket)?.[1];
  if (name === undefined) return null;
  return name.length < 20 ? name : `${name}*`;
}

/** `REGION:GUID`. Source: Cognito API reference, `IdentityPoolId`: pattern `[\w-]+:[0-9a-f-]+`, 1 to 55 characters. */
const IDENTITY_POOL_ID = /^([a-z]{2,4}(?:-[a-z]+)+-\d+):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isIdentityPoolId = (text: string): boolean => IDENTITY_POOL_ID.test(text);

/** The region of the pool, which may differ from the bucket's; null when `id` is no pool id. */
export const regionOfIdentityPool = (id: string): string | null => IDENTITY_POOL_ID.exec(id)?.[1] ?? null;

/** `ID` in the API of user pools; case matters. Some are longer than the nine characters that the console makes. */
const USER_POOL_ID = /(?<![\w-])([a-z]{2,4}(?:-[a-z]+)+-\d+)_[0-9a-z]{1,55}(?![\w-])/i;

/** A user pool's id and region, where a text holds one: the bare id, an ARN, an address. */
export function userPoolIn(text: string): { readonly id: string; readonly region: string } | null {
  const [id, region] = USER_POOL_ID.exec(text) ?? [];
  return id === undefined || region === undefined ? null : { id, region };
}

/**
 * Regions that every account of the `aws` partition has. All its others are opted into, one by one, and want session tokens
 * that are valid in all regions (AWS Account Management, "Enable or disable AWS Regions"; IAM User Guide, "Manage AWS STS").
 */
const DEFAULT_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
] as const;

/**
 * AWS's regions (AWS General Reference, "Amazon S3 endpoints"). Only a help for typing: any other well-formed region is
 * accepted, since AWS opens new ones.
 */
export const AWS_REGIONS = [
  ...DEFAULT_REGIONS,
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-east-1',
  'us-gov-west-1',
  'eusc-de-east-1',
] as const;

/**
 * Whether an account has to opt into this region of AWS. There S3 answers `InvalidToken` to session tokens of the global
 * STS endpoint, which are valid in the default regions only.
 */
export const isOptInRegion = (region: string): boolean =>
  AWS_REGION.test(region) &&
  partitionOf(region) === 'aws' &&
  !DEFAULT_REGIONS.some(always => always === region);

/** The form of AWS's own regions: `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`. */
const AWS_REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/;

/** The form of a region's name. Self-hosted S3 uses free names such as `default` or `garage`. */
export const isRegion = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
