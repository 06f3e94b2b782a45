import type { PoolAccess } from '../core/settings';
import { guestPolicy, keyUse } from './guest-policy';
import { templateKey } from './template-bucket';
import { type TemplateChoices, templateFolder } from './template-choices';
import { attribute, ref } from './template-functions';
import { trustPolicy } from './trust-policy';

/** The identity pool, and a role for each kind of people that it lets in. */
export function poolResources(choices: TemplateChoices): Readonly<Record<string, object>> {
  const guests = choices.access !== 'user';
  const users = choices.access !== 'guest';
  return {
    IdentityPool: {
      Type: 'AWS::Cognito::IdentityPool',
      Properties: {
        AllowUnauthenticatedIdentities: guests,
        // The older way, in which whoever asks names the role.
        AllowClassicFlow: false,
        ...(users && { CognitoIdentityProviders: [PROVIDER] }),
      },
    },
    ...(guests && { GuestRole: roleOf('guest', choices) }),
    ...(users && { UserRole: roleOf('user', choices) }),
    IdentityPoolRoles: {
      Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
      Properties: {
        IdentityPoolId: ref('IdentityPool'),
        Roles: {
          ...(guests && { unauthenticated: attribute('GuestRole', 'Arn') }),
          ...(users && { authenticated: attribute('UserRole', 'Arn') }),
        },
      },
    },
  };
}

const PROVIDER = {
  ClientId: ref('UserPoolClient'),
  ProviderName: attribute('UserPool', 'ProviderName'),
  // Whoever was removed from the user pool, or signed out everywhere, gets no credentials any more.
  ServerSideTokenCheck: true,
};

/** Without a name of its own, so that `CAPABILITY_IAM` is all that has to be acknowledged. */
const roleOf = (access: PoolAccess, choices: TemplateChoices): object => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Description: access === 'guest' ? 'Guests of Shoebox' : 'Users of Shoebox',
    AssumeRolePolicyDocument: trustPolicy(choices.region, ref('IdentityPool'), access),
    Policies: [{ PolicyName: 'Shoebox', PolicyDocument: policyOf(choices) }],
  },
});

function policyOf(choices: TemplateChoices): object {
  const { bucket, region, restore } = choices;
  const policy = guestPolicy({ bucket, region, folder: templateFolder(choices) }, { restore });
  const key = templateKey(choices);
  return key === null ? policy : { ...policy, Statement: [...policy.Statement, keyUse(region, key)] };
}
