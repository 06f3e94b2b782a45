import { expect, test } from 'vitest';
import { bucketArn, objectsArn } from '../../src/core/arn';

test.each([
  ['', 'arn:aws:s3:::photos/*'],
  ['mine/', 'arn:aws:s3:::photos/mine/*'],
  ['what?*$/', `arn:aws:s3:::photos/what$\{?}$\{*}$\{$}/*`],
])('the ARN of all objects in the folder %j takes its special characters literally: %s', (folder, arn) => {
  expect(objectsArn({ bucket: 'photos', folder, region: 'us-east-1' })).toBe(arn);
});

test('the ARN of an alias is its access point’s, in whichever account, since a policy takes no alias', () => {
  const target = {
    bucket: 'photos-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias',
    folder: 'mine/',
    region: 'cn-north-1',
  };
  expect(bucketArn(target)).toBe('arn:aws-cn:s3:cn-north-1:*:accesspoint/photos');
  expect(objectsArn(target)).toBe('arn:aws-cn:s3:cn-north-1:*:accesspoint/photos/object/mine/*');
});
