import { expect, test } from 'vitest';
import { AWS_REGIONS, bucketNameProblem, isOptInRegion } from '../../src/core/aws-names';
import { nearestRegion, suggestedBucketName } from '../../src/setup/suggestions';

test('a suggested bucket name is one that S3 takes, and another each time', () => {
  const names = Array.from({ length: 50 }, suggestedBucketName);
  expect(names.map(bucketNameProblem).filter(problem => problem !== null)).toEqual([]);
  expect(new Set(names).size).toBe(50);
});

test.each([
  ['Asia/Seoul', 'ap-northeast-2'],
  ['Europe/Berlin', 'eu-central-1'],
  ['Europe/London', 'eu-west-1'],
  ['America/New_York', 'us-east-1'],
  ['America/Vancouver', 'us-west-2'],
  ['America/Argentina/Salta', 'sa-east-1'],
  ['UTC', 'us-east-1'],
])('somebody in %s is near to %s', (zone, region) => expect(nearestRegion(zone)).toBe(region));

test('every region that is suggested is one that each account has', () => {
  const zones = Intl.supportedValuesOf('timeZone').map(nearestRegion);
  expect(zones.filter(region => isOptInRegion(region) || !AWS_REGIONS.some(one => one === region))).toEqual(
    [],
  );
});
