// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followBucket, forgetAlbum, recordPhoto } from '../../../src/catalog/catalog';
import { learnFromList } from '../../../src/catalog/learn-from-list';
import { newJob } from '../../../src/core/job';
import { bucketIdentity, type Settings } from '../../../src/core/settings';
import type { JobView } from '../../../src/messaging/job-messages';
import { AppContext, JobsContext } from '../../../src/popup/model/app-context';
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
const announce = vi.fn();
let jobs: readonly JobView[] = [];
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
            announce,
            addFolder: () => {},
            showKeys: () => {},
            paste: { current: () => {} },
            linkLifetimes: [],
          },
        },
        h(
          JobsContext.Provider,
          { value: jobs },
          h(SearchResults, { settings: SETTINGS, query, albums, entered, onEntered }),
        ),
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
  announce.mockClear();
  jobs = [];
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

const GARDEN = { addresses: [], provenance: null, recordedAt: 1 };

test('Enter that comes before anything was read opens what is found then', async () => {
  await recordPhoto(BUCKET, { ...GARDEN, key: 'mine/Trips/rose.jpg', id: 'a-7' });
  await search('rose', 'rose');
  await vi.waitFor(() => expect(root.querySelector('dialog.viewer')).not.toBeNull());
  expect(onEntered).toHaveBeenCalled();
});

test('Enter is forgotten when another query is typed before anything was found', async () => {
  await search('ros', null);
  await search('rose', 'ros');
  expect(onEntered).toHaveBeenCalled();
});

const job = (order: JobView['order'], state: JobView['state']): JobView => ({
  ...newJob({ id: 'job', createdAt: 0, notBefore: 0, bucket: 'b', about: '', total: 1, order }),
  ...{ waiting: null, bytes: null, state },
});

test('an album is no longer found once it was deleted', async () => {
  await learnFromList(BUCKET, 'mine/', { photos: [], albums: ['mine/Roses/'] }, 1);
  await learnFromList(BUCKET, 'mine/Roses/', { photos: [], albums: [] }, 1);
  await search('roses');
  await vi.waitFor(() => expect(status()).toBe('1 album'));
  jobs = [job({ kind: 'delete-album', prefix: 'mine/Roses/' }, 'under-way')];
  await search('roses');
  await forgetAlbum(BUCKET, 'mine/Roses/');
  jobs = [];
  await search('roses');
  await vi.waitFor(() => expect(status()).toBe('No albums or photos match “roses”.'));
});

test('a photo that is given another name while it is looked at is not told to be gone', async () => {
  await recordPhoto(BUCKET, { ...GARDEN, key: 'mine/Trips/rose.jpg', id: 'a-7' });
  await search('rose', 'rose');
  await vi.waitFor(() => expect(root.querySelector('dialog.viewer')).not.toBeNull());
  const asked = worker.callsOf('photos.details').length;
  const press = new KeyboardEvent('keydown', { key: 'F2', bubbles: true });
  await settle(() => void root.querySelector('dialog.viewer')?.dispatchEvent(press));
  const field = root.querySelector<HTMLInputElement>('dialog input');
  await settle(() => {
    if (field === null) return;
    field.value = 'tulip';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle(() => void field?.form?.requestSubmit());
  await settle(() => worker.lastCall('jobs.start').resolve(undefined));
  expect(root.querySelector('#viewer-name')?.textContent).toBe('tulip.jpg');
  expect(worker.callsOf('photos.details')).toHaveLength(asked);
  jobs = [job({ kind: 'rename-photo', name: 'tulip.jpg' }, 'under-way')];
  await search('rose');
  jobs = [job({ kind: 'rename-photo', name: 'tulip.jpg' }, 'failed')];
  await search('rose');
  // Under that name there is none to be looked at.
  expect(root.querySelector('#viewer-name')).toBeNull();
});
