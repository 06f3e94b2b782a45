import { expect, test, vi } from 'vitest';
import type { Album } from '../../src/core/album';
import { type Deferred, deferred } from '../deferred';

const listings: Deferred<readonly Album[]>[] = [];
const remembered: (readonly Album[])[] = [];

vi.mock('webextension-polyfill', () => ({ default: {} }));
vi.mock('../../src/background/current-bucket', () => ({
  currentBucket: async () => ({ settings: { bucket: 'b', endpoint: '', region: 'r', folder: '' } }),
}));
vi.mock('../../src/aws/album-listing', () => ({
  listAlbums: () => {
    const listing = deferred<readonly Album[]>();
    listings.push(listing);
    return listing.promise;
  },
}));
vi.mock('../../src/background/context-menu', () => ({ rebuildMenu: async () => {} }));
vi.mock('../../src/background/album-cache', () => ({
  rememberAlbums: async (_bucket: string, albums: readonly Album[]) => void remembered.push(albums),
}));

const { refreshAlbums } = await import('../../src/background/album-handlers');

const hiddenNow = async () => ({ prefixes: [], keys: new Set<string>(), restoring: new Set<string>() });
const album = (name: string): Album => ({ prefix: `${name}/`, name });

test('an earlier listing of the albums that ends later is not remembered in the place of a later one', async () => {
  const [first, second] = [refreshAlbums(hiddenNow), refreshAlbums(hiddenNow)];
  await vi.waitFor(() => expect(listings).toHaveLength(2));
  listings[1]?.resolve([album('New')]);
  await second;
  listings[0]?.resolve([album('Old')]);
  expect(await first).toEqual([album('Old')]);
  expect(remembered).toEqual([[album('New')]]);
});

test('an earlier listing of the albums is remembered when the later one failed', async () => {
  remembered.length = 0;
  const begun = listings.length;
  const [first, second] = [refreshAlbums(hiddenNow), refreshAlbums(hiddenNow)];
  await vi.waitFor(() => expect(listings).toHaveLength(begun + 2));
  listings[begun + 1]?.reject(new Error('offline'));
  await expect(second).rejects.toThrow('offline');
  listings[begun]?.resolve([album('Known')]);
  await first;
  expect(remembered).toEqual([[album('Known')]]);
});
