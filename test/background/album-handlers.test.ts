import 'fake-indexeddb/auto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, expect, test, vi } from 'vitest';
import { rememberBucket } from '../../src/background/album-cache';
import { refreshAlbums } from '../../src/background/album-handlers';
import { addressesInBucket, followBucket, recordPhoto } from '../../src/catalog/catalog';
import type { Album } from '../../src/core/album';
import { bucketIdentity } from '../../src/core/settings';
import { readAlbumCache } from '../../src/messaging/album-cache';
import { GUEST_BUCKET } from '../aws/local-bucket';
import { type Deferred, deferred } from '../deferred';
import { useLocalAws } from '../use-local-aws';
import { fakeBrowser } from '../webextension/fake-browser';
import { openAsCurrent } from './open-as-current';

const { start, clientOf } = useLocalAws();

// The menu that follows the albums.
fakeBrowser({
  extension: { inIncognitoContext: false },
  contextMenus: {
    create(_item, onCreated) {
      onCreated?.();
      return 'id';
    },
    update: async () => {},
    remove: async () => {},
  },
});

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

type Decision = { readonly status: number } | undefined;

interface TwoListings {
  readonly first: Promise<readonly Album[]>;
  readonly second: Promise<readonly Album[]>;
  /** The first two lists that S3 was asked for: each waits until the test decides of it. */
  readonly lists: readonly Deferred<Decision>[];
  /** Makes an album as others do: it is in the lists that are answered afterwards. */
  create(name: string): Promise<unknown>;
}

/** The albums of an empty bucket, asked for twice. */
async function listTwice(): Promise<TwoListings> {
  const aws = await start(GUEST_BUCKET);
  const bucket = await openAsCurrent(aws);
  await rememberBucket(bucketIdentity(bucket.settings));
  const lists: Deferred<Decision>[] = [];
  aws.intercept(({ operation }) => {
    if (operation !== 'ListObjectsV2' || lists.length === 2) return undefined;
    const list = deferred<Decision>();
    lists.push(list);
    return list.promise;
  });
  const refresh = async (count: number): Promise<{ readonly listing: Promise<readonly Album[]> }> => {
    const listing = refreshAlbums(hiddenNow);
    await vi.waitFor(() => expect(lists).toHaveLength(count), 10_000); // requests to the local AWS come before it
    return { listing };
  };
  const { listing: first } = await refresh(1);
  const { listing: second } = await refresh(2);
  const owner = clientOf(aws);
  const create = (name: string) =>
    owner.send(new PutObjectCommand({ Bucket: 'demo', Key: `${name}/`, Body: 'x' }));
  return { first, second, lists, create };
}

const hiddenNow = async () => ({ prefixes: [], keys: new Set<string>(), restoring: new Set<string>() });
const remembered = async () => (await readAlbumCache())?.albums.map(({ name }) => name);

test('an earlier listing of the albums that ends later is not remembered in the place of a later one', async () => {
  const { first, second, lists, create } = await listTwice();
  await create('Known');
  lists[1]?.resolve(undefined);
  expect(await second).toMatchObject([{ name: 'Known' }]);
  await create('New');
  lists[0]?.resolve(undefined);
  expect(await first).toHaveLength(2);
  expect(await remembered()).toEqual(['Known']);
});

test('an earlier listing of the albums is remembered when the later one failed', async () => {
  const { first, second, lists, create } = await listTwice();
  await create('Known');
  lists[1]?.resolve({ status: 400 });
  await expect(second).rejects.toThrow();
  lists[0]?.resolve(undefined);
  await first;
  expect(await remembered()).toEqual(['Known']);
});

test('photos that were saved to an album which is gone are not known as saved any more', async () => {
  const aws = await start(GUEST_BUCKET);
  const bucket = bucketIdentity((await openAsCurrent(aws)).settings);
  await followBucket(bucket);
  await clientOf(aws).send(new PutObjectCommand({ Bucket: 'demo', Key: 'Kept/', Body: 'x' }));
  for (const name of ['Kept', 'Gone'])
    await recordPhoto(bucket, {
      ...{ key: `${name}/1.jpg`, id: name, addresses: [name], provenance: null, recordedAt: 1 },
    });
  await refreshAlbums(hiddenNow);
  await vi.waitFor(async () =>
    expect(await addressesInBucket(bucket, ['Kept', 'Gone'])).toEqual(new Set(['Kept'])),
  );
});
