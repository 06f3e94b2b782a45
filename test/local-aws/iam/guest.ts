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

/** A pool's guest. Which policies there are is looked up with each request, as IAM does. */
export function guest({ poolId, identityId }: Session, policies: Policies): Principal {
  const callerKeys = {
    'aws:principalarn': CALLER.roleArn,
    'aws:principalaccount': ACCOUNT_ID,
    'aws:principaltype': 'AssumedRole',
    'aws:userid': `AROALOCALAWSGUEST0000:${SESSION}`,
    'cognito-identity.amazonaws.com:amr': 'unauthenticated',
    'cognito-identity.amazonaws.com:aud': poolId,
    'cognito-identity.amazonaws.com:sub': identityId,
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
