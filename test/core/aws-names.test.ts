import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  AWS_REGIONS,
  accessPointOfAlias,
  bucketNameProblem,
  isIdentityPoolId,
  isLegacyBucketName,
  isOptInRegion,
  isRegion,
  regionOfIdentityPool,
} from '../../src/core/aws-names';

describe('bucketNameProblem', () => {
  it.each([
    ...['abc', 'my-bucket', 'my.bucket.2', '0a0', 'a'.repeat(63), '1.2.3', '1.2.3.4.5', 'a--b'],
    'photos-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias',
  ])('accepts %s', name => expect(bucketNameProblem(name)).toBeNull());

  it.each([
    ['', 'empty'],
    ['ab', 'length'],
    ['a'.repeat(64), 'length'],
    ['Abc', 'characters'],
    ['a_b', 'characters'],
    ['사진첩', 'characters'],
    ['abc\n', 'characters'],
    ['-abc', 'edges'],
    ['abc.', 'edges'],
    ['a..b', 'dots'],
    ['192.168.5.4', 'ip-address'],
    ['xn--abc', 'reserved-prefix'],
    ['sthree-abc', 'reserved-prefix'],
    ['amzn-s3-demo-x', 'reserved-prefix'],
    ['abc--ol-s3', 'reserved-suffix'],
    ['abc.mrap', 'reserved-suffix'],
    ['abc--usw2-az1--x-s3', 'reserved-suffix'],
    ['abc--table-s3', 'reserved-suffix'],
  ])('refuses %j: %s', (name, problem) => expect(bucketNameProblem(name)).toBe(problem));

  it('accepts nothing that could not stand in a host name', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1.-A_/ é') }), name => {
        if (bucketNameProblem(name) === null)
          expect(new URL(`https://${name}.example`).host).toBe(`${name}.example`);
      }),
    );
  });
});

describe('isLegacyBucketName', () => {
  it.each(['My_Bucket', 'PHOTOS', 'a_b', 'a'.repeat(64), `${'a'.repeat(254)}B`, 'My..Bucket-'])(
    'takes %s for one that only us-east-1 had',
    name => expect(isLegacyBucketName(name)).toBe(true),
  );

  it.each([
    'photos',
    'A',
    'A'.repeat(256),
    'My Bucket',
    'My/Bucket',
    '사진_첩',
    'My_Bucket\n',
    '192.168.5.4',
  ])('does not take %j for one', name => expect(isLegacyBucketName(name)).toBe(false));
});

test.each([
  ['photos-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias', 'photos'],
  ['my-own-photos-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias', 'my-own-photos'],
  // May be cut off: the alias has no room for more.
  [`${'a'.repeat(20)}-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias`, `${'a'.repeat(20)}*`],
  ['photos', null],
  ['photos-s3alias', null],
])('the alias %s stands for the access point %s', (alias, name) =>
  expect(accessPointOfAlias(alias)).toBe(name),
);

test.each([
  ...(['us-east-1', 'eu-central-1', 'ap-northeast-3', 'sa-east-1'] as const).map(
    open => [open, false] as const,
  ),
  ...(['af-south-1', 'eu-central-2', 'me-central-1', 'mx-central-1', 'ap-southeast-12'] as const).map(
    optIn => [optIn, true] as const,
  ),
  // Other partitions, and S3s of one's own.
  ...(['cn-north-1', 'us-gov-west-1', 'eusc-de-east-1', 'garage', ''] as const).map(
    no => [no, false] as const,
  ),
])('whether an account has to opt into %j: %s', (region, isOptIn) =>
  expect(isOptInRegion(region)).toBe(isOptIn),
);

const GUID = '1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';

it.each(['us-east-1', 'us-gov-west-1', 'ap-southeast-12', 'eusc-de-east-1'])('knows a pool in %s', region => {
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

it('accepts every region of the list, each of which is there once', () => {
  expect(AWS_REGIONS.every(isRegion)).toBe(true);
  expect(new Set(AWS_REGIONS).size).toBe(AWS_REGIONS.length);
});

it.each(['default', 'garage', 'xx-new-9', 'a'])('accepts %s', region => expect(isRegion(region)).toBe(true));

it.each(['', 'EU', 'eu west', '-eu', 'eu-', 'eu.west', 'eu-west-1\n', 'a'.repeat(64)])('refuses %j', region =>
  expect(isRegion(region)).toBe(false),
);
