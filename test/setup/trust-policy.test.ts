import { expect, test } from 'vitest';
import { trustPolicy } from '../../src/setup/trust-policy';

test.each([
  ['guest', 'unauthenticated'],
  ['user', 'authenticated'],
] as const)('the role of a %s can be taken by those of one pool alone who came in %s', (access, amr) => {
  const [statement, ...others] = trustPolicy('us-gov-west-1', 'us-gov-west-1:pool', access).Statement;
  expect(others).toEqual([]);
  expect(statement).toEqual({
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity-us-gov.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { 'cognito-identity-us-gov.amazonaws.com:aud': 'us-gov-west-1:pool' },
      'ForAnyValue:StringLike': { 'cognito-identity-us-gov.amazonaws.com:amr': amr },
    },
  });
});
