import { accessPointOfAlias } from './aws-names';
import { partitionOf } from './aws-partition';
import type { Settings } from './settings';

/** What a policy is written for. */
export type PolicyTarget = Pick<Settings, 'bucket' | 'folder' | 'region'>;

/**
 * Everything in the folder, as a policy writes it: its `*`, `?` and `$` as themselves, not as wildcards and variables (IAM
 * User Guide, "Policy variables").
 */
export const folderPattern = ({ folder }: Pick<PolicyTarget, 'folder'>): string =>
  `${folder.replace(/[*?$]/g, special => `$\{${special}}`)}*`;

/**
 * The bucket, as the `Resource` of a policy; of an access point's alias the access point, since no alias may stand in a
 * policy (S3 User Guide, "Access point aliases"). In whichever account: the alias does not tell.
 */
export function bucketArn({ bucket, region }: PolicyTarget): string {
  const accessPoint = accessPointOfAlias(bucket);
  const partition = partitionOf(region);
  return accessPoint === null
    ? `arn:${partition}:s3:::${bucket}`
    : `arn:${partition}:s3:${region}:*:accesspoint/${accessPoint}`;
}

/** Everything in the folder, as the `Resource` of a policy. */
export const objectsArn = (target: PolicyTarget): string =>
  `${bucketArn(target)}${accessPointOfAlias(target.bucket) === null ? '' : '/object'}/${folderPattern(target)}`;
