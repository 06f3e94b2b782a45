import { expect, test } from 'vitest';
import { bucketArn, objectsArn } from '../../src/core/arn';

test.each([
  ['eu-central-1', 'arn:aws:s3:::photos'],
  ['cn-north-1', 'arn:aws-cn:s3:::photos'],
  ['us-gov-west-1', 'arn:aws-us-gov:s3:::photos'],
])('the ARN of a bucket in %s has that region’s partition: %s', (region, arn) => {
  expect(bucketArn({ bucket: 'photos', folder: '', region })).toBe(arn);
});

test.each([
  ['', 'arn:aws:s3:::photos/*'],
  ['mine/', 'arn:aws:s3:::photos/mine/*'],
  ['what?*$/', `arn:aws:s3:::photos/what$\{?}$\{*}$\{$}/*`],
])('the ARN of all objects in the folder %j takes its special characters literally: %s', (folder, arn) => {
  expect(objectsArn({ bucket: 'photos', folder, region: 'us-east-1' })).toBe(arn);
});
