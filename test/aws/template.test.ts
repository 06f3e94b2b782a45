import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Bucket, openBucket } from '../../src/aws/bucket';
import { copyObject } from '../../src/aws/copies';
import { readObject } from '../../src/aws/get-object';
import { completeMultipartUpload, createMultipartUpload, uploadPart } from '../../src/aws/multipart-uploads';
import { putObject } from '../../src/aws/put-object';
import type { TemplateChoices } from '../../src/setup/template-choices';
import { templateFor } from '../cloudformation/guest-stack';
import { type Stack, stackOf } from '../cloudformation/stack';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { AS_AWS, bytes, guestStorage, settingsOf } from './local-bucket';

// What the template says of a bucket, and what Shoebox does in one.

vi.setConfig({ testTimeout: 60_000 });

const { start, clientOf } = useLocalAws();
const never = new AbortController().signal;

beforeEach(() => vi.stubGlobal('navigator', { onLine: true })); // Node 20 has none

interface Made {
  readonly aws: LocalAws;
  readonly bucket: Bucket;
  readonly stack: Stack;
}

/** The stack of a template for the bucket `demo`, and a guest in it. */
async function make(choices: Partial<TemplateChoices>, { isHttpsOnly = false } = {}): Promise<Made> {
  const { identityPoolId } = settingsOf({
    endpoint: 'http://127.0.0.1',
    cognitoEndpoint: 'http://127.0.0.1',
  });
  const template = templateFor({ bucket: 'demo', region: 'us-east-1', ...choices });
  const stack = stackOf(template, { identityPoolId });
  // Tests speak without TLS: only the one about it has the policy.
  const { policy, ...plain } = stack.bucket;
  const buckets = [isHttpsOnly ? stack.bucket : plain];
  const aws = await start({ buckets, kmsKeys: stack.kmsKeys, pools: [stack.pool] });
  return { aws, stack, bucket: openBucket(settingsOf(aws), guestStorage(), { tested: AS_AWS }) };
}

const put = async ({ bucket }: Made, key: string): Promise<string> =>
  putObject(bucket, { key, mediaType: 'image/png', metadata: {}, ...(await bytes(key)) }, never);

const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

describe.each([
  ['keys of S3', 's3', 'AES256'],
  ['a new key of KMS', 'new-key', 'aws:kms'],
  ['a key of theirs', { keyArn: KEY_ARN }, 'aws:kms'],
] as const)('a bucket that the template encrypts with %s', (_name, encryption, algorithm) => {
  test('takes and gives pictures, whole, in parts and as copies, and is encrypted so', async () => {
    const made = await make({ encryption });
    const { aws, bucket } = made;
    const etag = await put(made, 'Cats/a.png');
    await copyObject(bucket, { key: 'Cats/a.png', size: 10, etag }, 'Cats/b.png', never);
    const upload = await createMultipartUpload(
      bucket,
      { key: 'Cats/large.png', mediaType: 'image/png', metadata: {} },
      never,
    );
    const part = await uploadPart(bucket, upload, { partNumber: 1, ...(await bytes('large')) }, never);
    await completeMultipartUpload(bucket, upload, [part], never);
    for (const key of ['Cats/a.png', 'Cats/b.png', 'Cats/large.png']) {
      await readObject(bucket, { key }, { etag: null, maxBytes: 100, range: null });
      const head = await clientOf(aws).send(new HeadObjectCommand({ Bucket: 'demo', Key: key }));
      expect(head.ServerSideEncryption).toBe(algorithm);
      if (typeof encryption === 'object') expect(head.SSEKMSKeyId).toBe(encryption.keyArn);
    }
    expect(aws.requests.filter(({ status }) => status === 403)).toEqual([]);
  });
});

test('without the statement for its key, the template’s bucket refuses pictures', async () => {
  const made = await make({ encryption: 'new-key' });
  const { role } = made.stack.pool;
  if (role === 'none') throw new Error('There is a role.');
  const Statement = role.Statement.filter(({ Sid }) => Sid !== 'ShoeboxKey');
  made.aws.setPools([{ ...made.stack.pool, role: { ...role, Statement } }]);
  await expect(put(made, 'Cats/a.png')).rejects.toMatchObject({
    code: 'access-denied',
    detail: { action: 'kms:GenerateDataKey' },
  });
});

test('the template’s bucket refuses what comes without TLS', async () => {
  const made = await make({}, { isHttpsOnly: true });
  await expect(put(made, 'Cats/a.png')).rejects.toMatchObject({ code: 'denied-by-bucket-policy' });
});

test('a role of the template for another identity pool is given to nobody', async () => {
  const made = await make({});
  const other = stackOf(templateFor({ bucket: 'demo', region: 'us-east-1' }), {
    identityPoolId: 'us-east-1:99999999-0000-4000-8000-000000000000',
  });
  made.aws.setPools([{ ...other.pool, id: made.stack.pool.id }]);
  await expect(put(made, 'Cats/a.png')).rejects.toMatchObject({ code: 'identity-pool-role-missing' });
});
