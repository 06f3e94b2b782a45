import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAlbum, putMarker } from '../../src/aws/albums';
import type { Bucket } from '../../src/aws/bucket';
import type { ConditionSupport, TestedCapabilities } from '../../src/aws/capabilities';
import { openJobBucket } from '../../src/background/job-bucket';
import { openTransferBucket } from '../../src/background/transfer-bucket';
import type { SentPart } from '../../src/core/parts';
import type { ExpectedObject } from '../../src/core/s3-object';
import { bucketIdentity } from '../../src/core/settings';
import type { JobBucket } from '../../src/jobs/ports';
import type { TransferBucket } from '../../src/transfers/ports';
import { bytes, GUEST_BUCKET } from '../aws/local-bucket';
import type { LocalAws, UnsupportedConditions } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { openAsCurrent } from './open-as-current';

// Stores that do what a condition forbids, as Ceph's gateway does in versioned buckets.

vi.setConfig({ testTimeout: 60_000 });

const { start, clientOf } = useLocalAws();
const never = new AbortController().signal;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));
afterEach(() => vi.useRealTimers());

/** `heeded for put alone`: as Ceph's gateway in buckets without versions. */
type How = 'ignored' | 'refused' | 'heeded for put alone';

const allBut = (put: ConditionSupport): TestedCapabilities => ({
  ...{ putCondition: put, completeCondition: 'ignored', copyCondition: 'ignored' },
  ...{ copySourceCondition: 'ignored', deleteCondition: 'ignored', testedAt: 0 },
});

function unheeded(how: How): UnsupportedConditions {
  const other = how === 'refused' ? how : 'ignored';
  return {
    ...(how !== 'heeded for put alone' && { put: other }),
    ...{ complete: other, copy: other, 'copy-source': other, delete: other },
  };
}

interface Stores {
  readonly aws: LocalAws;
  readonly bucket: Bucket;
  readonly uploads: TransferBucket;
  readonly jobs: JobBucket;
  /** What is at a key. */
  content(key: string): Promise<string>;
  /** Somebody else's write, which asks nobody. */
  overwrite(key: string, content: string): Promise<ExpectedObject>;
}

/** Nothing is known of the store, so that its conditions count as ignored; or what a connection test found. */
async function open(how: How = 'ignored'): Promise<Stores> {
  const aws = await start({ ...GUEST_BUCKET, unsupportedConditions: unheeded(how) });
  const owner = clientOf(aws);
  const bucket = await openAsCurrent(aws, how === 'heeded for put alone' ? allBut('honoured') : null);
  const identity = bucketIdentity(bucket.settings);
  return {
    ...{
      aws,
      bucket,
      uploads: await openTransferBucket(identity, null),
      jobs: await openJobBucket(identity, null),
    },
    async content(key) {
      const { Body } = await owner.send(new GetObjectCommand({ Bucket: 'demo', Key: key }));
      return (await Body?.transformToString()) ?? '';
    },
    async overwrite(key, content) {
      const { ETag = '' } = await owner.send(
        new PutObjectCommand({ Bucket: 'demo', Key: key, Body: content }),
      );
      return { key, size: content.length, etag: ETag.replaceAll('"', '') };
    },
  };
}

/** A way to store something under a name; all that can be done before is done when it is handed out. */
type Writer = (stores: Stores, key: string, content: string) => Promise<() => Promise<unknown>>;

const object = (key: string) => ({ key, mediaType: 'image/png', metadata: {} });

const put: Writer = async ({ uploads }, key, content) => {
  const whole = { ...object(key), ...(await bytes(content)) };
  return () => uploads.put(whole, never);
};

const complete: Writer = async ({ uploads }, key, content) => {
  const upload = await uploads.createMultipartUpload(object(key), never);
  const part: SentPart = await uploads.uploadPart(
    upload,
    { partNumber: 1, ...(await bytes(content)) },
    never,
  );
  return () => uploads.completeMultipartUpload(upload, [part], never);
};

const copy: Writer = async ({ jobs, overwrite }, key, content) => {
  const source = await overwrite(`source of ${content}`, content);
  return () => jobs.copy(source, key, never);
};

const copyInParts: Writer = async ({ jobs, overwrite }, key, content) => {
  const source = await overwrite(`source of ${content}`, content);
  const description = await jobs.head(source, never);
  if (description === null) throw new Error('it was just put there');
  const upload = await jobs.createMultipartUpload(description, key, never);
  const part = await jobs.uploadPartCopy(
    upload,
    source,
    { partNumber: 1, start: 0, end: content.length },
    never,
  );
  return () => jobs.completeMultipartUpload(upload, [part], never);
};

const WRITERS = { put, complete, copy, copyInParts };
type WriterName = keyof typeof WRITERS;
const NAMES = Object.keys(WRITERS) as WriterName[];
const PAIRS = NAMES.flatMap(first => NAMES.map(second => [first, second] as const));

describe.each(['ignored', 'refused', 'heeded for put alone'] as const)(
  'a store by which conditions are %s',
  how => {
    test.each(PAIRS)('%s and then %s of one name: the second is told that it is taken', async (one, two) => {
      const stores = await open(how);
      const [first, second] = [
        await WRITERS[one](stores, 'a.png', 'first'),
        await WRITERS[two](stores, 'a.png', 'second'),
      ];
      await first();
      await expect(second()).rejects.toMatchObject({ code: 'name-taken' });
      expect(await stores.content('a.png')).toBe('first');
    });

    test.each(PAIRS)(
      '%s and %s of one name at once: one is stored, the other told that it is taken',
      async (one, two) => {
        const stores = await open(how);
        const writes = [await WRITERS[one](stores, 'a.png', '0'), await WRITERS[two](stores, 'a.png', '1')];
        const results = await Promise.allSettled(writes.map(write => write()));
        const stored = results.findIndex(({ status }) => status === 'fulfilled');
        expect(results[1 - stored]).toMatchObject({ status: 'rejected', reason: { code: 'name-taken' } });
        expect(await stores.content('a.png')).toBe(String(stored));
      },
    );

    test('a photo that was replaced is neither deleted nor copied as the one that it was', async () => {
      const { uploads, jobs, content, overwrite } = await open(how);
      const seen = await overwrite('a.png', 'first');
      await overwrite('a.png', 'replaced');
      await uploads.delete(seen, never);
      expect((await jobs.deleteMany([seen], never)).has('a.png')).toBe(true);
      await expect(jobs.delete(seen, never)).rejects.toMatchObject({ code: 'photo-changed' });
      await expect(jobs.copy(seen, 'b.png', never)).rejects.toMatchObject({ code: 'name-taken' });
      expect(await jobs.head({ key: 'b.png' }, never)).toBeNull();
      expect(await content('a.png')).toBe('replaced');
    });

    test('a photo that is as it was is deleted one by one, and what has no entity tag in a batch', async () => {
      const { uploads, jobs, overwrite, aws } = await open(how);
      const [a, b, c] = [await overwrite('a', 'a'), await overwrite('b', 'b'), await overwrite('c', 'c')];
      expect([...(await jobs.deleteMany([a, { ...b, etag: '' }], never)).keys()]).toEqual(['a']);
      await jobs.delete(a, never);
      await uploads.delete(c, never);
      await uploads.delete(c, never); // gone, as it was wanted
      expect((await jobs.list('', '', never)).objects).toEqual([]);
      expect(aws.requests.filter(({ operation }) => operation === 'DeleteObjects').length).toBe(1);
    });

    test('an album that is made and a picture of its marker’s name do not take each other’s place', async () => {
      const stores = await open(how);
      await (await put(stores, 'Cats/', 'a picture'))();
      await expect(createAlbum(stores.bucket, '', 'Cats')).rejects.toMatchObject({ code: 'album-exists' });
      await expect(
        putMarker(stores.bucket, 'Cats/', { metadata: {}, replaces: false }),
      ).rejects.toMatchObject({
        code: 'name-taken',
      });
      await putMarker(stores.bucket, 'Dogs/', { metadata: {}, replaces: false });
      await putMarker(stores.bucket, 'Dogs/', { metadata: { cover: 'a' }, replaces: true });
      await expect((await put(stores, 'Dogs/', 'a picture'))()).rejects.toMatchObject({ code: 'name-taken' });
    });
  },
);

describe('a condition that was trusted and is answered with 501', () => {
  test('is not sent again: the request is, after a look, and from then on Shoebox looks first', async () => {
    const aws = await start({ ...GUEST_BUCKET, unsupportedConditions: unheeded('refused') });
    const bucket = await openAsCurrent(aws);
    const uploads = await openTransferBucket(bucketIdentity(bucket.settings), null);
    for (const key of ['a', 'b']) await uploads.put({ ...object(key), ...(await bytes(key)) }, never);
    expect(aws.requests.filter(({ service }) => service === 's3').map(({ operation }) => operation)).toEqual([
      ...['PutObject', 'HeadObject', 'PutObject'],
      ...['HeadObject', 'PutObject'],
    ]);
    const again = uploads.put({ ...object('a'), ...(await bytes('other')) }, never);
    await expect(again).rejects.toMatchObject({ code: 'name-taken' });
  });
});

describe('a write whose answer was lost', () => {
  test('keeps others from its key until it can’t be done any more, but not its own next try', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const stores = await open();
    const [first, second] = [await put(stores, 'a.png', 'first'), await put(stores, 'a.png', 'second')];
    const stop = stores.aws.intercept(({ operation }) =>
      operation === 'PutObject' ? { drop: true } : undefined,
    );
    await expect(first()).rejects.toMatchObject({ code: 'endpoint-unreachable' });
    stop();
    stores.aws.clearRequests();
    await expect(second()).rejects.toMatchObject({
      code: 's3-unavailable',
      retryAfterMs: expect.closeTo(20_000, -3),
    });
    expect(stores.aws.requests).toEqual([]);
    await first();
    expect(await stores.content('a.png')).toBe('first');
    vi.setSystemTime(Date.now() + 20_001);
    await expect(second()).rejects.toMatchObject({ code: 'name-taken' });
  });

  test('that was called off while it waited for its turn is not sent, and holds up nobody', async () => {
    const stores = await open();
    const calledOff = new AbortController();
    let [go, begun] = [(): void => {}, (): void => {}];
    const isHeld = new Promise<void>(resolve => {
      begun = resolve;
    });
    const held = new Promise<undefined>(resolve => {
      go = () => resolve(undefined);
    });
    const stop = stores.aws.intercept(({ operation }) => {
      if (operation !== 'PutObject') return undefined;
      begun();
      return held;
    });
    const first = (await put(stores, 'a.png', 'first'))();
    await isHeld;
    const { body, checksum } = await bytes('second');
    const second = stores.uploads.put({ ...object('a.png'), body, checksum }, calledOff.signal);
    const third = (await put(stores, 'a.png', 'third'))();
    calledOff.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    stop();
    go();
    await first;
    await expect(third).rejects.toMatchObject({ code: 'name-taken' });
    expect(await stores.content('a.png')).toBe('first');
    expect(stores.aws.requests.filter(({ operation }) => operation === 'PutObject').length).toBe(1);
  });
});

test('a write that was refused keeps nobody from its key', async () => {
  const stores = await open();
  const [first, second] = [await put(stores, 'a.png', 'first'), await put(stores, 'a.png', 'second')];
  const stop = stores.aws.intercept(({ operation }) =>
    operation === 'PutObject' ? { status: 403 } : undefined,
  );
  await expect(first()).rejects.toMatchObject({ code: 'access-denied' });
  stop();
  await second();
  expect(await stores.content('a.png')).toBe('second');
});
