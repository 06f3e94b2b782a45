import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { defaultEndpointResolver } from '../../src/aws/endpoint-resolver';

const AWS = { Bucket: 'pictures', Region: 'eu-central-1' };
const OWN = { ...AWS, Endpoint: 'https://s3.example.org' };

// Node runs the SDK with its own rules: what takes their place in the build has to say the same.
const theirs = new S3Client({ region: 'us-east-1' }).config.endpointProvider;

test.each([
  AWS,
  { ...AWS, ForcePathStyle: true },
  { ...AWS, Bucket: 'my.dotted.bucket' },
  { ...AWS, Region: 'us-east-1' },
  { ...AWS, Region: 'cn-north-1' },
  { ...AWS, Region: 'us-gov-west-1' },
  { ...AWS, Region: 'eusc-de-east-1' },
  { ...AWS, Region: 'us-east-1', Bucket: 'My_Pictures' },
  { ...AWS, Region: 'us-east-1', Bucket: 'p'.repeat(64) },
  { ...AWS, Bucket: 'pictures-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias' },
  OWN,
  { ...OWN, ForcePathStyle: true },
  { ...OWN, Bucket: 'my.dotted.bucket' },
  { ...OWN, Endpoint: 'http://127.0.0.1:9000', ForcePathStyle: true },
  { ...OWN, Endpoint: 'http://127.0.0.1:9000' },
  { ...OWN, Endpoint: 'http://localhost:9000', ForcePathStyle: true },
])('the endpoint for %o is the one of the SDK’s own rules', params => {
  const own = defaultEndpointResolver(params);
  const { url, properties } = theirs(params);
  expect([own.url.href, own.properties]).toEqual([url.href, properties]);
});
