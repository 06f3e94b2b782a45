import { describe, expect, test } from 'vitest';
import { denialMessage, denialOf, type PolicyLayers } from '../iam/access-decision';
import { cognitoSession } from '../iam/cognito-session';
import { evaluatePolicy } from '../iam/evaluate-policy';
import type { ConditionKeys } from '../iam/pattern';
import { Policies } from '../iam/policies';
import type { Conditions, PolicyDocument, PolicyStatement } from '../iam/policy-document';

const CALLER = {
  sessionArn: 'arn:aws:sts::123456789012:assumed-role/guest/CognitoIdentityCredentials',
  roleArn: 'arn:aws:iam::123456789012:role/guest',
  accountId: '123456789012',
};

const policy = (...Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

const put = (keys: ConditionKeys = {}, resource = 'arn:aws:s3:::b/team/a.jpg') => ({
  action: 's3:PutObject',
  resource,
  keys,
});

const saysTo = (statement: PolicyStatement, request = put()) =>
  evaluatePolicy(policy(statement), request, CALLER);

describe('a policy', () => {
  test.each<[string, Partial<PolicyStatement>, 'Allow' | null]>([
    ['the action', { Action: 's3:PutObject' }, 'Allow'],
    ['the action in other capitals', { Action: ['s3:Get*', 'S3:putobject'] }, 'Allow'],
    ['another action', { Action: 's3:PutObjectTagging' }, null],
    ['all actions but one', { NotAction: 's3:GetObject' }, 'Allow'],
    ['all actions but this', { NotAction: 's3:Put*' }, null],
    ['the resource', { Resource: 'arn:aws:s3:::b/team/*' }, 'Allow'],
    ['another resource', { Resource: 'arn:aws:s3:::b/other/*' }, null],
    ['all resources but this', { NotResource: 'arn:aws:s3:::b/team/*' }, null],
    ['the role', { Principal: { AWS: CALLER.roleArn } }, 'Allow'],
    ['everybody', { Principal: { AWS: '*' } }, 'Allow'],
    ['the account, which allows nobody', { Principal: { AWS: 'arn:aws:iam::123456789012:root' } }, null],
    ['somebody else', { Principal: { AWS: 'arn:aws:iam::123456789012:user/other' } }, null],
  ])('that allows %s', (_, statement, effect) => {
    expect(saysTo({ Effect: 'Allow', ...statement })).toBe(effect);
  });

  test('denies what another of its statements allows', () => {
    const statements: readonly PolicyStatement[] = [
      { Effect: 'Allow', Action: 's3:*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:PutObject', Principal: { AWS: '123456789012' } },
    ];
    expect(evaluatePolicy(policy(...statements), put(), CALLER)).toBe('Deny');
  });

  test('puts in variables as text, and takes escaped wildcards for themselves', () => {
    const keys = { 'cognito-identity.amazonaws.com:sub': 'us-east-1:*' };
    const own = {
      Effect: 'Allow',
      Resource: `arn:aws:s3:::b/\${cognito-identity.amazonaws.com:sub}/*`,
    } as const;
    expect(saysTo(own, put(keys, 'arn:aws:s3:::b/us-east-1:*/a'))).toBe('Allow');
    expect(saysTo(own, put(keys, 'arn:aws:s3:::b/us-east-1:x/a'))).toBeNull();
    expect(saysTo(own, put({}, 'arn:aws:s3:::b//a'))).toBeNull();
    const star = { Effect: 'Allow', Resource: `arn:aws:s3:::b/a\${*}/*` } as const;
    expect(saysTo(star, put({}, 'arn:aws:s3:::b/a*/c'))).toBe('Allow');
    expect(saysTo(star, put({}, 'arn:aws:s3:::b/ab/c'))).toBeNull();
  });

  test('without the version of 2012 has no variables', () => {
    const Statement = [{ Effect: 'Allow', Resource: `arn:aws:s3:::b/\${*}` }] as const;
    expect(evaluatePolicy({ Statement }, put({}, 'arn:aws:s3:::b/*'), CALLER)).toBeNull();
  });
});

test.each([
  ['eu-west-1', 'cognito-identity.amazonaws.com'],
  ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com'],
  ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn'],
])('a guest of %s is known to policies by %s alone', (region, issuer) => {
  const poolId = `${region}:00000000-0000-4000-8000-000000000001`;
  const identity = { identityId: `${region}:me`, poolId, amr: ['unauthenticated'] };
  const session = { ...identity, accessKeyId: 'ASIA', expiration: 0 };
  const mayPut = (name: string): boolean => {
    const role = policy({ Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::b/\${${name}:sub}/*` });
    const asked = put({}, `arn:aws:s3:::b/${region}:me/a`);
    return (
      cognitoSession(session, new Policies([{ id: poolId, guests: true, role }])).refusal(
        asked,
        undefined,
      ) === null
    );
  };
  expect([mayPut(issuer), mayPut('cognito-identity.amazonaws.com')]).toEqual([true, region === 'eu-west-1']);
});

describe('a condition', () => {
  test.each<[Conditions, value: string | undefined, holds: boolean]>([
    [{ StringEquals: { 's3:Prefix': ['a', 'b'] } }, 'b', true],
    [{ StringEquals: { 's3:prefix': 'a*' } }, 'ab', false],
    [{ StringEquals: { 's3:prefix': 'a' } }, undefined, false],
    [{ StringEqualsIfExists: { 's3:prefix': 'a' } }, undefined, true],
    [{ StringEqualsIfExists: { 's3:prefix': 'a' } }, 'b', false],
    [{ StringNotEquals: { 's3:prefix': ['a', 'b'] } }, 'b', false],
    [{ StringNotEquals: { 's3:prefix': ['a', 'b'] } }, 'c', true],
    [{ StringNotEquals: { 's3:prefix': 'a' } }, undefined, true],
    [{ StringEqualsIgnoreCase: { 's3:prefix': 'A' } }, 'a', true],
    [{ StringLike: { 's3:prefix': 'a/*' } }, 'a/', true],
    [{ StringLike: { 's3:prefix': 'a/*' } }, '', false],
    [{ StringLike: { 's3:prefix': '*' } }, undefined, false],
    [{ StringLikeIfExists: { 's3:prefix': 'a/*' } }, undefined, true],
    [{ StringNotLike: { 's3:prefix': 'a/*' } }, 'b/', true],
    [{ StringNotLike: { 's3:prefix': 'a/*' } }, undefined, true],
    [{ Bool: { 's3:prefix': 'false' } }, 'false', true],
    [{ Bool: { 's3:prefix': 'false' } }, undefined, false],
    [{ BoolIfExists: { 's3:prefix': 'false' } }, undefined, true],
    [{ Null: { 's3:prefix': 'true' } }, undefined, true],
    [{ Null: { 's3:prefix': 'true' } }, '', false],
    [{ Null: { 's3:prefix': 'false' } }, '*', true],
    [{ NumericLessThanEquals: { 's3:prefix': '10' } }, '10', true],
    [{ NumericLessThanEquals: { 's3:prefix': '10' } }, '11', false],
    [{ StringLike: { 's3:prefix': 'a' }, Null: { 's3:delimiter': 'false' } }, 'a', false],
  ])('%j of %j: %j', (Condition, value, holds) => {
    const keys: ConditionKeys = value === undefined ? {} : { 's3:prefix': value };
    expect(saysTo({ Effect: 'Allow', Condition }, put(keys))).toBe(holds ? 'Allow' : null);
  });

  test('that is not served is an error, not a decision', () => {
    expect(() => saysTo({ Effect: 'Deny', Condition: { DateLessThan: { 'aws:CurrentTime': 'x' } } })).toThrow(
      'DateLessThan',
    );
  });
});

describe('a request is refused in the words of AWS', () => {
  const ALLOW = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
  const NOTHING = policy();
  const DENY = policy({ Effect: 'Allow', Action: '*' }, { Effect: 'Deny', Action: 's3:PutObject' });

  const WHO = `User: ${CALLER.sessionArn} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::b/team/a.jpg"`;
  const refusal = (layers: Partial<PolicyLayers>): string | null => {
    const denial = denialOf({ identity: ALLOW, ...layers }, put(), CALLER);
    return denial && denialMessage(denial, put(), CALLER);
  };

  test.each<[keyof PolicyLayers, string, string]>([
    ['identity', 'an identity-based policy', 'identity-based policy'],
    ['serviceControl', 'a service control policy', 'service control policy'],
    ['vpcEndpoint', 'a VPC endpoint policy', 'VPC endpoint policy'],
    ['permissionsBoundary', 'a permissions boundary', 'permissions boundary'],
    ['session', 'a session policy', 'session policy'],
  ])('%s', (layer, denying, silent) => {
    expect(refusal({ [layer]: DENY })).toBe(`${WHO} with an explicit deny in ${denying}`);
    expect(refusal({ [layer]: NOTHING })).toBe(`${WHO} because no ${silent} allows the s3:PutObject action`);
    expect(refusal({ [layer]: ALLOW })).toBeNull();
  });

  test('a bucket policy denies, and allows in place of the role, but not in place of others', () => {
    expect(refusal({ resource: DENY })).toBe(`${WHO} with an explicit deny in a resource-based policy`);
    expect(refusal({ resource: NOTHING })).toBeNull();
    expect(refusal({ identity: NOTHING, resource: ALLOW })).toBeNull();
    expect(refusal({ session: NOTHING, resource: ALLOW })).toContain('because no session policy allows');
  });

  test('a deny goes before a missing allow', () => {
    expect(refusal({ identity: NOTHING, session: DENY })).toContain('with an explicit deny in a session');
  });
});
