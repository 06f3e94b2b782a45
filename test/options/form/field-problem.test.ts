import { describe, expect, test } from 'vitest';
import { EMPTY_SETTINGS, type SettingsInput } from '../../../src/core/settings';
import { storeNamed } from '../../../src/core/stores';
import { fieldProblems, regionDoubt } from '../../../src/options/form/field-problem';

const AWS = storeNamed('aws');
const POOL = 'eu-west-1:1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';
const RIGHT: SettingsInput = {
  ...EMPTY_SETTINGS,
  ...{ bucket: 'photos', region: 'eu-west-1', identityPoolId: POOL },
};
const sentence = (field: keyof SettingsInput, value: string): string =>
  fieldProblems({ ...RIGHT, [field]: value }, AWS)[field]?.sentence ?? '';

test('nothing is wrong with right settings', () => {
  expect(fieldProblems(RIGHT, AWS)).toEqual({});
});

describe('what is in the wrong field is named', () => {
  test.each([
    ['arn:aws:iam::111122223333:role/shoebox-guests', 'This is an IAM role. Enter the bucket’s name'],
    ['arn:aws-cn:sts::111122223333:assumed-role/guests/me', 'This is an IAM role.'],
    ['arn:aws:s3:eu-west-1:111122223333:accesspoint/mine', 'access point. Enter its alias'],
    ['arn:aws:lambda:eu-west-1:111122223333:function:f', 'This is the ARN of something else.'],
    [POOL, 'This is an identity pool.'],
    ['eu-west-1_AbCdEfGhI', 'This is a user pool.'],
    ['AKIAIOSFODNN7EXAMPLE', 'This is an access key.'],
    [
      'https://eu-west-1.console.aws.amazon.com/s3/buckets?region=eu-west-1',
      'No bucket is open on this page',
    ],
    ['https://example.com', 'This is a web address.'],
    ['My Photos', 'Bucket names can only have lowercase letters'],
    ['s3://My Photos/', 'Bucket names can only have lowercase letters'],
    ['arn:aws:s3:::My Photos', 'Bucket names can only have lowercase letters'],
  ])('“Bucket”: %s', (value, expected) => {
    expect(sentence('bucket', value)).toContain(expected);
  });

  test.each([
    ['eu-west-1_AbCdEfGhI', 'This is a user pool. Shoebox needs an identity pool'],
    ['arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEfGhI', 'This is a user pool.'],
    ['arn:aws:iam::111122223333:role/shoebox-guests', 'This is an IAM role.'],
    ['arn:aws:s3:::photos', 'This is a bucket.'],
    ['https://console.aws.amazon.com/cognito/v2/home', 'This is an address of the AWS console.'],
    [POOL.slice(0, -4), 'identity pool ID isn’t complete'],
  ])('“Identity pool ID”: %s', (value, expected) => {
    expect(sentence('identityPoolId', value)).toContain(expected);
  });

  test('“Region”: an ARN', () => {
    expect(sentence('region', 'arn:aws:s3:::photos')).toBe(
      'This is a bucket. Enter the bucket’s region, like eu-west-1.',
    );
  });
});

describe('a region that AWS does not have', () => {
  test.each([
    ['Mars', null],
    ['Ireland', 'eu-west-1'],
    ['Irland', 'eu-west-1'],
    ['EU (Frankfurt)', 'eu-central-1'],
    ['Canada West (Calgary)', 'ca-west-1'],
    ['eu west 1', 'eu-west-1'],
    ['us-east1', 'us-east-1'],
    ['서울', 'ap-northeast-2'],
  ])('%s is told, with what was meant: %s', (region, meant) => {
    const problem = fieldProblems({ ...RIGHT, region }, AWS).region;
    expect(problem).toMatchObject({ kind: 'region-unknown', meant });
    expect(problem?.sentence).toContain(`There is no AWS region “${region}”.`);
  });

  test('is one of an S3 of one’s own', () => {
    expect(fieldProblems({ ...RIGHT, region: 'garage', endpoint: 'https://s3.example.com' }, AWS)).toEqual(
      {},
    );
  });

  test('but could be one that it has opened since can be saved, with a doubt', () => {
    const input = { ...RIGHT, region: 'eu-wset-1' };
    expect(fieldProblems(input, AWS)).toEqual({});
    expect(regionDoubt(input, AWS)?.meant).toBe('eu-west-1');
    expect(regionDoubt(RIGHT, AWS)).toBeNull();
  });
});

describe('another store than Amazon’s', () => {
  const KEYS: SettingsInput = { ...RIGHT, access: 'keys', identityPoolId: '' };

  test('names its regions as it likes, also before its endpoint is known', () => {
    const input = { ...KEYS, region: 'fr-par', endpoint: 'https://s3.fr-par.scw.cloud' };
    expect(fieldProblems(input, storeNamed('scaleway'))).toEqual({});
    expect(fieldProblems({ ...KEYS, region: 'auto' }, storeNamed('r2')).region).toBeUndefined();
    expect(regionDoubt({ ...KEYS, region: 'mars' }, storeNamed('minio'))).toBeNull();
  });

  test.each([
    ['scaleway', 'fr-pra', 'fr-par'],
    ['spaces', 'nyc9', 'nyc3'],
    ['b2', 'us-west-9999', null],
    ['scaleway', 'fr-par', undefined],
    ['scaleway', ' FR-PAR ', undefined],
    ['scaleway', 'fr-p', undefined],
  ] as const)('%s has no region %j that is known: %j is meant', (id, region, meant) => {
    expect(regionDoubt({ ...KEYS, region }, storeNamed(id))?.meant).toBe(meant);
  });

  test('needs an endpoint: without one, the settings would be a bucket’s at Amazon', () => {
    expect(fieldProblems(KEYS, storeNamed('r2')).endpoint?.kind).toBe('endpoint-empty');
    expect(fieldProblems(KEYS, storeNamed('other')).endpoint?.kind).toBe('endpoint-empty');
    expect(fieldProblems({ ...KEYS, region: 'fr-par' }, storeNamed('scaleway')).endpoint?.kind).toBe(
      'endpoint-empty',
    );
  });

  test('whose endpoint follows from the region wants the region alone', () => {
    const problems = fieldProblems({ ...KEYS, region: '' }, storeNamed('scaleway'));
    expect(Object.keys(problems)).toEqual(['region']);
  });
});
