import { GetObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { putMarker } from '../../src/aws/albums';
import { deleteObjects } from '../../src/aws/deletions';
import { headObject } from '../../src/aws/head-object';
import { completeMultipartUpload, createMultipartUpload, uploadPart } from '../../src/aws/multipart-uploads';
import { putObject } from '../../src/aws/put-object';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { bytes, GUEST_BUCKET, openAsGuest } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start, clientOf } = useLocalAws();
const never = new AbortController().signal;
const MIB = 1024 ** 2;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const error = (code: string, message = '', more = ''): string =>
  `<Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`;

const CHECKSUM = /^x-amz-(?:sdk-)?checksum-/u;

/** How stores that know no checksums answer to them; `$1` is the header. */
const REFUSALS: readonly (readonly [string, number, string])[] = [
  ['as Backblaze did', 400, error('InvalidArgument', "Unsupported header '$1' received for this API call.")],
  ['with 501 and the header', 501, error('NotImplemented', 'Not implemented', '<Header>$1</Header>')],
  ['with 501 and the header in its words', 501, error('NotImplemented', "Header '$1' is not implemented")],
];

/** Resolves with how often it was refused. */
function refuseChecksums(aws: LocalAws, status: number, document: string): { count: number } {
  const refused = { count: 0 };
  aws.intercept(({ method, headers }) => {
    const header = Object.keys(headers).find(name => CHECKSUM.test(name));
    if (header === undefined) return undefined;
    refused.count++;
    return { status, ...(method !== 'HEAD' && { body: document.replaceAll('$1', header) }) };
  });
  return refused;
}

describe.each(REFUSALS)('an S3 that refuses checksums %s', (_, status, document) => {
  test('is asked again without, and from then on never with any', async () => {
    const aws = await start(GUEST_BUCKET);
    const refused = refuseChecksums(aws, status, document);
    const bucket = openAsGuest(aws);
    await putObject(
      bucket,
      { key: 'a.txt', mediaType: 'text/plain', metadata: {}, ...(await bytes('A')) },
      never,
    );
    expect(refused.count).toBe(1);
    await putMarker(bucket, 'Album/', { metadata: {}, replaces: false });
    const upload = await createMultipartUpload(
      bucket,
      { key: 'large', mediaType: 'text/plain', metadata: {} },
      never,
    );
    const contents = [new Uint8Array(5 * MIB).fill(1), 'the rest'];
    const parts = await Promise.all(
      contents.map(async (content, index) =>
        uploadPart(bucket, upload, { partNumber: index + 1, ...(await bytes(content)) }, never),
      ),
    );
    await completeMultipartUpload(bucket, upload, parts, never);
    expect(await headObject(bucket, { key: 'large' }, never)).toMatchObject({ size: 5 * MIB + 8 });
    const { etag, size } = (await headObject(bucket, { key: 'a.txt' }, never)) ?? {};
    expect(await deleteObjects(bucket, [{ key: 'a.txt', etag: etag ?? '', size: size ?? 0 }], never)).toEqual(
      new Map(),
    );
    expect(refused.count).toBe(1);
  });

  test.each([
    ['an album', bucket => putMarker(bucket, 'Album/', { metadata: {}, replaces: false })],
    [
      'the beginning of a large file',
      bucket => createMultipartUpload(bucket, { key: 'large', mediaType: 'text/plain', metadata: {} }, never),
    ],
    ['a look at an object', bucket => headObject(bucket, { key: 'there' }, never)],
  ] satisfies [string, (bucket: ReturnType<typeof openAsGuest>) => Promise<unknown>][])(
    'is asked again also where the first request is %s',
    async (__, request) => {
      const aws = await start(GUEST_BUCKET);
      await putObject(
        openAsGuest(aws),
        { key: 'there', mediaType: 'text/plain', metadata: {}, ...(await bytes('A')) },
        never,
      );
      refuseChecksums(aws, status, document);
      await expect(request(openAsGuest(aws))).resolves.not.toBeNull();
    },
  );

  test('still refuses damaged bytes, by the hash that is signed', async () => {
    const aws = await start(GUEST_BUCKET);
    refuseChecksums(aws, status, document);
    const { body } = await bytes('other bytes');
    const { checksum } = await bytes('these bytes');
    const damaged = { key: 'a.txt', mediaType: 'text/plain', metadata: {}, body, checksum };
    await expect(putObject(openAsGuest(aws), damaged, never)).rejects.toMatchObject({
      code: 'not-confirmed',
    });
  });
});

test('501 without a word is a refusal of the condition first, and then of the checksum', async () => {
  const aws = await start(GUEST_BUCKET);
  const refused: string[] = [];
  aws.intercept(({ operation, headers }) => {
    if (operation !== 'PutObject') return undefined;
    const odd = Object.keys(headers).filter(name => CHECKSUM.test(name) || name === 'if-none-match');
    if (odd.length === 0) return undefined;
    refused.push(odd.join());
    return { status: 501, body: error('NotImplemented') };
  });
  const bucket = openAsGuest(aws);
  const object = { mediaType: 'text/plain', metadata: {}, ...(await bytes('A')) };
  await putObject(bucket, { key: 'a.txt', ...object }, never);
  await putObject(bucket, { key: 'b.txt', ...object }, never);
  expect(refused).toHaveLength(2);
  await expect(putObject(bucket, { key: 'a.txt', ...object }, never)).rejects.toMatchObject({
    code: 'name-taken',
  });
});

test.each([
  ['InvalidRequest', 'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests'],
  ['InvalidRequest', 'The x-amz-checksum-sha256 you specified did not match what we received.'],
  ['InvalidArgument', 'Unsupported header x-amz-storage-class'],
])('what S3 says otherwise is no refusal of checksums: %s %s', async (code, message) => {
  const aws = await start(GUEST_BUCKET);
  let puts = 0;
  aws.intercept(({ operation }) => {
    if (operation !== 'PutObject') return undefined;
    puts++;
    return { status: 400, body: error(code, message) };
  });
  const bucket = openAsGuest(aws);
  const object = { key: 'a.txt', mediaType: 'text/plain', metadata: {}, ...(await bytes('A')) };
  await expect(putObject(bucket, object, never)).rejects.toMatchObject({ code: 'request-refused' });
  expect(puts).toBe(1);
  expect(bucket.capabilities.shouldSend('checksums')).toBe(true);
});

test('DeleteObjects goes with Content-MD5 alone, and deletes', async () => {
  const aws = await start(GUEST_BUCKET);
  const bucket = openAsGuest(aws);
  const key = '고양이 & 🐈/100%.txt';
  await putObject(bucket, { key, mediaType: 'text/plain', metadata: {}, ...(await bytes('A')) }, never);
  const sent: string[][] = [];
  aws.intercept(({ operation, headers }) => {
    if (operation === 'DeleteObjects') sent.push(Object.keys(headers));
    return undefined;
  });
  expect(await deleteObjects(bucket, [{ key, etag: '', size: 1 }], never)).toEqual(new Map());
  expect(sent).toEqual([expect.arrayContaining(['content-md5'])]);
  expect(sent.flat().filter(name => CHECKSUM.test(name))).toEqual([]);
  await expect(clientOf(aws).send(new GetObjectCommand({ Bucket: 'demo', Key: key }))).rejects.toThrow();
});

test.each([
  [501, 'NotImplemented'],
  [405, 'MethodNotAllowed'],
])(
  'where there is no DeleteObjects (%i), each is to be deleted by itself, and it is asked once',
  async (status, code) => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    let asked = 0;
    aws.intercept(({ operation }) => {
      if (operation !== 'DeleteObjects') return undefined;
      asked++;
      return { status, body: error(code) };
    });
    const objects = ['a', 'b'].map(key => ({ key, etag: '', size: 1 }));
    expect([...(await deleteObjects(bucket, objects, never)).keys()]).toEqual(['a', 'b']);
    expect([...(await deleteObjects(bucket, objects, never)).keys()]).toEqual(['a', 'b']);
    expect(asked).toBe(1);
  },
);
