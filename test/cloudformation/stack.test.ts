import { describe, expect, test } from 'vitest';
import { parseSetupCode } from '../../src/core/setup-code';
import { evaluate } from './evaluate';
import { templateFor } from './guest-stack';
import { stackOf } from './stack';

const POOL = 'us-east-1:11111111-2222-3333-4444-555555555555';
const PLACE = { bucket: 'photos', region: 'us-east-1' };
const USER_POOL = {
  issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123',
  clientId: '3n4b5urk1ft4fl3mg5e62d9ado',
};

describe('CloudFormation’s functions', () => {
  const made = { Pool: { ref: 'pool-1', attributes: { Arn: 'arn:pool' } } };

  test.each([
    ['Ref', { Ref: 'Pool' }, 'pool-1'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Pool', 'Arn'] }, 'arn:pool'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Pool' }]] }, 'a-pool-1'],
    ['Fn::Base64', { 'Fn::Base64': 'ü' }, 'w7w='],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['-', { Ref: 'Pool' }] }] }, '1'],
    ['lists and objects', { a: [{ Ref: 'Pool' }, 1, true] }, { a: ['pool-1', 1, true] }],
  ])('%s is carried out', (_name, value, result) => expect(evaluate(value, made)).toEqual(result));

  test.each([
    ['a resource that is nowhere', { Ref: 'Bucket' }],
    ['an attribute that is nowhere', { 'Fn::GetAtt': ['Pool', 'Name'] }],
    ['a function that is none', { 'Fn::If': ['a', 'b', 'c'] }],
    ['a part that is nowhere', { 'Fn::Select': [3, ['a']] }],
    ['a list for a text', { 'Fn::Join': ['', [['a']]] }],
    ['too few arguments', { 'Fn::Join': [''] }],
  ])('%s is refused', (_name, value) => expect(() => evaluate(value, made)).toThrow());
});

test('a stack for guests has a bucket, a pool that lets them in by its role, and their set-up code', () => {
  const stack = stackOf(templateFor(PLACE), { identityPoolId: POOL });
  expect(stack.bucket).toMatchObject({
    name: 'photos',
    versioned: false,
    encryption: { algorithm: 'AES256' },
  });
  expect(stack.pool).toMatchObject({ id: POOL, guests: true });
  expect(stack.pool.users).toBeUndefined();
  expect(JSON.stringify(stack.pool.trust)).toContain(POOL);
  expect([stack.clients, stack.users, stack.kmsKeys]).toEqual([[], [], []]);
  expect(parseSetupCode(stack.outputs['SetupCode'] ?? '')).toMatchObject({
    settings: { ...PLACE, identityPoolId: POOL, access: 'guest' },
  });
});

test('a stack for users has a client, a first user, and no guests', () => {
  const choices = {
    access: 'user',
    firstUser: 'ada@example.com',
    restore: true,
    encryption: 'new-key',
  } as const;
  const stack = stackOf(templateFor({ ...PLACE, ...choices }), { identityPoolId: POOL, userPool: USER_POOL });
  expect(stack.bucket).toMatchObject({ versioned: true, encryption: { algorithm: 'aws:kms' } });
  expect(stack.kmsKeys.map(({ id }) => id)).toEqual([stack.bucket.encryption?.keyId]);
  expect(stack.pool).toMatchObject({
    guests: false,
    role: 'none',
    users: { providers: [{ issuer: USER_POOL.issuer.slice(8), clientId: USER_POOL.clientId }] },
  });
  expect(stack.clients).toMatchObject([{ id: USER_POOL.clientId }]);
  expect(stack.users).toEqual(['ada@example.com']);
  expect(parseSetupCode(stack.outputs['SetupCode'] ?? '')).toMatchObject({
    settings: { access: 'user', ...USER_POOL },
  });
});
