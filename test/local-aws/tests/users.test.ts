import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect, test } from 'vitest';
import { expectErrorAnswer, expectRefusal } from '../../s3-contract/requests';
import { useLocalAws } from '../../use-local-aws';
import type { UserSetup } from '../index';

const { start, clientOf } = useLocalAws();

const WEEK_SECONDS = 7 * 24 * 3600;

/** May read and write below `mine/`, and nothing else. */
const ADA: UserSetup = {
  name: 'ada',
  accessKeyId: 'AKIALOCALAWSUSERADA0',
  secretAccessKey: 'localAwsUserSecretKeyOfAdaTestsOnly00000',
  policy: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::demo/mine/*' },
    ],
  },
};
const OWN = { Bucket: 'demo', Key: 'mine/a.txt' };

test('a user does with an access key what the user’s policy allows, and is refused the rest in AWS’s words', async () => {
  const s3 = clientOf(await start({ users: [ADA] }), { credentials: ADA });
  await s3.send(new PutObjectCommand({ ...OWN, Body: 'x' }));
  expect(await (await s3.send(new GetObjectCommand(OWN))).Body?.transformToString()).toBe('x');
  await expect(s3.send(new DeleteObjectCommand(OWN))).rejects.toMatchObject({
    name: 'AccessDenied',
    message:
      'User: arn:aws:iam::123456789012:user/ada is not authorized to perform: s3:DeleteObject on resource: ' +
      '"arn:aws:s3:::demo/mine/a.txt" because no identity-based policy allows the s3:DeleteObject action',
  });
  await expectRefusal(s3.send(new PutObjectCommand({ Bucket: 'demo', Key: 'a' })), 'AccessDenied', 403);
  await expectRefusal(s3.send(new ListObjectsV2Command({ Bucket: 'demo' })), 'AccessDenied', 403);
});

test('a user is refused what the bucket, the boundary or the organisation denies', async () => {
  const aws = await start({ users: [ADA] });
  const s3 = clientOf(aws, { credentials: ADA });
  const put = () => s3.send(new PutObjectCommand({ ...OWN, Body: 'x' }));
  const deny = { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' } as const;
  const Principal = { AWS: 'arn:aws:iam::123456789012:user/ada' };
  await aws.setBucketPolicy('demo', { Statement: [{ ...deny, Principal }] });
  await expectRefusal(put(), 'AccessDenied', 403);
  await aws.setBucketPolicy('demo', null);
  await put();
  const all = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
  aws.setAccountPolicies({ serviceControl: { Statement: [all, deny] } });
  await expectRefusal(put(), 'AccessDenied', 403);
  aws.setAccountPolicies({});
  aws.setUsers([{ ...ADA, permissionsBoundary: { Statement: [{ ...all, Action: 's3:GetObject' }] } }]);
  await expect(put()).rejects.toMatchObject({
    message: expect.stringContaining('because no permissions boundary allows'),
  });
});

test('an unknown access key and a secret of another key are refused in AWS’s words', async () => {
  const aws = await start({ users: [ADA] });
  const list = (credentials: typeof aws.owner) =>
    clientOf(aws, { credentials }).send(new ListBucketsCommand({}));
  await expect(list({ ...ADA, accessKeyId: 'AKIANOBODYKNOWSTHIS0' })).rejects.toMatchObject({
    name: 'InvalidAccessKeyId',
    message: 'The AWS Access Key Id you provided does not exist in our records.',
    AWSAccessKeyId: 'AKIANOBODYKNOWSTHIS0',
    $metadata: { httpStatusCode: 403 },
  });
  await expect(list({ ...ADA, secretAccessKey: aws.owner.secretAccessKey })).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    message: expect.stringMatching(/^The request signature we calculated does not match/u),
    AWSAccessKeyId: ADA.accessKeyId,
    $metadata: { httpStatusCode: 403 },
  });
});

test('a key is rotated and removed while the server runs, also in URLs that were signed before', async () => {
  const aws = await start({ users: [ADA] });
  const old = clientOf(aws, { credentials: ADA });
  await old.send(new PutObjectCommand({ ...OWN, Body: 'x' }));
  const url = await getSignedUrl(old, new GetObjectCommand(OWN));
  expect((await fetch(url)).status).toBe(200);
  const rotated = { ...ADA, accessKeyId: 'AKIALOCALAWSUSERADA1', secretAccessKey: 'another' };
  aws.setUsers([ADA, rotated]);
  const s3 = clientOf(aws, { credentials: rotated });
  for (const client of [old, s3]) await client.send(new GetObjectCommand(OWN));
  aws.setUsers([rotated]);
  await s3.send(new GetObjectCommand(OWN));
  await expectRefusal(old.send(new GetObjectCommand(OWN)), 'InvalidAccessKeyId', 403);
  await expectErrorAnswer(await fetch(url), 403, 'InvalidAccessKeyId');
  aws.setUsers([{ ...rotated, secretAccessKey: 'other again' }]);
  await expectRefusal(s3.send(new GetObjectCommand(OWN)), 'SignatureDoesNotMatch', 403);
});

test('a URL that a user signs for seven days works until then, and one for longer never', async () => {
  let days = 0;
  const aws = await start({ users: [ADA], now: () => Date.now() + days * 86_400_000 });
  const s3 = clientOf(aws, { credentials: ADA });
  await s3.send(new PutObjectCommand({ ...OWN, Body: 'x' }));
  const url = await getSignedUrl(s3, new GetObjectCommand(OWN), { expiresIn: WEEK_SECONDS });
  days = 6.9;
  expect((await fetch(url)).status).toBe(200);
  days = 7.1;
  expect(await expectErrorAnswer(await fetch(url), 403, 'AccessDenied')).toContain('Request has expired');
  days = 0;
  const longer = url.replace(`X-Amz-Expires=${WEEK_SECONDS}`, `X-Amz-Expires=${WEEK_SECONDS + 1}`);
  const refusal = await expectErrorAnswer(await fetch(longer), 400, 'AuthorizationQueryParametersError');
  expect(refusal).toContain('X-Amz-Expires must be less than a week (in seconds)');
});
