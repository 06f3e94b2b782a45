import { GetObjectTaggingCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bucket } from '../../src/aws/bucket';
import { copyObject, createMultipartCopy, uploadPartCopy } from '../../src/aws/copies';
import { headObject } from '../../src/aws/head-object';
import { completeMultipartUpload } from '../../src/aws/multipart-uploads';
import { policyForAction } from '../../src/setup/guest-policy';
import type { LocalAws, PoolSetup } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { GUEST_BUCKET, openAsGuest, poolThatMay } from './local-bucket';

// All that S3 keeps with an object (S3 API reference, CopyObject and CreateMultipartUpload), through a copy in one request
// and in parts, under the policy that is offered.

vi.setConfig({ testTimeout: 60_000 });

const { start, clientOf } = useLocalAws();
const never = new AbortController().signal;

beforeEach(() => vi.stubGlobal('navigator', { onLine: true })); // Node 20 has none

const KEPT: Partial<PutObjectCommandInput> = {
  ContentType: 'image/x-odd',
  ContentDisposition: 'attachment; filename="odd.png"',
  ContentEncoding: 'gzip',
  ContentLanguage: 'ko',
  CacheControl: 'max-age=60',
  Expires: new Date(Date.UTC(2040, 0, 1)),
  StorageClass: 'STANDARD_IA',
  WebsiteRedirectLocation: 'https://example.org/elsewhere',
  Metadata: { own: 'value', 'source-url': 'https://example.org/' },
};

const put = (aws: LocalAws, input: Partial<PutObjectCommandInput>) =>
  clientOf(aws).send(new PutObjectCommand({ Bucket: 'demo', Key: 'a', Body: 'a cat', ...input }));

async function source(bucket: Bucket) {
  const found = await headObject(bucket, { key: 'a' }, never);
  if (found === null) throw new Error('It was just put.');
  return found;
}

async function copyInParts(bucket: Bucket, target: string): Promise<{ readonly mayLackTags: boolean }> {
  const whole = await source(bucket);
  const upload = await createMultipartCopy(bucket, whole, target, never);
  const range = { partNumber: 1, start: 0, end: whole.size };
  const part = await uploadPartCopy(bucket, upload, whole, range, never);
  await completeMultipartUpload(bucket, upload, [part], never);
  return { mayLackTags: upload.mayLackTags === true };
}

const tagsOf = async (aws: LocalAws, Key: string) =>
  (await clientOf(aws).send(new GetObjectTaggingCommand({ Bucket: 'demo', Key }))).TagSet;

/** Guests with the rights to tags beside the policy that is offered, as the message that asks for them has them. */
function poolWithTags(...actions: readonly string[]): PoolSetup {
  const pool = poolThatMay();
  const { role } = pool;
  if (role === undefined || role === 'none') throw new Error('The template has no role for guests.');
  const more = actions.flatMap(action => {
    const { Statement } = policyForAction({ bucket: 'demo', folder: '', region: 'us-east-1' }, action);
    return Statement.map(({ Action, ...statement }) => ({ ...statement, Action: [...Action] }));
  });
  return { ...pool, role: { ...role, Statement: [...role.Statement, ...more] } };
}

const TAGS = 'who=me%20%26%20you&what=%ED%95%9C%20cat';
const TAG_SET = [
  { Key: 'who', Value: 'me & you' },
  { Key: 'what', Value: '한 cat' },
];

describe('what S3 keeps with an object', () => {
  test('is with its copy, in one request and in parts', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    await put(aws, KEPT);
    const original = await source(bucket);
    expect(original).toMatchObject({ storageClass: 'STANDARD_IA', redirect: KEPT.WebsiteRedirectLocation });
    expect(Object.keys(original.headers)).toHaveLength(6);
    await copyObject(bucket, original, 'b', never);
    await copyInParts(bucket, 'c');
    const { headers, metadata, storageClass, redirect } = original;
    for (const key of ['b', 'c'])
      expect(await headObject(bucket, { key }, never)).toMatchObject({
        headers,
        metadata,
        storageClass,
        redirect,
      });
  });
});

const refusal = (code: string): string => `<Error><Code>${code}</Code><Message>no tags</Message></Error>`;

describe('tags', () => {
  const all = { ...GUEST_BUCKET, pools: [poolWithTags('s3:GetObjectTagging', 's3:PutObjectTagging')] };

  test('are with a copy, in one request and in parts, where guests may read and give them', async () => {
    const aws = await start(all);
    const bucket = openAsGuest(aws);
    await put(aws, { Tagging: TAGS });
    await copyObject(bucket, await source(bucket), 'b', never);
    expect(await copyInParts(bucket, 'c')).toEqual({ mayLackTags: false });
    for (const key of ['b', 'c']) {
      const found = await tagsOf(aws, key);
      expect(found).toHaveLength(2);
      for (const tag of TAG_SET) expect(found).toContainEqual(tag);
    }
  });

  test('that may be read and not given are what the refusal of a copy in parts is for', async () => {
    const aws = await start({ ...GUEST_BUCKET, pools: [poolWithTags('s3:GetObjectTagging')] });
    await put(aws, { Tagging: TAGS });
    await expect(copyInParts(openAsGuest(aws), 'c')).rejects.toMatchObject({
      code: 'access-denied',
      detail: { action: 's3:PutObjectTagging' },
    });
  });

  test('that may not be read keep no copy in parts from being made, which says that it may lack some', async () => {
    const aws = await start(GUEST_BUCKET);
    await put(aws, {});
    expect(await copyInParts(openAsGuest(aws), 'c')).toEqual({ mayLackTags: true });
  });

  test.each([
    ['refuses the question', 501, refusal('NotImplemented')],
    ['has no such method', 405, refusal('MethodNotAllowed')],
    ['has no such method, and no words', 405, ''],
    ['calls none an error', 404, refusal('NoSuchTagSet')],
    // A line of a text that was stored, and then more than anybody has tags.
    ['answers with the object', 200, `<Tag><Key>a</Key><Value>b</Value></Tag>${'x'.repeat(1024 ** 2)}`],
  ])('of an S3 that %s are none', async (_, status, body) => {
    const aws = await start(GUEST_BUCKET);
    aws.intercept(({ operation }) => (operation === 'GetObjectTagging' ? { status, body } : undefined));
    await put(aws, {});
    expect(await copyInParts(openAsGuest(aws), 'c')).toEqual({ mayLackTags: false });
  });

  test('that S3 refuses to tell of in words of its own may be lacking', async () => {
    const aws = await start(GUEST_BUCKET);
    aws.intercept(({ operation }) =>
      operation === 'GetObjectTagging' ? { status: 400, body: refusal('InvalidArgument') } : undefined,
    );
    await put(aws, {});
    expect(await copyInParts(openAsGuest(aws), 'c')).toEqual({ mayLackTags: true });
  });

  test.each([
    ['501', 501, refusal('NotImplemented')],
    [
      '400',
      400,
      "<Error><Code>InvalidArgument</Code><Message>Unsupported header 'x-amz-tagging'</Message></Error>",
    ],
  ])(
    'that S3 has and does not take with a copy are lacking, and that is said: %s',
    async (_, status, body) => {
      const aws = await start(all);
      aws.intercept(({ operation, headers }) =>
        operation === 'CreateMultipartUpload' && headers['x-amz-tagging'] !== undefined
          ? { status, body }
          : undefined,
      );
      await put(aws, { Tagging: TAGS });
      expect(await copyInParts(openAsGuest(aws), 'c')).toEqual({ mayLackTags: true });
      expect(await tagsOf(aws, 'c')).toEqual([]);
    },
  );
});
