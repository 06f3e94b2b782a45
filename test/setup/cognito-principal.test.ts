import { expect, test } from 'vitest';
import { cognitoPrincipal } from '../../src/setup/cognito-principal';

test.each([
  ['eu-west-1', 'cognito-identity.amazonaws.com'],
  ['garage', 'cognito-identity.amazonaws.com'],
  ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com'],
  ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com'],
  ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn'],
])('policies call the identity pools of %s %s', (region, name) =>
  expect(cognitoPrincipal(region)).toBe(name),
);
