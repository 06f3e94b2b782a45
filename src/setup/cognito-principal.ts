import { partitionOf } from '../core/aws-partition';

/**
 * What Cognito's identity pools of a region are called in policies: as the principal that may assume a role, and before
 * the colon of their condition keys (GovCloud User Guide, "Amazon Cognito"; the AWS SDK for Android has China's).
 */
export function cognitoPrincipal(region: string): string {
  if (region === 'us-gov-west-1') return 'cognito-identity-us-gov.amazonaws.com';
  const partition = partitionOf(region);
  if (partition === 'aws-us-gov') return `cognito-identity.${region}.amazonaws.com`;
  return partition === 'aws-cn'
    ? `cognito-identity.${region}.amazonaws.com.cn`
    : 'cognito-identity.amazonaws.com';
}
