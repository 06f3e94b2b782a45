import { domainOf } from '../http/aws-host';
import type { ConditionKeys } from './pattern';

/** An identity that is to be given credentials. */
export interface IdentitySession {
  readonly identityId: string;
  readonly poolId: string;
  /** How they proved who they are, as Cognito's token says it: `unauthenticated`, or `authenticated` and by which login. */
  readonly amr: readonly string[];
}

/** Who has issued the token that a role is assumed with: in the partition `aws` one name for all regions, in China and GovCloud the region's own. */
export function issuerOf(region: string): string {
  if (region === 'us-gov-west-1') return 'cognito-identity-us-gov.amazonaws.com';
  const isRegional = /^(?:cn|us-gov)-/u.test(region);
  return isRegional ? `cognito-identity.${region}.${domainOf(region)}` : 'cognito-identity.amazonaws.com';
}

/** What Cognito's own token says of an identity, by the names of IAM's condition keys. */
export function identityKeys({ poolId, identityId, amr }: IdentitySession): ConditionKeys {
  const issuer = issuerOf(poolId.split(':', 1)[0] ?? '');
  return { [`${issuer}:amr`]: amr, [`${issuer}:aud`]: poolId, [`${issuer}:sub`]: identityId };
}

/** Whether an `amr` is that of somebody who has signed in. */
export const isSignedIn = (amr: readonly string[]): boolean => amr.includes('authenticated');
