import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { TestedCapabilities } from '../../src/aws/capabilities';
import { accessKeysPlace } from '../../src/core/access-keys';
import type { Job } from '../../src/core/job';
import { CONTENT_SHA256 } from '../../src/core/provenance';
import { guestPolicy } from '../../src/setup/guest-policy';
import { type LocalAws, STORES, type UserSetup } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { fakeBrowser } from '../webextension/fake-browser';
import { bytes, guestStorage, keptAccessKeys, keySettingsOf } from './local-bucket';
import { foundBy, runConnectionTest } from './run-connection-test';
import { manyBytes, openStoreWorld, type StoreWorld } from './store-world';

// All that is done in a bucket, with the S3s of other vendors as `test/local-aws/stores` imitates them: nothing is
// overwritten, nothing is lost, and what can't be done is told.

vi.setConfig({ testTimeout: 120_000 });

const { start, clientOf } = useLocalAws();
const never = new AbortController().signal;
const MIB = 1024 * 1024;

// Node 20 has none.
beforeEach(() => {
  vi.stubGlobal('navigator', { onLine: true });
  fakeBrowser({ extension: { inIncognitoContext: false } });
});

/** What Shoebox is given: a user's keys, who may do there what a guest may. */
const USER: UserSetup = {
  accessKeyId: 'AKIASTORESUSER000000',
  secretAccessKey: 'storesUserSecretKeyForTestsOnly000000000',
  policy: guestPolicy({ bucket: 'demo', folder: '', region: 'us-east-1' }),
};

type StoreName = keyof typeof STORES;
const NAMES = Object.keys(STORES) as StoreName[]; // `STORES` has these keys and no others

interface Opened extends StoreWorld {
  readonly aws: LocalAws;
  readonly owner: S3Client;
}

/** The owner's client, which sends and asks for no checksum of its own accord. */
const ownerOf = (aws: LocalAws): S3Client =>
  clientOf(aws, {
    ...{ region: aws.region, requestChecksumCalculation: 'WHEN_REQUIRED' },
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

async function open(name: StoreName, isTested: boolean): Promise<Opened> {
  const aws = await start({ store: STORES[name], users: [USER] });
  const owner = ownerOf(aws);
  const tested = isTested ? await testedOf(name, aws) : null;
  return { aws, owner, ...(await openStoreWorld(aws, USER, owner, tested)) };
}

/** What the connection test finds of each: the same each time. */
const found = new Map<StoreName, TestedCapabilities>();

async function testedOf(name: StoreName, aws: LocalAws): Promise<TestedCapabilities> {
  const before = found.get(name);
  if (before !== undefined) return before;
  const settings = keySettingsOf(aws);
  const kept = keptAccessKeys();
  await kept.keep(accessKeysPlace(settings), USER, 'session');
  const run = await runConnectionTest(settings, { storage: { ...guestStorage(), accessKeys: kept } });
  if (run.tested === null) throw new Error(`the connection test: ${JSON.stringify(foundBy(run))}`);
  found.set(name, run.tested);
  return run.tested;
}

const latin1 = (content: Uint8Array): string => Buffer.from(content).toString('latin1');

/** That it ended with all of it done. */
const expectDone = (job: Job): void => expect(job).toMatchObject({ state: 'done', failed: 0, failure: null });

/** Those that refuse what Shoebox sends of its own accord, which it has to find out by itself where nothing was tested. */
const UNTESTED: readonly StoreName[] = ['r2', 'b2Old', 'minioOld', 'gcs', 'bare'];
const CASES = [...NAMES.map(name => [name, true] as const), ...UNTESTED.map(name => [name, false] as const)];

describe.each(CASES)('with %s, after a connection test: %s,', (name, isTested) => {
  test('pictures of one name, saved at once and later, all get their places', async () => {
    const { save, contents } = await open(name, isTested);
    const file = (text: string) => ({ name: 'cat.png', bytes: text });
    const atOnce = await save('Cats/', ['1', '2', '3'].map(file));
    const later = await save('Cats/', [file('4')]);
    expect([...atOnce, ...later].map(({ state }) => state)).toEqual(Array(4).fill('saved'));
    const found = await contents('Cats/');
    expect(Object.keys(found).sort()).toEqual([
      ...['Cats/cat (2).png', 'Cats/cat (3).png', 'Cats/cat (4).png', 'Cats/cat.png'],
    ]);
    expect(Object.values(found).sort()).toEqual(['1', '2', '3', '4']);
    const [again] = await save('Cats/', [{ name: 'cat.png', bytes: found['Cats/cat.png'] ?? '' }]);
    expect(again).toMatchObject({ state: 'saved', outcome: 'already-there' });
  });

  test('large files are put together from parts, beside what has their name', async () => {
    const { save, contents, unfinished } = await open(name, isTested);
    const [one, other] = [manyBytes(11 * MIB), manyBytes(9 * MIB + 1)];
    const saved = await save('Films/', [
      { name: 'a.mp4', bytes: one },
      { name: 'a.mp4', bytes: other },
    ]);
    expect(saved.map(({ state, failure }) => [state, failure])).toEqual([
      ['saved', null],
      ['saved', null],
    ]);
    const found = await contents();
    expect(Object.keys(found)).toEqual(['Films/a (2).mp4', 'Films/a.mp4']);
    const keyOf = (content: Uint8Array) => Object.entries(found).find(([, text]) => text === latin1(content));
    expect([keyOf(one) !== undefined, keyOf(other) !== undefined]).toEqual([true, true]);
    expect(await unfinished()).toEqual([]);
  });

  test('photos are renamed, moved and copied to names that are free, whatever they are called', async () => {
    const { owner, run, seen, contents } = await open(name, isTested);
    const put = (key: string, text: string) =>
      owner.send(new PutObjectCommand({ Bucket: 'demo', Key: key, Body: text }));
    const [percent, plus, korean, slash] = ['A/100%.jpg', 'A/a+b.jpg', 'A/사진 1.jpg', 'A/%2F.jpg'] as const;
    const keys = [percent, plus, korean, slash];
    for (const [index, key] of keys.entries()) await put(key, `${index}`);
    await put('B/a+b.jpg', 'another');
    expectDone(await run({ kind: 'copy-photos', to: 'B/' }, await seen(keys)));
    expectDone(await run({ kind: 'rename-photo', name: '사진 2.jpg' }, await seen(['B/사진 1.jpg'])));
    expectDone(await run({ kind: 'move-photos', to: 'C/' }, await seen([percent, plus])));
    expectDone(await run({ kind: 'move-album', from: 'B/', to: 'D/' }));
    expect(await contents()).toEqual({
      ...{ [korean]: '2', [slash]: '3', 'C/100%.jpg': '0', 'C/a+b.jpg': '1' },
      ...{ 'D/100%.jpg': '0', 'D/a+b.jpg': 'another', 'D/a+b (2).jpg': '1' },
      ...{ 'D/사진 2.jpg': '2', 'D/%2F.jpg': '3' },
    });
  });

  test('photos are deleted, and those that were replaced since they were seen are not', async () => {
    const { owner, run, seen, contents } = await open(name, isTested);
    const put = (key: string, text: string) =>
      owner.send(new PutObjectCommand({ Bucket: 'demo', Key: key, Body: text }));
    const keys = Array.from({ length: 12 }, (_, index) => `A/${index}.jpg`);
    for (const key of keys) await put(key, key);
    const all = await seen(keys);
    await put('A/5.jpg', 'replaced');
    const job = await run({ kind: 'delete-photos' }, all);
    expect(await contents()).toEqual({ 'A/5.jpg': 'replaced' });
    expect(job).toMatchObject({ done: 11, failed: 1 });
    expectDone(await run({ kind: 'delete-album', prefix: 'A/' }));
    expect(await contents()).toEqual({});
  });

  test('a copy in parts has all its bytes and what its source says of itself, or is told to be impossible', async () => {
    const { aws, owner, jobBucket, contents, run, seen, unfinished } = await open(name, isTested);
    const content = manyBytes(6 * MIB);
    const Metadata = { [CONTENT_SHA256]: 'x', 'source-title': '%EC%82%AC%EC%A7%84' };
    const put = { Bucket: 'demo', Key: 'A/large.mp4', Body: content, ContentType: 'video/mp4', Metadata };
    await owner.send(new PutObjectCommand(put));
    const [source] = await seen(['A/large.mp4']);
    if (source === undefined) throw new Error('it was just put there');
    if (name === 'gcs') {
      // What is larger than one CopyObject takes, as this is said to be, and as the store says.
      const body = '<Error><Code>EntityTooLarge</Code><Message>Too large.</Message></Error>';
      aws.intercept(({ operation }) => (operation === 'CopyObject' ? { status: 400, body } : undefined));
      const job = await run({ kind: 'move-photos', to: 'B/' }, [{ ...source, size: 6 * 1024 ** 3 }]);
      expect(job.state).toBe('failed');
      expect(Object.keys(await contents())).toEqual(['A/large.mp4']);
      expect(await unfinished()).toEqual([]);
      return;
    }
    const description = await jobBucket.head(source, never);
    if (description === null) throw new Error('it was just put there');
    const upload = await jobBucket.createMultipartUpload(description, 'B/large.mp4', never);
    const part = (partNumber: number, from: number, to: number) =>
      jobBucket.uploadPartCopy(upload, source, { partNumber, start: from, end: to }, never);
    const parts = [await part(1, 0, 5 * MIB), await part(2, 5 * MIB, 6 * MIB)];
    await jobBucket.completeMultipartUpload(upload, parts, never);
    expect((await contents('B/'))['B/large.mp4']).toBe(latin1(content));
    expect(await jobBucket.head({ key: 'B/large.mp4' }, never)).toMatchObject({
      metadata: Metadata,
      headers: { 'content-type': 'video/mp4' },
    });
    await owner.send(new PutObjectCommand({ ...put, Body: manyBytes(content.length) }));
    const again = await jobBucket.createMultipartUpload(description, 'C/large.mp4', never);
    await expect(
      jobBucket.uploadPartCopy(again, source, { partNumber: 1, start: 0, end: 5 * MIB }, never),
    ).rejects.toMatchObject({ code: 'name-taken' });
  });

  test('thumbnails are stored, replaced and read', async () => {
    const { thumbnails } = await open(name, isTested);
    const key = '.shoebox/thumbnails/a';
    for (const text of ['first', 'second']) {
      const { body } = await bytes(text);
      await thumbnails.store(key, body);
      const read = await thumbnails.read({ key }, { etag: null, maxBytes: 1000, range: null });
      expect(await read.text()).toBe(text);
    }
  });
});

test.each(['bare', 'gcs'] as const)('an album of more than a page is moved and deleted at %s', async name => {
  const { aws, run, contents } = await open(name, true);
  const keys = Array.from({ length: 1010 }, (_, index) => `A/${String(index).padStart(4, '0')}.png`);
  await aws.putAll('demo', keys, Buffer.from('x'), 'image/png', Date.now() - 60_000);
  const moved = await run({ kind: 'move-album', from: 'A/', to: 'B/' });
  expect(moved).toMatchObject({ state: 'done', done: 1010 });
  expect(await run({ kind: 'delete-album', prefix: 'B/' })).toMatchObject({ state: 'done', done: 1010 });
  expect(await contents()).toEqual({});
});
