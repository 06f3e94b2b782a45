/** A part of AWS with regions, accounts, ARNs and host names of its own (AWS General Reference, "Partitions"). */
export type AwsPartition = 'aws' | 'aws-cn' | 'aws-us-gov' | 'aws-eusc';

/** China, GovCloud and the European Sovereign Cloud are told by how their regions begin; any other region is `aws`. */
export function partitionOf(region: string): AwsPartition {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}

const DOMAINS: Readonly<Record<AwsPartition, string>> = {
  aws: 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-us-gov': 'amazonaws.com',
  'aws-eusc': 'amazonaws.eu',
};

/** The origin at which a region of AWS answers for a service: `https://s3.eu-west-1.amazonaws.com`. */
export const regionalOrigin = (service: 's3' | 'cognito-identity' | 'cognito-idp', region: string): string =>
  `https://${service}.${region}.${DOMAINS[partitionOf(region)]}`;
