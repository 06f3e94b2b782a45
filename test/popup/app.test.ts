// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import browser, { type Storage } from 'webextension-polyfill';
import { ShoeboxError } from '../../src/core/failure';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import type { Settings } from '../../src/core/settings';
import type { JobView } from '../../src/messaging/job-messages';
import type { CallName } from '../../src/messaging/protocol';
import { App } from '../../src/popup/app';
import * as parts from '../../src/popup/lazy-parts';
import { settle } from '../ui/render-hook';
import { fakeBrowser, fakeEvent } from '../webextension/fake-browser';
import { ScriptedWorker } from '../webextension/scripted-worker';

const worker = new ScriptedWorker({ 'preferences.get': DEFAULT_PREFERENCES });
const onChanged = fakeEvent<(changes: Record<string, Storage.StorageChange>, area: string) => void>();
const settingsChange = (): void => void onChanged.emit({ settings: {} }, 'sync');
fakeBrowser({
  runtime: {
    ...browser.runtime,
    getURL: path => `chrome-extension://id/${path}`,
    openOptionsPage: async () => {},
  },
  storage: { ...browser.storage, onChanged },
  tabs: { query: async () => [], getCurrent: (async () => undefined) as never }, // what it says of a page in no tab
});

/** What was asked under this name, time after time. */
const argsOf = (name: CallName): readonly unknown[] => worker.callsOf(name).map(({ args }) => args);

vi.stubGlobal('requestIdleCallback', () => 0);
vi.stubGlobal('cancelIdleCallback', () => {});
// What happy-dom has not; nor is a menu that is closed seen to be.
Object.assign(HTMLElement.prototype, { showPopover() {}, hidePopover() {} });
Object.defineProperty(navigator, 'storage', { value: { estimate: async () => ({}) } });

// What comes while the browser is idle is here before anything is tested.
await Promise.all([
  import('../../src/popup/views/album-view'),
  import('../../src/popup/footer/footer'),
  import('../../src/popup/adding/add-files'),
  import('../../src/popup/dropping/drop-zone'),
  import('../../src/popup/views/settings-views'),
]);
for (const part of [parts.AlbumView, parts.DropZone, parts.Footer]) part.preload();

const SETTINGS: Settings = {
  ...{ bucket: 'b', region: 'us-east-1', identityPoolId: '', folder: '' },
  ...{ endpoint: '', pathStyle: false, cognitoEndpoint: '' },
  ...{ encryption: 'none', kmsKey: '', requesterPays: false, access: 'guest', issuer: '', clientId: '' },
};

const request = vi.fn(async () => true);

let page: HTMLElement;
let reload: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  localStorage.clear();
  worker.clear();
  fakeBrowser({ extension: { getViews: () => [] }, permissions: { request } });
  request.mockClear();
  reload = vi.spyOn(location, 'reload').mockImplementation(() => {});
});
afterEach(async () => {
  await settle(() => render(null, page));
  vi.restoreAllMocks();
});

async function open(search: string): Promise<void> {
  history.replaceState(null, '', search === '' ? location.pathname : search);
  page = document.createElement('div');
  document.body.replaceChildren(page);
  await settle(() => render(h(App, {}), page));
  await settle(() => worker.lastCall('settings.get').resolve(SETTINGS));
}

const album = (name: string) => ({ prefix: `${name}/`, name });

const job: JobView = {
  ...{ id: 'job', createdAt: 0, notBefore: 0, about: 'A/a.jpg', state: 'under-way', isCancelled: false },
  ...{ order: { kind: 'copy-photos', to: 'B/' }, total: 2, done: 1, failed: 0, note: null, failure: null },
  ...{ bucket: 'bucket', endedAt: null, readyAt: null, isHandedOver: false, isForGood: false },
  ...{ waiting: null, bytes: null },
};

const paste = (...files: readonly File[]): void => {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: { files, items: [], getData: () => '' } });
  document.dispatchEvent(event);
};

/** Chooses "Paste" in the album's menu while this is on the clipboard. */
async function pasteFromMenu(contents: Readonly<Record<string, string>>): Promise<void> {
  const types = Object.keys(contents);
  const getType = async (type: string) => new Blob([contents[type] ?? ''], { type });
  Object.defineProperty(navigator, 'clipboard', {
    ...{ configurable: true, value: { read: async () => [{ types, getType }] } },
  });
  await vi.waitFor(() => expect(page.querySelector('.album-more')).not.toBeNull());
  await settle(() => page.querySelector<HTMLElement>('.album-more button')?.click());
  const item = await vi.waitFor(() => {
    const items = [...page.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const found = items.find(({ textContent }) => textContent === 'Paste');
    if (found === undefined) throw new Error('the menu is not there yet');
    return found;
  });
  await settle(() => item.click());
}

test('a picture on the clipboard is added from the menu, where no event can be made up that holds it: Firefox', async () => {
  // Gecko's `ClipboardEventInit` knows no `clipboardData`.
  vi.stubGlobal(
    'ClipboardEvent',
    class extends Event {
      readonly clipboardData = new DataTransfer();
    },
  );
  await open('?album=A%2F');
  await pasteFromMenu({ 'image/png': 'bytes' });
  await vi.waitFor(() => worker.lastCall('photos.add'));
  expect(argsOf('photos.add')).toMatchObject([{ album: 'A/', files: [{ size: 5, mediaType: 'image/png' }] }]);
  await settle(() => worker.lastCall('photos.add').resolve(undefined));
});

test('from the menu an original is saved with its bitmap, also where the browser lets nothing be asked after the click', async () => {
  request.mockRejectedValueOnce(new Error('may only be called from a user input handler'));
  await open('?album=A%2F');
  await pasteFromMenu({ 'text/html': '<img src="https://a.test/a.jpg">', 'image/png': 'bytes' });
  await vi.waitFor(() => worker.lastCall('web.save-dropped'));
  expect(argsOf('web.save-dropped')).toMatchObject([
    { album: 'A/', items: [{ url: 'https://a.test/a.jpg', shownBlobId: expect.any(String) }] },
  ]);
  await settle(() => worker.lastCall('web.save-dropped').resolve(['id']));
});

test('several pictures are offered in the toolbar’s popup too, and none is saved unasked', async () => {
  fakeBrowser({ extension: { getViews: () => [window] } });
  await open('?album=A%2F');
  const images = ['a', 'b'].map(name => `<img src="https://a.test/${name}.jpg">`).join('');
  await pasteFromMenu({ 'text/html': images });
  await vi.waitFor(() => expect(page.querySelectorAll('.picker [role=option]')).toHaveLength(2));
  expect(argsOf('web.save-dropped')).toEqual([]);
});

test('the list of jobs is heard of again after a failure that is told', async () => {
  await open('');
  await vi.waitFor(() => expect(worker.streamsOf('jobs.watch')).toHaveLength(1));
  await settle(() => worker.lastStream('jobs.watch').fail(new ShoeboxError('browser-storage-full')));
  await vi.waitFor(() => expect(page.querySelector('.footer [role=alert]')).not.toBeNull());
  await vi.waitFor(() => expect(worker.streamsOf('jobs.watch')).toHaveLength(2));
  await settle(() => worker.lastStream('jobs.watch').tell({ changed: [job], removed: [] }));
  expect(page.querySelector('.footer [role=alert]')).toBeNull();
  expect(page.querySelector('.job-row')).not.toBeNull();
});

test('albums that were listed earlier and come later do not replace those that were listed last', async () => {
  await open('');
  const first = worker.lastCall('albums.list');
  // A job that renamed an album has ended: they are asked for again.
  const order = { kind: 'move-album', from: 'Old/', to: 'New/' } as const;
  await settle(() => worker.lastStream('jobs.watch').tell({ changed: [{ ...job, order }], removed: [] }));
  await settle(() => worker.lastStream('jobs.watch').tell({ changed: [], removed: ['job'] }));
  const second = worker.lastCall('albums.list');
  expect(second).not.toBe(first);
  await settle(() => second.resolve([album('New')]));
  await settle(() => first.resolve([album('Old')]));
  expect(page.querySelector('.albums')?.textContent ?? page.textContent).toContain('New');
  expect(page.textContent).not.toContain('Old');
});

test('settings from another computer reload the page at once when it holds nothing', async () => {
  await open('?album=A%2F');
  await settle(settingsChange);
  expect(reload).toHaveBeenCalledTimes(1);
});

test('settings from another computer do not reload the page before the files that it holds are added', async () => {
  await open('?album=A%2F');
  await settle(() => paste(new File(['bytes'], 'a.jpg')));
  await vi.waitFor(() => worker.lastCall('photos.add'));
  await settle(settingsChange);
  expect(reload).not.toHaveBeenCalled();
  // What is shown may not be in the bucket of the new settings.
  await vi.waitFor(() => expect(page.textContent).toContain('The settings have changed'));
  expect(page.textContent).toContain('Saving 1');
  await settle(() => worker.lastCall('photos.add').resolve(undefined));
  await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
});

/** Drags the picture at an address onto the page. */
const drop = (url: string): void => {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  const getData = (type: string): string => (type === 'text/uri-list' ? url : '');
  Object.defineProperty(event, 'dataTransfer', {
    value: { types: ['text/uri-list'], files: [], items: [], getData },
  });
  document.dispatchEvent(event);
};

test('files that are added after the settings have changed go to the bucket that the page shows', async () => {
  await open('?album=A%2F');
  await settle(() => paste(new File(['bytes'], 'a.jpg')));
  await vi.waitFor(() => worker.lastCall('photos.add'));
  await settle(settingsChange);
  await settle(() => drop('https://a.test/b.jpg'));
  await vi.waitFor(() => worker.lastCall('web.save-dropped'));
  expect(argsOf('photos.add')).toMatchObject([{ album: 'A/', settings: SETTINGS }]);
  expect(argsOf('web.save-dropped')).toMatchObject([{ album: 'A/', settings: SETTINGS }]);
  // Files that are added later wait for these.
  await settle(() => worker.lastCall('photos.add').resolve(undefined));
});

test('what was dropped first is sent, and its failure told, although something was dropped after it', async () => {
  await open('?album=A%2F');
  await settle(() => drop('https://a.test/first.jpg'));
  await vi.waitFor(() => expect(argsOf('web.save-dropped')).toHaveLength(1));
  await settle(() => drop('https://a.test/second.jpg'));
  await settle(settingsChange);
  const full = new ShoeboxError('browser-storage-full');
  await settle(() => worker.lastCall('web.save-dropped').reject(full));
  await vi.waitFor(() => expect(argsOf('web.save-dropped')).toHaveLength(2));
  // The first once more, and the second.
  await settle(() => worker.lastCall('web.save-dropped').reject(full));
  await vi.waitFor(() => expect(argsOf('web.save-dropped')).toHaveLength(3));
  await settle(() => worker.lastCall('web.save-dropped').resolve(['id']));
  await vi.waitFor(() => expect(page.querySelector('.drop-failure')).not.toBeNull());
  expect(reload).not.toHaveBeenCalled();
  await settle(() => page.querySelector<HTMLElement>('.drop-failure button')?.click());
  await vi.waitFor(() => expect(argsOf('web.save-dropped')).toHaveLength(4));
  await settle(() => worker.lastCall('web.save-dropped').resolve(['id']));
  expect(JSON.stringify(argsOf('web.save-dropped').at(-1))).toContain('first.jpg');
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
});

test('a file that can not be added holds the page until the user takes it off the list', async () => {
  await open('?album=A%2F');
  await settle(() => paste(new File(['bytes'], 'a.jpg')));
  await vi.waitFor(() => worker.lastCall('photos.add'));
  await settle(settingsChange);
  await settle(() => worker.lastCall('photos.add').reject(new ShoeboxError('browser-storage-full')));
  await vi.waitFor(() => expect(page.querySelector('.footer-toggle')).not.toBeNull());
  await settle(() => page.querySelector<HTMLElement>('.footer-toggle')?.click());
  await vi.waitFor(() => expect(page.querySelector('.tray-row')).not.toBeNull());
  expect(reload).not.toHaveBeenCalled();
  const dismiss = page.querySelector<HTMLElement>('.tray-row button[aria-label^="Dismiss"]');
  await settle(() => dismiss?.click());
  expect(reload).toHaveBeenCalledTimes(1);
});

test('settings from another computer do not reload a page in which the user is choosing', async () => {
  await open('?choose=a');
  await settle(settingsChange);
  expect(reload).not.toHaveBeenCalled();
});
