// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followBucket, recordPhoto } from '../../../src/catalog/catalog';
import { learnFromList } from '../../../src/catalog/learn-from-list';
import { bucketIdentity, type Settings } from '../../../src/core/settings';
import { AppContext } from '../../../src/popup/model/app-context';
import type { Route } from '../../../src/popup/model/route';
import { SearchResults } from '../../../src/popup/search/search-results';
import { settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';

fakeBrowser({});
const worker = new ScriptedWorker();
vi.stubGlobal('matchMedia', () => ({ matches: false }));

const SETTINGS: Settings = {
  ...{ bucket: 'b', region: 'us-east-1', identityPoolId: '', folder: 'mine/' },
  ...{ endpoint: '', pathStyle: false, cognitoEndpoint: '' },
  ...{ encryption: 'none', kmsKey: '', requesterPays: false, access: 'guest', issuer: '', clientId: '' },
};
const BUCKET = bucketIdentity(SETTINGS);

const navigate = vi.fn<(route: Route) => void>();
const onEntered = vi.fn();
const root = document.createElement('div');

const search = (query: string, entered: string | null = null): Promise<void> =>
  settle(() => {
    document.body.replaceChildren(root);
    const albums = [{ prefix: 'mine/Garden/', name: 'Garden' }];
    render(
      h(
        AppContext.Provider,
        {
          value: {
            navigate,
            announce: () => {},
            addFolder: () => {},
            showKeys: () => {},
            paste: { current: () => {} },
          },
        },
        h(SearchResults, { settings: SETTINGS, query, albums, entered, onEntered }),
      ),
      root,
    );
  });

const status = (): string | null | undefined => root.querySelector('[role=status]')?.textContent;
const button = (name: string): HTMLButtonElement | undefined =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent === name);

beforeEach(async () => {
  worker.clear();
  navigate.mockClear();
  onEntered.mockClear();
  await followBucket('another');
  await followBucket(BUCKET);
});
afterEach(() => settle(() => render(null, root)));

test('what is found is counted for those who don’t see it, and Enter opens the first album', async () => {
  await learnFromList(BUCKET, 'mine/', { photos: [], albums: ['mine/Garden/'] }, 1);
  await recordPhoto(BUCKET, {
    ...{ key: 'mine/Garden/garden.jpg', id: 'a-7', addresses: [], provenance: null, recordedAt: 1 },
  });
  await search('gard');
  await vi.waitFor(() => expect(status()).toBe('1 album, 1 photo'));
  await search('gard', 'gard');
  expect(navigate.mock.calls).toEqual([[{ view: 'album', prefix: 'mine/Garden/', query: 'gard' }]]);
  expect(onEntered).toHaveBeenCalledOnce();
});

test('albums that no list has shown are told of and looked through when that is asked for', async () => {
  await search('rose');
  await vi.waitFor(() => expect(status()).toBe('No albums or photos match “rose”.'));
  expect(worker.streamsOf('albums.contents')).toEqual([]);
  await settle(() => button('Look through all')?.click());
  await settle(() =>
    worker.lastStream('albums.contents').tell({
      albums: [{ prefix: 'mine/Garden/2025/', name: '2025' }],
      photos: [
        {
          ...{ key: 'mine/Garden/rose.jpg', name: 'rose.jpg', size: 7, etag: 'a' },
          ...{ lastModified: 1, storedAt: 1 },
        },
      ],
      isLast: true,
    }),
  );
  await settle(() => worker.lastStream('albums.contents').end());
  await vi.waitFor(() => expect(root.textContent).toContain('Photos 1'));
  await settle(() => button('Stop')?.click());
  await vi.waitFor(() => expect(status()).toBe('1 photo'));
  await vi.waitFor(() => expect(root.textContent).toContain('Shoebox has looked into 1 of your 2 albums.'));
});
