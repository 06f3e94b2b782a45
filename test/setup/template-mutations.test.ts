import { describe, expect, test } from 'vitest';
import { cloudFormationTemplate } from '../../src/setup/cloudformation-template';
import { isObject } from '../browser/json-object';
import { CHOICES, DEFAULT_CHOICES } from './template-choices';
import { templateProblems } from './template-problems';
import { ruleProblems } from './template-rules';

// A check that finds nothing is worth nothing: each line breaks the template in one place, and has to be found.

const BUCKET = 'Bucket.Properties';
const CLIENT = 'UserPoolClient.Properties';
const TRUST = 'UserRole.Properties.AssumeRolePolicyDocument.Statement.0';
const POLICY = 'UserRole.Properties.Policies.0.PolicyDocument.Statement';
const COGNITO = 'cognito-identity.amazonaws.com';

/** What is broken, where, and what stands there instead; `undefined`: nothing. */
type Mutation = readonly [what: string, path: readonly string[], value: unknown];

const mutation = (what: string, path: string, value?: unknown): Mutation => [what, path.split('.'), value];

const INVALID: readonly Mutation[] = [
  mutation('a misspelt property', `${BUCKET}.BucketNam`, 'x'),
  mutation('a value that is none of those allowed', `${BUCKET}.VersioningConfiguration.Status`, 'On'),
  mutation('another such value', `${CLIENT}.RefreshTokenRotation.Feature`, 'ON'),
  mutation('a user pool’s tier that is none', 'UserPool.Properties.UserPoolTier', 'BASIC'),
  mutation('a text for a yes or no', 'IdentityPool.Properties.AllowUnauthenticatedIdentities', 'yes'),
  mutation('a text for a number', 'UserPoolDomain.Properties.ManagedLoginVersion', '2'),
  mutation('a resource that is nowhere', 'IdentityPoolRoles.Properties.IdentityPoolId', { Ref: 'Pool' }),
  mutation('a resource to wait for that is nowhere', 'FirstUser.DependsOn', ['Nobody']),
  mutation('an attribute that is nowhere', 'IdentityPoolRoles.Properties.Roles.authenticated', {
    'Fn::GetAtt': ['UserRole', 'ARN'],
  }),
  mutation('a function that is none', `${BUCKET}.BucketName`, { 'Fn::Jion': ['', []] }),
  mutation('a function with too little', 'UserPoolDomain.Properties.Domain', { 'Fn::Join': [''] }),
  mutation('a circle', 'UserPool.Properties.UserPoolName', { Ref: 'UserPoolClient' }),
  mutation('a type that is none', 'Bucket.Type', 'AWS::S3::Pail'),
  mutation('an attribute of no resource', 'Bucket.Retain', true),
  mutation('a list that is none', `${BUCKET}.LifecycleConfiguration.Rules`, {}),
  mutation('a required property missing', 'BucketPolicy.Properties.PolicyDocument'),
  mutation('a required property missing deep inside', `${BUCKET}.LifecycleConfiguration.Rules.0.Status`),
  mutation('a role without trust', 'UserRole.Properties.AssumeRolePolicyDocument'),
  mutation('more than CloudFormation reads', 'UserPool.Properties.UserPoolName', 'x'.repeat(51_200)),
];

const WRONG: readonly Mutation[] = [
  mutation('a public bucket', `${BUCKET}.PublicAccessBlockConfiguration.BlockPublicPolicy`, false),
  mutation('a bucket with one block missing', `${BUCKET}.PublicAccessBlockConfiguration.IgnorePublicAcls`),
  mutation('a bucket with ACLs', `${BUCKET}.OwnershipControls.Rules.0.ObjectOwnership`, 'ObjectWriter'),
  mutation('a bucket that goes with its stack', 'Bucket.DeletionPolicy', 'Delete'),
  mutation('a bucket in the way of a second try', 'Bucket.DeletionPolicy', 'Retain'),
  mutation('a bucket that pages may use', `${BUCKET}.CorsConfiguration`, {
    CorsRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }],
  }),
  mutation('unfinished uploads that stay', `${BUCKET}.LifecycleConfiguration.Rules.0.Status`, 'Disabled'),
  mutation('pictures that are deleted', `${BUCKET}.LifecycleConfiguration.Rules.1.ExpirationInDays`, 90),
  mutation('old versions that stay', `${BUCKET}.LifecycleConfiguration.Rules.1.Status`, 'Disabled'),
  mutation('plain HTTP', 'BucketPolicy.Properties.PolicyDocument.Statement.0.Condition'),
  mutation(
    'a bucket policy that allows',
    'BucketPolicy.Properties.PolicyDocument.Statement.0.Effect',
    'Allow',
  ),
  mutation('a key that goes with its stack', 'Key.UpdateReplacePolicy'),
  mutation('a key for everybody', 'Key.Properties.KeyPolicy.Statement.0.Principal', { AWS: '*' }),
  mutation('the classic flow', 'IdentityPool.Properties.AllowClassicFlow', true),
  mutation('guests without a role', 'IdentityPool.Properties.AllowUnauthenticatedIdentities', true),
  mutation(
    'tokens of who was removed',
    'IdentityPool.Properties.CognitoIdentityProviders.0.ServerSideTokenCheck',
    false,
  ),
  mutation('users without a role', 'IdentityPoolRoles.Properties.Roles.authenticated'),
  mutation('a trust without aud', `${TRUST}.Condition.StringEquals`),
  mutation('a trust without amr', `${TRUST}.Condition.ForAnyValue:StringLike`),
  mutation('a trust in somebody else’s service', `${TRUST}.Principal.Federated`, 'graph.facebook.com'),
  mutation('a trust in everybody', `${TRUST}.Principal`, { AWS: '*' }),
  mutation('a wildcard action', `${POLICY}.2.Action.0`, 's3:*'),
  mutation('an action that Shoebox does not use', `${POLICY}.2.Action.0`, 's3:PutObjectAcl'),
  mutation('an action too few', `${POLICY}.2.Action`, ['s3:GetObject', 's3:PutObject']),
  mutation('all buckets', `${POLICY}.2.Resource`, '*'),
  mutation('another bucket', `${POLICY}.0.Resource`, 'arn:aws:s3:::shoebox-other'),
  mutation('a condition that an action has not', `${POLICY}.1.Condition`, {
    StringLike: { 's3:prefix': ['a/*'] },
  }),
  mutation('a key for anything', `${POLICY}.3.Condition`),
  mutation('a client with a secret', `${CLIENT}.GenerateSecret`, true),
  mutation('tokens in addresses', `${CLIENT}.AllowedOAuthFlows`, ['code', 'implicit']),
  mutation('a scope more', `${CLIENT}.AllowedOAuthScopes`, [
    'openid',
    'email',
    'aws.cognito.signin.user.admin',
  ]),
  mutation('a return to a web page', `${CLIENT}.CallbackURLs.0`, 'https://example.com/'),
  mutation('a return without HTTPS', `${CLIENT}.CallbackURLs.0`, 'http://localhost/'),
  mutation('a sign-out to elsewhere', `${CLIENT}.LogoutURLs`, []),
  mutation('a refresh without rotation', `${CLIENT}.ExplicitAuthFlows.2`, 'ALLOW_REFRESH_TOKEN_AUTH'),
  mutation('AWS’s own list of flows', `${CLIENT}.ExplicitAuthFlows`),
  mutation('no time to send again', `${CLIENT}.RefreshTokenRotation.RetryGracePeriodSeconds`, 0),
  mutation('no revocation', `${CLIENT}.EnableTokenRevocation`, false),
  mutation('accounts that can be guessed', `${CLIENT}.PreventUserExistenceErrors`, 'LEGACY'),
  mutation('users who sign up', 'UserPool.Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly', false),
  mutation('a pool without managed login', 'UserPool.Properties.UserPoolTier', 'LITE'),
  mutation('names in capitals', 'UserPool.Properties.UsernameConfiguration'),
  mutation('the login page of old', 'UserPoolDomain.Properties.ManagedLoginVersion', 1),
  mutation('a login page without style', 'LoginPage'),
  mutation('no login page', 'UserPoolDomain'),
  mutation('a first user without mail', 'FirstUser.Properties.DesiredDeliveryMediums', ['SMS']),
  mutation('a first user who is nobody', 'FirstUser.Properties.Username', ''),
];

const template = () =>
  JSON.parse(
    JSON.stringify(
      cloudFormationTemplate(CHOICES['users with folders of their own, and all else'] ?? DEFAULT_CHOICES),
    ),
  );

function mutated([, path, value]: Mutation): object {
  const whole = template();
  // Names of condition keys and operators have dots and colons: those are looked for as they are.
  const [last = '', ...above] = [...path].reverse();
  const place: unknown = above.reverse().reduce((inner, key) => inner?.[key], whole.Resources);
  if (!isObject(place) && !Array.isArray(place)) throw new Error(`nothing at ${path.join('.')}`);
  if (value === undefined && !(last in place)) throw new Error(`nothing at ${path.join('.')}`);
  if (value === undefined) Reflect.deleteProperty(place, last);
  else Reflect.set(place, last, value);
  return whole;
}

describe('AWS’s schemas find', () => {
  test.each(INVALID)('%s', (...broken) => {
    expect(templateProblems(mutated(broken))).not.toEqual([]);
  });
});

describe('a template that CloudFormation would take is found to have', () => {
  test.each(WRONG)('%s', (...broken) => {
    expect(ruleProblems(mutated(broken))).not.toEqual([]);
  });

  test('a trust in the guests of its pool for its users', () => {
    const whole = template();
    const [trust] = whole.Resources.UserRole.Properties.AssumeRolePolicyDocument.Statement;
    trust.Condition['ForAnyValue:StringLike'][`${COGNITO}:amr`] = 'unauthenticated';
    expect(ruleProblems(whole)).toEqual(['UserRole: is taken by those of the pool alone']);
  });

  test('no set-up code', () => {
    const whole = template();
    delete whole.Outputs.SetupCode;
    expect(ruleProblems(whole)).toEqual(['Outputs: has a set-up code']);
  });
});
