import { denialMessage, denialOf } from './access-decision';
import type { Caller } from './evaluate-policy';
import { identityKeys, isSignedIn } from './identity-keys';
import type { Policies } from './policies';
import { ACCOUNT_ID, type Principal } from './principal';
import type { Session } from './session-keys';

const SESSION = 'CognitoIdentityCredentials';

const callerOf = (role: string): Caller => ({
  sessionArn: `arn:aws:sts::${ACCOUNT_ID}:assumed-role/${role}/${SESSION}`,
  roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${role}`,
  accountId: ACCOUNT_ID,
});

const GUEST = { ...callerOf('shoebox-guest'), roleId: 'AROALOCALAWSGUEST0000' };
const USER = { ...callerOf('shoebox-user'), roleId: 'AROALOCALAWSUSER00000' };

/** A pool's guest or user. Which policies there are is looked up with each request, as IAM does. */
export function cognitoSession(session: Session, policies: Policies): Principal {
  const caller = isSignedIn(session.amr) ? USER : GUEST;
  const callerKeys = {
    'aws:principalarn': caller.roleArn,
    'aws:principalaccount': ACCOUNT_ID,
    'aws:principaltype': 'AssumedRole',
    'aws:userid': `${caller.roleId}:${SESSION}`,
    ...identityKeys(session),
  };
  return {
    arn: caller.sessionArn,
    refusal(asked, resource) {
      const request = { ...asked, keys: { ...asked.keys, ...callerKeys } };
      const denial = denialOf({ ...policies.ofSession(session), resource }, request, caller);
      return denial && denialMessage(denial, request, caller);
    },
  };
}
