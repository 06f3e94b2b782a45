import type { ConditionKeys } from '../iam/pattern';
import type { PolicyDocument } from '../iam/policy-document';
import { ACCOUNT_ID } from '../iam/principal';
import type { BucketState } from '../store/state';
import { conditionKeys } from './condition-keys';
import type { BucketRequest, ServiceRequest } from './request';
import { S3Error } from './s3-error';

/** What a policy's `Resource` names, with the policy that it has itself. */
export interface Resource {
  readonly arn: string;
  readonly policy: PolicyDocument | undefined;
}

export const bucketResource = ({ name, region, policy }: BucketState): Resource => ({
  arn: bucketArn(name, region),
  policy,
});

/** Objects have no policy of their own but their bucket's. */
export const objectResource = ({ name, region, policy }: BucketState, key: string): Resource => ({
  arn: `${bucketArn(name, region)}${accessPointOf(name) === undefined ? '' : '/object'}/${key}`,
  policy,
});

/** A bucket that does not exist yet. */
export const newBucketResource = (name: string, region: string): Resource => ({
  arn: bucketArn(name, region),
  policy: undefined,
});

/** The name of the access point, where a bucket stands for one; policies know access points by it, and not by the alias. */
const accessPointOf = (bucket: string): string | undefined =>
  /^(?<name>.+)-[a-z0-9]{34}-s3alias$/u.exec(bucket)?.groups?.['name'];

/** China, GovCloud and the European Sovereign Cloud are AWS partitions of their own, which ARNs begin with. */
function bucketArn(bucket: string, region: string): string {
  const own = /^(?:cn|us-gov|eusc)(?=-)/u.exec(region)?.[0];
  const partition = own === undefined ? 'aws' : `aws-${own}`;
  const accessPoint = accessPointOf(bucket);
  return accessPoint === undefined
    ? `arn:${partition}:s3:::${bucket}`
    : `arn:${partition}:s3:${region}:${ACCOUNT_ID}:accesspoint/${accessPoint}`;
}

/**
 * Throws `AccessDenied`, in AWS's words, unless all policies together let the principal do this.
 * @param keys condition keys of which the request as a whole says nothing, or something else.
 */
export function authorize(
  request: ServiceRequest,
  action: string,
  { arn, policy }: Resource,
  keys: ConditionKeys = {},
): void {
  const asked = { action, resource: arn, keys: { ...conditionKeys(action, request), ...keys } };
  const message = request.principal.refusal(asked, policy);
  if (message !== null) throw new S3Error('AccessDenied', { message });
}

/**
 * Throws `AccessDenied` where the right to read is missing: with an entity tag in `If-Match`, a write or deletion tells what
 * the object is (S3 User Guide, "How to perform conditional deletes", "… prevent object overwrites"); with `*` it does not.
 */
export function authorizeIfMatch(request: BucketRequest, ifMatch: string | undefined, key: string): void {
  if (ifMatch !== undefined && ifMatch !== '*')
    authorize(request, 's3:GetObject', objectResource(request.bucket, key));
}
