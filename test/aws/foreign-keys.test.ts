import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type AlbumPage, listAlbum, listAlbums, measureAlbum } from '../../src/aws/album-listing';
import type { Bucket } from '../../src/aws/bucket';
import { copyObject } from '../../src/aws/copies';
import { deleteObjects, deleteUnchanged } from '../../src/aws/deletions';
import { getObjectBytes, readObject } from '../../src/aws/get-object';
import { headObject } from '../../src/aws/head-object';
import { listObjectsAfter } from '../../src/aws/list-objects';
import { createMultipartUpload, listMultipartUploads } from '../../src/aws/multipart-uploads';
import { presignDownload, presignFor, presignObject } from '../../src/aws/presign';
import { putObject } from '../../src/aws/put-object';
import type { ExpectedObject } from '../../src/core/s3-object';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { bytes, GUEST_BUCKET, openAsGuest } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const put = (aws: LocalAws, text: string, ...keys: string[]): Promise<void> =>
  aws.putAll('demo', keys, Buffer.from(text), 'image/png');

async function all<Value>(generator: AsyncGenerator<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of generator) values.push(value);
  return values;
}

const contentsOf = async (bucket: Bucket, prefix: string) => {
  const pages: AlbumPage[] = await all(listAlbum(bucket, prefix));
  return {
    albums: pages.flatMap(({ albums }) => albums.map(album => album.prefix)),
    photos: pages.flatMap(({ photos }) => photos.map(({ key }) => key)),
    lastPages: pages.filter(({ isLast }) => isLast).length,
  };
};

describe('of a key with a segment of dots', () => {
  const dotted: ExpectedObject = { key: 'Trip/./a.jpg', size: 6, etag: '' };
  const upload = { key: dotted.key, mediaType: 'image/png', metadata: {} };
  const range = { start: 0, end: 1 };
  test.each<[string, (bucket: Bucket) => Promise<unknown>]>([
    ['HEAD', bucket => headObject(bucket, dotted, never)],
    ['a deletion', bucket => deleteUnchanged(bucket, dotted, never)],
    ['its bytes', bucket => getObjectBytes(bucket, dotted, range, never)],
    ['a picture of it', bucket => readObject(bucket, dotted, { etag: null, maxBytes: 9, range: null })],
    ['an URL to show it', bucket => presignObject(bucket, dotted)],
    ['a link', bucket => presignFor(bucket, dotted.key, 60)],
    ['an URL to save it', bucket => presignDownload(bucket, dotted.key, 'a.jpg')],
    ['an object', async bucket => putObject(bucket, { ...upload, ...(await bytes('x')) }, never)],
    ['an upload in parts', bucket => createMultipartUpload(bucket, upload, never)],
    ['a copy to it', bucket => copyObject(bucket, { ...dotted, key: 'Trip/a.jpg' }, dotted.key, never)],
  ])('%s is refused, and nothing is asked of the object that a browser makes of it', async (_, ask) => {
    const aws = await start(GUEST_BUCKET);
    await put(aws, 'folded', 'Trip/a.jpg');
    await put(aws, 'dotted', dotted.key);
    const bucket = openAsGuest(aws);
    await expect(ask(bucket)).rejects.toMatchObject({
      code: 'key-not-addressable',
      detail: dotted.key && { key: dotted.key },
    });
    expect(aws.requests.filter(({ key }) => key !== undefined)).toEqual([]);
  });

  test('copies and deletions in a batch are done, for they name keys as they are', async () => {
    const aws = await start(GUEST_BUCKET);
    await put(aws, 'folded', 'Trip/a.jpg');
    await put(aws, 'dotted', dotted.key);
    const bucket = openAsGuest(aws);
    const { objects } = await listObjectsAfter(bucket, 'Trip/./', '', never);
    const source = objects[0] ?? dotted;
    await copyObject(bucket, source, 'Other/a.jpg', never);
    expect(await deleteObjects(bucket, [source], never)).toEqual(new Map());
    const left = await all(listAlbum(bucket, 'Trip/'));
    expect(left.flatMap(({ photos }) => photos.map(({ key }) => key))).toEqual(['Trip/a.jpg']);
    const whole = { etag: null, maxBytes: 9, range: null };
    expect(await (await readObject(bucket, { key: 'Other/a.jpg' }, whole)).text()).toBe('dotted');
    expect(await (await readObject(bucket, { key: 'Trip/a.jpg' }, whole)).text()).toBe('folded');
  });
});

test('an album holds what lies in it behind any number of slashes', async () => {
  const aws = await start(GUEST_BUCKET);
  await put(aws, 'x', 'Trip/a.jpg', 'Trip//b.jpg', 'Trip///c.jpg', 'Trip////d/e.jpg', '/f.jpg', '//g.jpg');
  const bucket = openAsGuest(aws);
  expect(await contentsOf(bucket, 'Trip/')).toEqual({
    albums: ['Trip////d/'],
    photos: ['Trip/a.jpg', 'Trip//b.jpg', 'Trip///c.jpg'],
    lastPages: 1,
  });
  expect(await contentsOf(bucket, '')).toEqual({ albums: ['/', 'Trip/'], photos: [], lastPages: 1 });
  expect(await contentsOf(bucket, '/')).toEqual({ albums: [], photos: ['/f.jpg', '//g.jpg'], lastPages: 1 });
});

test('placeholders of other tools are files, and no albums of the AWS example', async () => {
  const aws = await start(GUEST_BUCKET);
  await put(aws, '', '.keep', '_SUCCESS', 'Trip_$folder$', 'My%20album');
  const bucket = openAsGuest(aws);
  expect((await listAlbums(bucket)).map(({ prefix }) => prefix)).toEqual(['My%20album/']);
  expect((await contentsOf(bucket, '')).photos).toEqual(['.keep', 'Trip_$folder$', '_SUCCESS']);
});

test('names with controls and bidi overrides are shown as what they are', async () => {
  const aws = await start(GUEST_BUCKET);
  await put(aws, 'x', 'A\u202e/\u202egpj.exe', 'A\u202e/two\nlines.jpg', 'A\u202e/\u0001.jpg');
  const bucket = openAsGuest(aws);
  const [root] = await all(listAlbum(bucket, ''));
  expect(root?.albums).toEqual([{ prefix: 'A\u202e/', name: 'A\ufffd' }]);
  const [album] = await all(listAlbum(bucket, 'A\u202e/'));
  expect(album?.photos.map(({ name }) => name)).toEqual([
    '\ufffd.jpg',
    'two\ufffdlines.jpg',
    '\ufffdgpj.exe',
  ]);
});

test('names that differ in normalisation alone are two albums, each with its own photo', async () => {
  const aws = await start(GUEST_BUCKET);
  const [nfc, nfd] = ['Gr\u00fc\u00dfe/', 'Gru\u0308\u00dfe/'];
  await put(aws, 'x', `${nfc}a.jpg`, `${nfd}a.jpg`);
  const bucket = openAsGuest(aws);
  expect((await contentsOf(bucket, '')).albums.sort()).toEqual([nfc, nfd].sort());
  for (const prefix of [nfc, nfd])
    expect((await contentsOf(bucket, prefix)).photos).toEqual([`${prefix}a.jpg`]);
});

/** Lists of a store that is not AWS's: `pageOf` makes an answer of what was asked for. */
async function startWithLists(
  pageOf: (query: URLSearchParams) => { readonly keys: readonly string[]; readonly token?: string },
): Promise<{ readonly bucket: Bucket; readonly asked: URLSearchParams[] }> {
  const aws = await start(GUEST_BUCKET);
  const asked: URLSearchParams[] = [];
  aws.intercept(({ operation, url }) => {
    if (operation !== 'ListObjectsV2') return undefined;
    const query = new URL(url, 'http://localhost').searchParams;
    asked.push(query);
    const { keys, token } = pageOf(query);
    const next = token === undefined ? '' : `<NextContinuationToken>${token}</NextContinuationToken>`;
    const entries = keys.map(key => `<Contents><Key>${key}</Key><Size>1</Size><ETag>"e"</ETag></Contents>`);
    return { status: 200, body: `<ListBucketResult>${next}${entries.join('')}</ListBucketResult>` };
  });
  return { bucket: openAsGuest(aws), asked };
}

describe('of a store', () => {
  test('that lists keys as they are, though asked to encode them, all keys are read', async () => {
    const keys = ['Trip/100%.jpg', 'Trip/a+b.jpg', 'Trip/%41.jpg'];
    const { bucket } = await startWithLists(() => ({ keys }));
    expect((await contentsOf(bucket, 'Trip/')).photos).toEqual(keys);
  });

  test('that encodes the keys of uploads and does not say so, as Ceph’s, an upload is found', async () => {
    const aws = await start(GUEST_BUCKET);
    aws.intercept(({ operation }) =>
      operation === 'ListMultipartUploads'
        ? {
            status: 200,
            body: `<ListMultipartUploadsResult><Upload><Key>team%2Fa%20b%2Fc.jpg</Key><UploadId>u</UploadId>
              <Initiated>2026-01-01T00:00:00Z</Initiated></Upload></ListMultipartUploadsResult>`,
          }
        : undefined,
    );
    const found = await listMultipartUploads(openAsGuest(aws), 'team/a b/c.jpg', 0, never);
    expect(found).toEqual([{ key: 'team/a b/c.jpg', uploadId: 'u' }]);
  });

  test('that takes no notice of start-after, a list goes on after a key all the same', async () => {
    const pages = [['a', 'b'], ['c', 'd'], ['e']];
    const { bucket, asked } = await startWithLists(query => {
      const page = Number(query.get('continuation-token') ?? 0);
      return { keys: pages[page] ?? [], ...(page < 2 && { token: String(page + 1) }) };
    });
    const keysAfter = async (after: string) =>
      (await listObjectsAfter(bucket, '', after, never)).objects.map(({ key }) => key);
    expect(await keysAfter('')).toEqual(['a', 'b']);
    expect(await keysAfter('a')).toEqual(['b']);
    expect(await keysAfter('b')).toEqual(['c', 'd']);
    expect(await keysAfter('d')).toEqual(['e']);
    expect(await keysAfter('e')).toEqual([]);
    expect(asked).toHaveLength(1 + 1 + 2 + 3 + 3);
  });

  test.each([
    ['the same token', () => 'again'],
    ['a new token each time', () => String(Math.random())],
  ])('that begins anew with each page, and tells %s, no list goes on for ever', async (_, token) => {
    const { bucket, asked } = await startWithLists(() => ({ keys: ['a', 'b'], token: token() }));
    const refusal = { code: 'list-repeats' };
    await expect(all(listAlbum(bucket, 'A/'))).rejects.toMatchObject(refusal);
    await expect(all(measureAlbum(bucket, 'A/'))).rejects.toMatchObject(refusal);
    await expect(listObjectsAfter(bucket, '', 'b', never)).rejects.toMatchObject(refusal);
    expect(asked.length).toBeLessThan(10);
  });
});
