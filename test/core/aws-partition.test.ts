import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { bucketArn } from '../../src/core/arn';
import { partitionOf, regionalOrigin } from '../../src/core/aws-partition';
import { consoleLinks } from '../../src/setup/console-links';

const PARTITIONS = [
  ['eu-central-1', 'aws', 'amazonaws.com', 'console.aws.amazon.com'],
  ['me-central-1', 'aws', 'amazonaws.com', 'console.aws.amazon.com'],
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn', 'console.amazonaws.cn'],
  ['cn-northwest-1', 'aws-cn', 'amazonaws.com.cn', 'console.amazonaws.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com', 'console.amazonaws-us-gov.com'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu', 'console.amazonaws-eusc.eu'],
] as const;

test.each(PARTITIONS)(
  '%s is in the partition %s: its hosts end in %s, its console is %s',
  (region, partition, domain, host) => {
    expect(partitionOf(region)).toBe(partition);
    expect(regionalOrigin('s3', region)).toBe(`https://s3.${region}.${domain}`);
    expect(regionalOrigin('cognito-identity', region)).toBe(`https://cognito-identity.${region}.${domain}`);
    expect(bucketArn({ bucket: 'photos', folder: '', region })).toBe(`arn:${partition}:s3:::photos`);
    expect(consoleLinks(region).buckets).toBe(`https://${host}/s3/buckets?region=${region}`);
  },
);

const s3 = new S3Client({ region: 'us-east-1' }).config.endpointProvider;
const cognito = new CognitoIdentityClient({ region: 'us-east-1' }).config.endpointProvider;

test.each(PARTITIONS)('the origins of %s are those of the SDK’s own rules', Region => {
  expect(s3({ Region }).url.origin).toBe(regionalOrigin('s3', Region));
  expect(cognito({ Region }).url.origin).toBe(regionalOrigin('cognito-identity', Region));
});
