import { createHash } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { tamperWith } from '../../s3-contract/requests';
import { useLocalAws } from '../../use-local-aws';
import { type LocalAws, STORES } from '../index';

const { start, clientOf } = useLocalAws();

type StoreName = keyof typeof STORES;

const BUCKET = { Bucket: 'demo' };
const A = { ...BUCKET, Key: 'a' };
const MIB = 1024 * 1024;
const WRONG_SHA256 = createHash('sha256').update('other').digest('base64');
const OTHER_ETAG = '"d41d8cd98f00b204e9800998ecf8427e"';

/** A client that sends no checksum of its own accord, as stores other than AWS like it. */
const plainClient = (aws: LocalAws, region: string): S3Client =>
  clientOf(aws, {
    ...{ region, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' },
  });

async function startStore(
  name: StoreName,
): Promise<{ readonly aws: LocalAws; readonly s3: S3Client; readonly region: string }> {
  const store = STORES[name];
  const aws = await start({ store });
  const region = 'region' in store ? store.region : 'us-east-1';
  return { aws, region, s3: plainClient(aws, region) };
}

/** `done`, or the refusal. */
const outcome = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: { name: string; $metadata?: { httpStatusCode?: number } }) =>
      `${error.$metadata?.httpStatusCode} ${error.name}`,
  );

/** Uploads parts of these sizes; resolves with what completes them. */
async function uploadParts(s3: S3Client, sizes: readonly number[]): Promise<CompleteMultipartUploadCommand> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(A));
  const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
  for (const [index, size] of sizes.entries()) {
    const PartNumber = index + 1;
    const part = new UploadPartCommand({ ...A, UploadId, PartNumber, Body: Buffer.alloc(size) });
    Parts.push({ PartNumber, ETag: (await s3.send(part)).ETag });
  }
  return new CompleteMultipartUploadCommand({ ...A, UploadId, MultipartUpload: { Parts } });
}

const NAMES = Object.keys(STORES) as StoreName[]; // `STORES` has these keys and no others

/** What each does with requests of which AWS's answers are in the first line. */
const TABLE: Readonly<Record<'aws' | StoreName, readonly string[]>> = {
  //       second put                 wrong SHA-256          put with tags            tags of        batch          versions
  aws: ['412 PreconditionFailed', '400 BadDigest', 'done', 'done', 'done', 'done'],
  r2: [
    ...['412 PreconditionFailed', '400 BadDigest', '501 NotImplemented'],
    ...['501 NotImplemented', 'done', '501 NotImplemented'],
  ],
  b2: [
    ...['501 NotImplemented', '400 BadDigest', '400 InvalidArgument'],
    ...['501 NotImplemented', 'done', 'done'],
  ],
  b2Old: [
    ...['501 NotImplemented', '400 InvalidArgument', '400 InvalidArgument'],
    ...['501 NotImplemented', '400 InvalidArgument', 'done'],
  ],
  minio: ['412 PreconditionFailed', '400 BadDigest', 'done', 'done', 'done', 'done'],
  minioOld: ['304 Unknown', '400 BadDigest', 'done', 'done', '400 MissingContentMD5', 'done'],
  wasabi: ['done', 'done', 'done', 'done', 'done', 'done'],
  spaces: ['412 PreconditionFailed', 'done', 'done', '501 NotImplemented', 'done', 'done'],
  ceph: ['412 PreconditionFailed', 'done', 'done', 'done', 'done', 'done'],
  scaleway: ['done', 'done', 'done', 'done', 'done', 'done'],
  gcs: ['done', 'done', 'done', '400 NotImplemented', '400 NotImplemented', '400 NotImplemented'],
  bare: ['done', 'done', 'done', '501 NotImplemented', 'done', '501 NotImplemented'],
};

describe.each(['aws', ...NAMES] as const)('a server with the profile of %s', name => {
  test('refuses and ignores what that store does', async () => {
    const { s3 } = name === 'aws' ? { s3: plainClient(await start(), 'us-east-1') } : await startStore(name);
    await s3.send(new PutObjectCommand({ ...A, Body: 'first' }));
    const found = [
      await outcome(s3.send(new PutObjectCommand({ ...A, Body: 'second', IfNoneMatch: '*' }))),
      await outcome(s3.send(new PutObjectCommand({ ...A, Body: 'x', ChecksumSHA256: WRONG_SHA256 }))),
      await outcome(s3.send(new PutObjectCommand({ ...A, Body: 'x', Tagging: 'a=b' }))),
      await outcome(s3.send(new GetObjectTaggingCommand(A))),
      // With the checksum that the SDK gives it, and no Content-MD5.
      await outcome(s3.send(new DeleteObjectsCommand({ ...BUCKET, Delete: { Objects: [{ Key: 'a' }] } }))),
      await outcome(s3.send(new ListObjectVersionsCommand(BUCKET))),
    ];
    expect(found).toEqual(TABLE[name]);
  });
});

test('R2 takes signatures for auto and us-east-1, and tells of keys in its own words', async () => {
  const { aws, s3 } = await startStore('r2');
  await s3.send(new PutObjectCommand({ ...A, Body: 'x' }));
  await plainClient(aws, 'us-east-1').send(new HeadObjectCommand(A));
  const list = (config: Parameters<typeof clientOf>[1]) =>
    clientOf(aws, { region: 'auto', ...config }).send(new ListObjectsV2Command(BUCKET));
  await expect(list({ region: 'eu-west-3' })).rejects.toMatchObject({ name: 'InvalidRegionName' });
  const keys = (accessKeyId: string) => ({ credentials: { ...aws.owner, accessKeyId } });
  await expect(list(keys('AKIANOBODYKNOWSTHIS0'))).rejects.toMatchObject({
    message: 'Credential access key has length 20, should be 32',
  });
  expect(await outcome(list(keys('0123456789abcdef0123456789abcdef')))).toBe('401 Unauthorized');
});

test('R2 wants parts of one size, tells an entity tag of its own, and drops an upload whose condition fails', async () => {
  const { s3 } = await startStore('r2');
  const uneven = await uploadParts(s3, [6 * MIB, 5 * MIB, 1]);
  await expect(s3.send(uneven)).rejects.toMatchObject({
    name: 'InvalidPart',
    message: 'All non-trailing parts must have the same length.',
  });
  expect(await outcome(s3.send(await uploadParts(s3, [5 * MIB, 6 * MIB])))).toBe('400 InvalidPart');
  const even = [5 * MIB, 5 * MIB, 1] as const;
  const [first, second] = [await uploadParts(s3, even), await uploadParts(s3, even)];
  const { ETag } = await s3.send(first);
  expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/u);
  const again = new CompleteMultipartUploadCommand({ ...second.input, IfNoneMatch: '*' });
  expect(await outcome(s3.send(again))).toBe('412 PreconditionFailed');
  expect(await outcome(s3.send(second))).toBe('404 NoSuchUpload');
  await s3.send(new DeleteObjectCommand(A));
  expect((await s3.send(await uploadParts(s3, even))).ETag).not.toBe(ETag);
});

test('R2 heeds a copy’s condition on its target under a name of its own alone', async () => {
  const { s3 } = await startStore('r2');
  for (const Key of ['a', 'b']) await s3.send(new PutObjectCommand({ ...BUCKET, Key, Body: Key }));
  const copy = new CopyObjectCommand({ ...A, CopySource: 'demo/b' });
  await s3.send(new CopyObjectCommand({ ...copy.input, IfNoneMatch: '*' }));
  const named = tamperWith(s3, ({ headers }) => {
    headers['cf-copy-destination-if-none-match'] = '*';
  });
  expect(await outcome(named.send(copy))).toBe('412 PreconditionFailed');
});

test('R2 keeps user metadata as the text that RFC 2047 encodes, and tells it so', async () => {
  const { s3 } = await startStore('r2');
  const encoded = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
  const Metadata = {
    b: encoded('사진'),
    q: '=?utf-8?q?caf=C3=A9_1?=',
    plain: '%EC%82%AC',
    ascii: encoded('x'),
  };
  await s3.send(new PutObjectCommand({ ...A, Metadata }));
  const told = (await s3.send(new HeadObjectCommand(A))).Metadata;
  expect(told).toEqual({ b: encoded('사진'), q: encoded('café 1'), plain: '%EC%82%AC', ascii: 'x' });
});

test('B2 keeps versions from the beginning, so that a deletion hides', async () => {
  const { s3 } = await startStore('b2');
  await s3.send(new PutObjectCommand({ ...A, Body: 'x' }));
  await s3.send(new DeleteObjectCommand(A));
  const { Versions, DeleteMarkers } = await s3.send(new ListObjectVersionsCommand(BUCKET));
  expect([Versions?.length, DeleteMarkers?.length]).toEqual([1, 1]);
});

test('MinIO lists the uploads of one key alone, and counts prefixes of metadata', async () => {
  const { s3 } = await startStore('minio');
  await s3.send(new CreateMultipartUploadCommand(A));
  const uploads = async (Prefix?: string) =>
    (await s3.send(new ListMultipartUploadsCommand({ ...BUCKET, Prefix }))).Uploads?.length ?? 0;
  expect([await uploads(), await uploads(''), await uploads('a')]).toEqual([0, 0, 1]);
  const put = (length: number) =>
    outcome(s3.send(new PutObjectCommand({ ...A, Metadata: { a: 'x'.repeat(length) } })));
  expect([await put(2048 - 12), await put(2048 - 11)]).toEqual(['done', '400 MetadataTooLarge']);
});

test('Scaleway numbers parts up to 1,000', async () => {
  const { s3 } = await startStore('scaleway');
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(A));
  const part = (PartNumber: number) =>
    outcome(s3.send(new UploadPartCommand({ ...A, UploadId, PartNumber, Body: 'x' })));
  expect([await part(1000), await part(1001)]).toEqual(['done', '400 InvalidArgument']);
});

test('Ceph heeds no condition where versions are kept, and tells no entity tag of what it completes', async () => {
  const aws = await start({ store: STORES.ceph, buckets: [{ name: 'demo', versioned: true }] });
  const s3 = plainClient(aws, 'anything');
  for (const Body of ['first', 'second'])
    await s3.send(new PutObjectCommand({ ...A, Body, IfNoneMatch: '*' }));
  expect((await s3.send(await uploadParts(s3, [5]))).ETag).toBe('');
});

test('Google’s has no copies in parts', async () => {
  const { s3 } = await startStore('gcs');
  await s3.send(new PutObjectCommand({ ...A, Body: 'x' }));
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(A));
  const copy = new UploadPartCopyCommand({ ...A, UploadId, PartNumber: 1, CopySource: 'demo/a' });
  expect(await outcome(s3.send(copy))).toBe('400 NotImplemented');
});

test('a bare S3 lists names as they are and from the beginning, and deletes whatever has come to be there', async () => {
  const { s3 } = await startStore('bare');
  const keys = ['100%.jpg', 'a+b.jpg'];
  for (const Key of keys) await s3.send(new PutObjectCommand({ ...BUCKET, Key, Body: 'x' }));
  const page = await s3.send(
    new ListObjectsV2Command({ ...BUCKET, EncodingType: 'url', StartAfter: '100%.jpg' }),
  );
  expect([page.EncodingType, page.StartAfter]).toEqual([undefined, undefined]);
  expect(page.Contents?.map(({ Key }) => Key)).toEqual(keys);
  await s3.send(new DeleteObjectCommand({ ...BUCKET, Key: 'a+b.jpg', IfMatch: OTHER_ETAG }));
  expect((await s3.send(new ListObjectsV2Command(BUCKET))).KeyCount).toBe(1);
});

test('MinIO of 2023 takes a batch of deletions with Content-MD5', async () => {
  const { s3 } = await startStore('minioOld');
  await s3.send(new PutObjectCommand({ ...A, Body: 'x' }));
  s3.middlewareStack.add(
    next => async args => {
      // The SDK types it `unknown`; it is its HttpRequest.
      const request = args.request as { headers: Record<string, string>; body: unknown };
      if (typeof request.body === 'string')
        request.headers['content-md5'] = createHash('md5').update(request.body).digest('base64');
      return next(args);
    },
    { step: 'build', priority: 'low' },
  );
  await s3.send(new DeleteObjectsCommand({ ...BUCKET, Delete: { Objects: [{ Key: 'a' }] } }));
  expect((await s3.send(new ListObjectsV2Command(BUCKET))).KeyCount).toBe(0);
});
