import { expect, it } from 'vitest';
import { isIdentityPoolId, regionOfIdentityPool } from '../../src/core/identity-pool-id';

const GUID = '1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';

it.each(['us-east-1', 'us-gov-west-1', 'ap-southeast-12'])('knows a pool in %s', region => {
  expect(isIdentityPoolId(`${region}:${GUID}`)).toBe(true);
  expect(regionOfIdentityPool(`${region}:${GUID}`)).toBe(region);
});

it.each([
  '',
  GUID,
  `us-east-1:${GUID.slice(1)}`,
  `us-east-1:${GUID}0`,
  `us-east:${GUID}`,
  ` us-east-1:${GUID}`,
  `us-east-1:${GUID}\n`,
  'us-east-1_AbCdEfGhI',
])('refuses %j', id => {
  expect(isIdentityPoolId(id)).toBe(false);
  expect(regionOfIdentityPool(id)).toBeNull();
});
