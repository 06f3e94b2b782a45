import type { Settings } from './settings';

/** What a policy is written for. */
export type PolicyTarget = Pick<Settings, 'bucket' | 'folder' | 'region'>;

/** China and GovCloud are AWS partitions of their own, which ARNs begin with. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** A folder's `*`, `?` and `$` as themselves, not as wildcards and variables (IAM User Guide, "Policy variables"). */
export const escapePolicyVariables = (folder: string): string =>
  folder.replace(/[*?$]/g, special => `$\{${special}}`);

export const bucketArn = ({ bucket, region }: PolicyTarget): string =>
  `arn:${partitionOf(region)}:s3:::${bucket}`;

/** Everything in the folder, as the `Resource` of a policy. */
export const objectsArn = (target: PolicyTarget): string =>
  `${bucketArn(target)}/${escapePolicyVariables(target.folder)}*`;
