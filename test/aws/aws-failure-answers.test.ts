import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Bucket, openBucket } from '../../src/aws/bucket';
import { headObject } from '../../src/aws/head-object';
import { createMultipartUpload } from '../../src/aws/multipart-uploads';
import { replaceObject } from '../../src/aws/put-object';
import { type Failure, toFailure } from '../../src/core/failure';
import { explainToAdmin } from '../../src/i18n/failure-messages';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { fakeBrowser } from '../webextension/fake-browser';
import { textsIn } from '../webextension/texts';
import { AS_AWS, bytes, GUEST_BUCKET, guestStorage, openAsGuest, settingsOf } from './local-bucket';

// AWS's answers as AWS words them, through the SDK's client and through the requests that go past it: what whoever set up the bucket reads.

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;

beforeEach(() => {
  fakeBrowser({ i18n: textsIn('en') });
  vi.stubGlobal('navigator', { onLine: true }); // Node 20 has none
});

const KEY = 'Trip/cat.jpg';
const OBJECT = { key: KEY, mediaType: 'image/jpeg', metadata: {} };

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const errorDocument = (code: string, message: string, more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message>${more}` +
  '<RequestId>4442587FB7D0A2F9</RequestId><HostId>nG0wWJZ7UaXqj1NgQHS/wZ8=</HostId></Error>';

const failureOf = async (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('nothing was refused')),
    error => toFailure(error),
  );

const wordsOf = (failure: Failure): string => {
  const { sentence, nextStep } = explainToAdmin(failure);
  return `${sentence} ${nextStep}`;
};

const ROLE = 'arn:aws:sts::111122223333:assumed-role/guests/CognitoIdentityCredentials';
const KMS_KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const denied = (action: string, resource: string, why: string): string =>
  `User: ${ROLE} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
const putDenied = (why: string): string => denied('s3:PutObject', `"arn:aws:s3:::demo/${KEY}"`, why);

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly more?: string;
  readonly region?: string;
  /** Sentence and next step. */
  readonly words: string;
}

const NEXT_MINUTE = 'Try again in a minute.';
const ADD_TO_ROLE = 'In IAM, add s3:PutObject on arn:aws:s3:::demo/* to the policy of the pool’s guest role.';

/** Collected from S3's "Error responses", IAM's "Troubleshoot access denied error messages", and public bug reports. */
const ANSWERS: readonly Answer[] = [
  // Refused by a rule
  {
    ...{ status: 403, code: 'AccessDenied', message: 'Access Denied' },
    words: `AWS doesn’t allow s3:PutObject. ${ADD_TO_ROLE}`,
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: putDenied('because no identity-based policy allows the s3:PutObject action'),
    words: `AWS doesn’t allow s3:PutObject. ${ADD_TO_ROLE}`,
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: putDenied('with an explicit deny in an identity-based policy'),
    words:
      'The policy of the pool’s guest role explicitly denies s3:PutObject. In IAM, narrow the “Deny” statement of that policy. Adding an “Allow” doesn’t help.',
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: putDenied('with an explicit deny in a resource-based policy'),
    words:
      'The bucket policy doesn’t allow s3:PutObject. Change the bucket policy: adding a permission to the role doesn’t help. If the policy demands encryption, choose it in Settings under “Advanced”.',
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: putDenied('because no resource-based policy allows the s3:PutObject action'),
    words:
      'The bucket policy doesn’t allow s3:PutObject. Change the bucket policy: adding a permission to the role doesn’t help. If the policy demands encryption, choose it in Settings under “Advanced”.',
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: putDenied('with an explicit deny in a service control policy'),
    words:
      'A policy of the AWS organization denies s3:PutObject. Only the organization’s administrators can change that. Changing the bucket or the role doesn’t help.',
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: putDenied(
      'with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-a1/service_control_policy/p-b2',
    ),
    words:
      'A policy of the AWS organization denies s3:PutObject. Only the organization’s administrators can change that. Changing the bucket or the role doesn’t help.',
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: putDenied('with an explicit deny in a resource control policy'),
    words:
      'A policy of the AWS organization denies s3:PutObject. Only the organization’s administrators can change that. Changing the bucket or the role doesn’t help.',
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: putDenied('because no permissions boundary allows the s3:PutObject action'),
    words:
      'The permissions boundary of the pool’s guest role doesn’t allow s3:PutObject. Allow it in that boundary. Adding it to the role’s policy doesn’t help.',
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: putDenied('because no session policy allows the s3:PutObject action'),
    words:
      'The session policy of the identity pool doesn’t allow s3:PutObject. Change how the identity pool gives out credentials: its session policy overrules the role’s own policy.',
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: putDenied('because no VPC endpoint policy allows the s3:PutObject action'),
    words:
      'The network’s VPC endpoint policy doesn’t allow s3:PutObject. Allow it in the VPC endpoint’s policy, or try another network.',
  },
  // Keys
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: denied(
      'kms:GenerateDataKey',
      KMS_KEY,
      'because no identity-based policy allows the kms:GenerateDataKey action',
    ),
    words: `AWS doesn’t allow kms:GenerateDataKey. In IAM, add kms:GenerateDataKey on ${KMS_KEY} to the policy of the pool’s guest role.`,
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: denied('kms:Decrypt', KMS_KEY, 'because no resource-based policy allows the kms:Decrypt action'),
    words: `The key policy of the encryption key doesn’t allow kms:Decrypt. In the key policy of ${KMS_KEY}, allow kms:Decrypt to the pool’s guest role.`,
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message:
      'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
    words:
      'AWS doesn’t allow kms:Decrypt. In IAM, add kms:Decrypt on * to the policy of the pool’s guest role.',
  },
  {
    ...{ status: 400, code: 'KMS.NotFoundException', message: "Invalid keyId 'nope'" },
    words:
      'The encryption key for this bucket doesn’t exist. Check the KMS key in Settings under “Advanced”, and in the bucket’s own settings. It has to be in the bucket’s region.',
  },
  {
    ...{ status: 400, code: 'KMS.DisabledException', message: `${KMS_KEY} is disabled.` },
    words:
      'The encryption key for this bucket can’t be used: it is disabled, about to be deleted, or of the wrong kind. Ask whoever manages the key to enable it, then try again.',
  },
  {
    ...{ status: 400, code: 'KMS.KMSInvalidStateException', message: `${KMS_KEY} is pending deletion.` },
    words:
      'The encryption key for this bucket can’t be used: it is disabled, about to be deleted, or of the wrong kind. Ask whoever manages the key to enable it, then try again.',
  },
  // The object
  {
    ...{ status: 403, code: 'InvalidObjectState' },
    message: "The operation is not valid for the object's storage class",
    more: '<StorageClass>GLACIER</StorageClass>',
    words: `“${KEY}” is archived, so it can’t be opened right away. Restore it in the S3 console first. From the deep archive this takes some hours.`,
  },
  {
    ...{ status: 403, code: 'AccessDenied' },
    message: 'Access Denied because object protected by object lock.',
    words: `“${KEY}” is locked: nobody can delete it until its retention period ends. Wait until then, or ask whoever manages the bucket.`,
  },
  {
    ...{ status: 400, code: 'InvalidRequest' },
    message:
      'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
    words: `“${KEY}” is encrypted with a key that only the program that stored it has. Open it with that program.`,
  },
  {
    ...{ status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.' },
    words: `“${KEY}” is no longer in the bucket. Reload the album.`,
  },
  {
    ...{ status: 404, code: 'NoSuchBucket', message: 'The specified bucket does not exist' },
    words: 'There is no bucket called “demo”. Check the bucket’s name in Settings.',
  },
  {
    ...{ status: 400, code: 'MetadataTooLarge' },
    message: 'Your metadata headers exceed the maximum allowed metadata size',
    words:
      'The notes stored with this photo are longer than S3 allows (2 KB). Shorten them with the tool that wrote them, then try again.',
  },
  {
    ...{
      status: 400,
      code: 'EntityTooLarge',
      message: 'Your proposed upload exceeds the maximum allowed size',
    },
    words: 'The file is larger than S3 allows. Split it into smaller files.',
  },
  {
    ...{ status: 400, code: 'KeyTooLongError', message: 'Your key is too long' },
    words: 'The album’s path leaves no room for a file name. Choose an album with a shorter path.',
  },
  // The signature
  {
    ...{ status: 403, code: 'SignatureDoesNotMatch' },
    message:
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    more: '<StringToSign>AWS4-HMAC-SHA256</StringToSign><SignatureProvided>ab12</SignatureProvided>',
    words:
      'Something changed the data on its way to AWS. A proxy or security program is often the cause: try another network. If you use your own S3 server, check its address in Settings.',
  },
  {
    ...{ status: 403, code: 'RequestTimeTooSkewed' },
    message: 'The difference between the request time and the current time is too large.',
    words:
      'This computer’s clock is wrong, so AWS doesn’t let Shoebox in. Set the clock to the right time, then try again.',
  },
  {
    ...{ status: 400, code: 'RequestExpired', message: 'Request has expired.' },
    words:
      'This took too long to reach AWS: the computer was asleep, or its clock is wrong. Try again. If it keeps happening, set the clock to the right time.',
  },
  {
    ...{ status: 403, code: 'AccessDenied', message: 'Request has expired' },
    more: '<X-Amz-Expires>60</X-Amz-Expires>',
    words:
      'This took too long to reach AWS: the computer was asleep, or its clock is wrong. Try again. If it keeps happening, set the clock to the right time.',
  },
  {
    ...{ status: 400, code: 'ExpiredToken', message: 'The provided token has expired.' },
    words: 'Shoebox’s temporary access to AWS has expired. Try again. Shoebox gets new access automatically.',
  },
  {
    ...{
      status: 400,
      code: 'InvalidToken',
      message: 'The provided token is malformed or otherwise invalid.',
    },
    words:
      'The bucket doesn’t accept the access that Shoebox got for it. Check in Settings that bucket, region and identity pool belong together, then test the connection.',
  },
  {
    ...{
      status: 400,
      code: 'InvalidToken',
      message: 'The provided token is malformed or otherwise invalid.',
    },
    region: 'af-south-1',
    words:
      'AWS doesn’t let Shoebox into the region af-south-1. Whoever set up the bucket has to enable af-south-1 for the AWS account and, in IAM under “Account settings”, make session tokens valid in all Regions.',
  },
  {
    ...{ status: 403, code: 'InvalidAccessKeyId' },
    message: 'The AWS Access Key Id you provided does not exist in our records.',
    region: 'me-central-1',
    words:
      'AWS doesn’t let Shoebox into the region me-central-1. Whoever set up the bucket has to enable me-central-1 for the AWS account and, in IAM under “Account settings”, make session tokens valid in all Regions.',
  },
  // Where it is
  {
    ...{ status: 400, code: 'AuthorizationHeaderMalformed' },
    message: "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
    more: '<Region>eu-west-1</Region>',
    words: 'The bucket “demo” is in the region eu-west-1. Set the region to eu-west-1 in Settings.',
  },
  // Another time
  {
    ...{ status: 409, code: 'OperationAborted' },
    message:
      'A conflicting conditional operation is currently in progress against this resource. Please try again.',
    words: `Something else is changing the bucket right now. ${NEXT_MINUTE}`,
  },
  {
    ...{ status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' },
    words: `AWS is getting too many requests. ${NEXT_MINUTE}`,
  },
  {
    ...{ status: 500, code: 'InternalError', message: 'We encountered an internal error. Please try again.' },
    words: `S3, the AWS service that stores your photos, isn’t working properly right now. ${NEXT_MINUTE}`,
  },
  // What nobody has a sentence for
  {
    ...{ status: 400, code: 'InvalidRequest' },
    message:
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    words: 'The server refused this (InvalidRequest). “Details” has the server’s reason.',
  },
  {
    ...{ status: 405, code: 'MethodNotAllowed' },
    message: 'The specified method is not allowed against this resource.',
    words: 'The server refused this (MethodNotAllowed). “Details” has the server’s reason.',
  },
  {
    ...{ status: 400, code: 'SomethingOf2031', message: 'Nobody knows this yet' },
    words: 'The server refused this (SomethingOf2031). “Details” has the server’s reason.',
  },
];

const openIn = (aws: LocalAws, region: string): Bucket =>
  openBucket({ ...settingsOf(aws), region }, guestStorage(), { tested: AS_AWS });

describe('an answer of S3', () => {
  test.each(ANSWERS)('$status $code: $message', async ({ status, code, message, more, region, words }) => {
    const aws = await start(GUEST_BUCKET);
    const bucket = region === undefined ? openAsGuest(aws) : openIn(aws, region);
    aws.intercept(({ service }) =>
      service === 's3' ? { status, body: errorDocument(code, message, more) } : undefined,
    );
    const bySdk = await failureOf(createMultipartUpload(bucket, OBJECT, never));
    expect(wordsOf(bySdk)).toBe(words);
    expect(bySdk.technical).toBe(`${code}: ${message}`);
    const byUs = await failureOf(replaceObject(bucket, { ...OBJECT, ...(await bytes('x')) }, never));
    expect(byUs).toEqual(bySdk);
  });

  test.each([
    [400, 'The server refused this (HTTP 400). “Details” has the server’s reason.'],
    [403, `AWS doesn’t allow s3:PutObject. ${ADD_TO_ROLE}`],
    [404, `“${KEY}” is no longer in the bucket. Reload the album.`],
    [408, `S3, the AWS service that stores your photos, isn’t working properly right now. ${NEXT_MINUTE}`],
    [429, `AWS is getting too many requests. ${NEXT_MINUTE}`],
    [502, `S3, the AWS service that stores your photos, isn’t working properly right now. ${NEXT_MINUTE}`],
  ])('of status %i without a word has a sentence', async (status, words) => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    aws.intercept(({ service }) => (service === 's3' ? { status } : undefined));
    const put = replaceObject(bucket, { ...OBJECT, ...(await bytes('x')) }, never);
    expect(wordsOf(await failureOf(put))).toBe(words);
  });

  test('that is long, has an address, a signature or invisible characters in it is shown without those', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const message = `See https://demo.s3.amazonaws.com/a?X-Amz-Signature=ab12 \u202egpj.\u2066 X-Amz-Security-Token=IQoJb3 ASIAIOSFODNN7EXAMPLE ${'f0'.repeat(100)}\nend ${'word '.repeat(1000)}`;
    aws.intercept(({ service }) =>
      service === 's3' ? { status: 400, body: errorDocument('Odd', message) } : undefined,
    );
    const { technical } = await failureOf(createMultipartUpload(bucket, OBJECT, never));
    expect(technical).toMatch(/^Odd: See … gpj\. … … … end word word /);
    expect(technical).toHaveLength('Odd: '.length + 1000);
  });
});

describe('an answer of Cognito', () => {
  test.each([
    [
      ...[400, 'NotAuthorizedException', 'Unauthenticated access is not supported for this identity pool.'],
      'The identity pool doesn’t let guests in. In the Cognito console, open the identity pool, then “User access”, and activate guest access.',
    ],
    [
      ...[400, 'ResourceNotFoundException', "IdentityPool 'us-east-1:0' not found."],
      'There is no identity pool with this ID in us-east-1. Copy the identity pool ID from the Cognito console again and paste it in Settings.',
    ],
    [
      ...[400, 'InvalidIdentityPoolConfigurationException'],
      'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
      'The identity pool has no working role for guests. In the Cognito console, assign a guest role to the pool. The role’s trust policy has to name this pool.',
    ],
    [400, 'TooManyRequestsException', 'Rate exceeded', `AWS is getting too many requests. ${NEXT_MINUTE}`],
    [
      ...[500, 'InternalErrorException', 'Internal error'],
      `Cognito, the AWS service that lets you in, isn’t working properly right now. ${NEXT_MINUTE}`,
    ],
    [
      ...[400, 'AccessDeniedException'],
      denied(
        'cognito-identity:GetId',
        'arn:aws:cognito-identity:us-east-1:111122223333:identitypool/us-east-1:0',
        'with an explicit deny in a service control policy',
      ),
      'A policy of the AWS organization denies cognito-identity:GetId. Only the organization’s administrators can change that. Changing the bucket or the role doesn’t help.',
    ],
    [
      ...[400, 'ResourceConflictException', 'Two at once'],
      'The server refused this (ResourceConflictException). “Details” has the server’s reason.',
    ],
  ] as [status: number, name: string, message: string, words: string][])(
    '%i %s: %s',
    async (status, name, message, words) => {
      const aws = await start(GUEST_BUCKET);
      aws.intercept(({ operation }) =>
        operation === 'GetId'
          ? {
              ...{ status, headers: { 'content-type': 'application/x-amz-json-1.1' } },
              body: JSON.stringify({ __type: name, message }),
            }
          : undefined,
      );
      const failure = await failureOf(openAsGuest(aws).identity.credentials());
      expect(wordsOf(failure)).toBe(words);
      expect(failure.technical).toBe(`${name}: ${message}`);
    },
  );
});

describe('HEAD that is refused without a word', () => {
  const refusedInWords = async (status: number, code: string, message: string) => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    await replaceObject(bucket, { ...OBJECT, ...(await bytes('x')) }, never);
    aws.clearRequests();
    aws.intercept(({ operation }) => {
      if (operation === 'HeadObject') return { status };
      return operation === 'GetObject' ? { status, body: errorDocument(code, message) } : undefined;
    });
    const failure = await failureOf(headObject(bucket, { key: KEY }, never));
    const asked = aws.requests.filter(({ service }) => service === 's3').map(({ operation }) => operation);
    return { failure, asked };
  };
  const ASKED = ['HeadObject', 'ListObjectsV2', 'HeadObject', 'GetObject'];

  test('is told as GET words it: SSE-C', async () => {
    const words = 'The object was stored using a form of Server Side Encryption.';
    const { failure, asked } = await refusedInWords(400, 'InvalidRequest', words);
    expect(failure).toMatchObject({ code: 'object-needs-customer-key', detail: { key: KEY } });
    expect(asked).toEqual(ASKED);
  });

  test('is told as GET words it: a KMS key that may not be used', async () => {
    const words = denied(
      'kms:Decrypt',
      KMS_KEY,
      'because no identity-based policy allows the kms:Decrypt action',
    );
    const { failure, asked } = await refusedInWords(403, 'AccessDenied', words);
    expect(failure).toMatchObject({
      code: 'access-denied',
      detail: { action: 'kms:Decrypt', resource: KMS_KEY },
    });
    expect(asked).toEqual(ASKED);
  });
});
