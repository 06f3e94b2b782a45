import { domainOf } from '../http/aws-host';
import { denialMessage, denialOf } from './access-decision';
import type { Policies } from './policies';
import { ACCOUNT_ID, type Principal } from './principal';
import type { Session } from './session-keys';

const ROLE = 'shoebox-guest';
const SESSION = 'CognitoIdentityCredentials';

const CALLER = {
  sessionArn: `arn:aws:sts::${ACCOUNT_ID}:assumed-role/${ROLE}/${SESSION}`,
  roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${ROLE}`,
  accountId: ACCOUNT_ID,
} as const;

/** Who has issued a guest's token: in the partition `aws` one name for all regions, in China and GovCloud the region's own. */
function issuerOf(region: string): string {
  if (region === 'us-gov-west-1') return 'cognito-identity-us-gov.amazonaws.com';
  const isRegional = /^(?:cn|us-gov)-/u.test(region);
  return isRegional ? `cognito-identity.${region}.${domainOf(region)}` : 'cognito-identity.amazonaws.com';
}

/** A pool's guest. Which policies there are is looked up with each request, as IAM does. */
export function guest({ poolId, identityId }: Session, policies: Policies): Principal {
  const issuer = issuerOf(poolId.split(':', 1)[0] ?? '');
  const callerKeys = {
    'aws:principalarn': CALLER.roleArn,
    'aws:principalaccount': ACCOUNT_ID,
    'aws:principaltype': 'AssumedRole',
    'aws:userid': `AROALOCALAWSGUEST0000:${SESSION}`,
    [`${issuer}:amr`]: 'unauthenticated',
    [`${issuer}:aud`]: poolId,
    [`${issuer}:sub`]: identityId,
  };
  return {
    arn: CALLER.sessionArn,
    refusal(asked, resource) {
      const request = { ...asked, keys: { ...asked.keys, ...callerKeys } };
      const denial = denialOf({ ...policies.ofPool(poolId), resource }, request, CALLER);
      return denial && denialMessage(denial, request, CALLER);
    },
  };
}
