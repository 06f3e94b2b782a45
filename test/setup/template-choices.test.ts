import { expect, test } from 'vitest';
import { AWS_REGIONS } from '../../src/core/aws-names';
import { partitionOf } from '../../src/core/aws-partition';
import { isKeyArn, isMailAddress, templateAccess } from '../../src/setup/template-choices';

test.each([
  ['us-gov-west-1', ['guest', 'user', 'both']],
  ['us-gov-east-1', []],
  ['cn-north-1', ['guest']],
  ['cn-northwest-1', []],
  ['eusc-de-east-1', []],
])('a template for %s can let in %j', (region, access) => expect(templateAccess(region)).toEqual(access));

test('a template for any region of the partition aws can let everybody in', () => {
  const regions = AWS_REGIONS.filter(region => partitionOf(region) === 'aws');
  expect(regions.filter(region => templateAccess(region).length !== 3)).toEqual([]);
});

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';

test.each([
  [`arn:aws:kms:eu-west-1:111122223333:key/${KEY}`, true],
  ['arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab', true],
  [`arn:aws:kms:eu-west-2:111122223333:key/${KEY}`, false],
  [`arn:aws-cn:kms:eu-west-1:111122223333:key/${KEY}`, false],
  ['arn:aws:kms:eu-west-1:111122223333:alias/photos', false],
  [KEY, false],
  ['', false],
])('as key of a bucket in eu-west-1, %j is right: %s', (arn, right) =>
  expect(isKeyArn(arn, 'eu-west-1')).toBe(right),
);

test.each([
  ['ada@example.com', true],
  ['ada+photos@mail.example.com', true],
  ['ada', false],
  ['ada@localhost', false],
  ['a b@example.com', false],
  ['<ada@example.com>', false],
  [`${'a'.repeat(128)}@example.com`, false],
  ['', false],
])('as mail address, %j is right: %s', (text, right) => expect(isMailAddress(text)).toBe(right));
