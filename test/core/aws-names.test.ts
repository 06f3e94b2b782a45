import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AWS_REGIONS,
  bucketNameProblem,
  isIdentityPoolId,
  isRegion,
  regionOfIdentityPool,
} from '../../src/core/aws-names';

describe('bucketNameProblem', () => {
  it.each(['abc', 'my-bucket', 'my.bucket.2', '0a0', 'a'.repeat(63), '1.2.3', '1.2.3.4.5', 'a--b'])(
    'accepts %s',
    name => expect(bucketNameProblem(name)).toBeNull(),
  );

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
    ['abc-s3alias', 'reserved-suffix'],
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

it('accepts every region of the list, each of which is there once', () => {
  expect(AWS_REGIONS.every(isRegion)).toBe(true);
  expect(new Set(AWS_REGIONS).size).toBe(AWS_REGIONS.length);
});

it.each(['default', 'garage', 'xx-new-9', 'a'])('accepts %s', region => expect(isRegion(region)).toBe(true));

it.each(['', 'EU', 'eu west', '-eu', 'eu-', 'eu.west', 'eu-west-1\n', 'a'.repeat(64)])('refuses %j', region =>
  expect(isRegion(region)).toBe(false),
);
