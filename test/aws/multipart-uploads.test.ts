import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bucket } from '../../src/aws/bucket';
import { headObject } from '../../src/aws/head-object';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
} from '../../src/aws/multipart-uploads';
import { sha256 } from '../../src/blobs/sha256';
import type { MultipartUpload, SentPart } from '../../src/core/parts';
import { allParts, emptyUploads } from '../../src/requests/paged-lists';
import { compositeChecksum } from '../../src/transfers/part-checksums';
import type { Interceptor, LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { bytes, GUEST_BUCKET, openAsGuest } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;
const KEY = 'Cats & 🐈/100% (2)+.bin';
const MIB = 1024 ** 2;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const create = (bucket: Bucket, key = KEY): Promise<MultipartUpload> =>
  createMultipartUpload(
    bucket,
    { key, mediaType: 'image/png', metadata: { 'shoebox-transfer': 't1' } },
    never,
  );

const put = async (
  bucket: Bucket,
  upload: MultipartUpload,
  partNumber: number,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<SentPart> => uploadPart(bucket, upload, { partNumber, ...(await bytes(content)) }, never);

const answer = (aws: LocalAws, operation: string, interceptor: Interceptor): (() => void) =>
  aws.intercept(request => (request.operation === operation ? interceptor(request) : undefined));

describe('a multipart upload', () => {
  test('becomes one object, with the checksum that we compute from those of its parts', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const upload = await create(bucket);
    const parts = [
      await put(bucket, upload, 1, new Uint8Array(5 * MIB).fill(1)),
      await put(bucket, upload, 2, 'the rest'),
    ];
    expect(await listParts(bucket, upload, null, never)).toEqual({ parts, next: null });
    await completeMultipartUpload(bucket, upload, parts, never);
    expect(await headObject(bucket, { key: KEY }, never)).toMatchObject({
      size: 5 * MIB + 8,
      etag: expect.stringMatching(/^[0-9a-f]{32}-2$/),
      metadata: { 'shoebox-transfer': 't1' },
      checksums: { sha256: await compositeChecksum(parts, sha256) },
      isComposite: true,
    });
    expect(await listParts(bucket, upload, null, never)).toBeNull();
  });

  test('of more parts than a page has is listed with all of them', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const upload = await create(bucket);
    const body = await bytes('x');
    const numbers = Array.from({ length: 1_005 }, (_, index) => index + 1);
    for (let from = 0; from < numbers.length; from += 50) {
      const some = numbers.slice(from, from + 50);
      await Promise.all(some.map(partNumber => uploadPart(bucket, upload, { partNumber, ...body }, never)));
    }
    const first = await listParts(bucket, upload, null, never);
    const rest = await listParts(bucket, upload, first?.next ?? null, never);
    expect([first?.parts.length, rest?.parts.length, rest?.next]).toEqual([1_000, 5, null]);
    const listed = await allParts(send => send(never), { listParts: listParts.bind(null, bucket) }, upload);
    expect(listed?.map(({ partNumber }) => partNumber)).toEqual(numbers);
  });

  test('that is gone is nobody’s failure to list or to abort, and told of by all else', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const upload = await create(bucket);
    const part = await put(bucket, upload, 1, 'x');
    await abortMultipartUpload(bucket, upload, never);
    await abortMultipartUpload(bucket, upload, never);
    expect(await listParts(bucket, upload, null, never)).toBeNull();
    await expect(put(bucket, upload, 1, 'x')).rejects.toMatchObject({ code: 'upload-gone' });
    await expect(completeMultipartUpload(bucket, upload, [part], never)).rejects.toMatchObject({
      code: 'upload-gone',
    });
  });

  test('that is gone may be told of as its key is, and is nobody’s failure then either', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const upload = await create(bucket);
    const body = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code></Error>';
    answer(aws, 'ListParts', () => ({ status: 404, body }));
    answer(aws, 'AbortMultipartUpload', () => ({ status: 404, body }));
    expect(await listParts(bucket, upload, null, never)).toBeNull();
    await abortMultipartUpload(bucket, upload, never);
  });

  test('is not put together over something else, nor of other parts than it has', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const [first, second] = [await create(bucket), await create(bucket)];
    const part = await put(bucket, first, 1, 'x');
    const other = await put(bucket, second, 1, 'y');
    for (const wrong of [
      { ...part, etag: 'bent' },
      { ...part, partNumber: 2 },
      { ...part, checksum: other.checksum },
    ]) {
      await expect(completeMultipartUpload(bucket, first, [wrong], never)).rejects.toMatchObject({
        code: 'not-confirmed',
      });
    }
    await completeMultipartUpload(bucket, first, [part], never);
    await expect(completeMultipartUpload(bucket, second, [other], never)).rejects.toMatchObject({
      code: 'name-taken',
    });
  });

  test('that another write to its key was in the way of is aborted, and told of as gone', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const upload = await create(bucket);
    const part = await put(bucket, upload, 1, 'x');
    const body = '<Error><Code>ConditionalRequestConflict</Code></Error>';
    answer(aws, 'CompleteMultipartUpload', () => ({ status: 409, body }));
    await expect(completeMultipartUpload(bucket, upload, [part], never)).rejects.toMatchObject({
      code: 'upload-gone',
    });
    expect(await listParts(bucket, upload, null, never)).toBeNull();
  });

  test('with small parts in its middle is not taken', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const upload = await create(bucket);
    const parts = [await put(bucket, upload, 1, 'x'), await put(bucket, upload, 2, 'y')];
    await expect(completeMultipartUpload(bucket, upload, parts, never)).rejects.toMatchObject({
      code: 'not-confirmed',
    });
  });
});

describe('an incomplete answer is refused', () => {
  const HALF = '<?xml version="1.0" encoding="UTF-8"?>\n<InitiateMultipartUploadResult><Bucket>demo</Buck';
  const ERROR =
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>InternalError</Code><Message>no</Message></Error>';

  test.each([
    ['nothing', ''],
    ['half a document', HALF],
    ['another document', '<html><body>Log in to this network</body></html>'],
    ['a document without what was asked', '<InitiateMultipartUploadResult></InitiateMultipartUploadResult>'],
  ])('to Create and ListParts: %s', async (_, body) => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const upload = await create(bucket);
    answer(aws, 'CreateMultipartUpload', () => ({ status: 200, body }));
    answer(aws, 'ListParts', () => ({ status: 200, body }));
    await expect(create(bucket)).rejects.toMatchObject({ code: 'not-confirmed' });
    await expect(listParts(bucket, upload, null, never)).rejects.toMatchObject({ code: 'not-confirmed' });
  });

  test('to Complete: an error with the status of a success, and half a document', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const upload = await create(bucket);
    const part = await put(bucket, upload, 1, 'x');
    const stop = answer(aws, 'CompleteMultipartUpload', () => ({ status: 200, body: ERROR }));
    await expect(completeMultipartUpload(bucket, upload, [part], never)).rejects.toMatchObject({
      code: 's3-unavailable',
    });
    stop();
    answer(aws, 'CompleteMultipartUpload', () => ({ status: 200, body: HALF }));
    await expect(completeMultipartUpload(bucket, upload, [part], never)).rejects.toMatchObject({
      code: 'not-confirmed',
    });
    expect(await headObject(bucket, { key: KEY }, never)).toBeNull();
  });

  test('to UploadPart: no entity tag', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const upload = await create(bucket);
    answer(aws, 'UploadPart', () => ({ status: 200 }));
    await expect(put(bucket, upload, 1, 'x')).rejects.toMatchObject({ code: 'not-confirmed' });
  });
});

test('empty uploads are those of this very key, of this time or later, that nobody sent anything to', async () => {
  const bucket = openAsGuest(await start(GUEST_BUCKET));
  const before = Date.now() - 5_000;
  const [empty, used] = [await create(bucket), await create(bucket)];
  await create(bucket, `${KEY}.more`);
  await create(bucket, 'Cats');
  await put(bucket, used, 1, 'x');
  const store = {
    listMultipartUploads: listMultipartUploads.bind(null, bucket),
    listParts: listParts.bind(null, bucket),
  };
  const emptySince = (since: number) =>
    emptyUploads(
      send => send(never),
      store,
      KEY,
      since,
      () => false,
    );
  expect(await emptySince(before)).toEqual([empty]);
  expect(await emptySince(Date.now() + 60_000)).toEqual([]);
  await abortMultipartUpload(bucket, empty, never);
  expect(await emptySince(before)).toEqual([]);
});

test('a request that waits for credentials rejects when its signal aborts', async () => {
  const aws = await start(GUEST_BUCKET);
  const calledOff = new AbortController();
  aws.intercept(({ service }) => (service === 'cognito' ? { delayMs: 300 } : undefined));
  const bucket = openAsGuest(aws);
  const creating = createMultipartUpload(
    bucket,
    { key: KEY, mediaType: 'image/png', metadata: {} },
    calledOff.signal,
  );
  calledOff.abort();
  await expect(creating).rejects.toMatchObject({ name: 'AbortError' });
  expect(aws.requests.filter(({ operation }) => operation === 'CreateMultipartUpload')).toEqual([]);
});
