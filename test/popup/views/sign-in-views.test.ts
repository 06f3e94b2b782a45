// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { ShoeboxError, toFailure } from '../../../src/core/failure';
import { DEFAULT_PREFERENCES } from '../../../src/core/preferences';
import { EMPTY_SETTINGS, type Settings } from '../../../src/core/settings';
import type { SignInStatus } from '../../../src/core/sign-in-status';
import { ALBUM_CACHE_KEY, type AlbumCache } from '../../../src/messaging/album-cache';
import { App } from '../../../src/popup/app';
import * as parts from '../../../src/popup/lazy-parts';
import { settle } from '../../ui/render-hook';
import { fakeBrowser, fakeEvent } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { view } from '../tray/views';

const worker = new ScriptedWorker({ 'preferences.get': DEFAULT_PREFERENCES });
const request = vi.fn(async () => true);
const extension = { getViews: () => [], inIncognitoContext: false };
fakeBrowser({
  extension,
  permissions: { request },
  runtime: { ...browser.runtime, getURL: path => `chrome-extension://id/${path}` },
  storage: { ...browser.storage, onChanged: fakeEvent() },
});
vi.stubGlobal('requestIdleCallback', () => 0);
vi.stubGlobal('cancelIdleCallback', () => {});
Object.defineProperty(navigator, 'storage', { value: { estimate: async () => ({}) } });

await Promise.all([
  import('../../../src/popup/views/album-view'),
  import('../../../src/popup/views/sign-in-views'),
  import('../../../src/popup/adding/add-files'),
  import('../../../src/popup/footer/footer'),
]);
for (const part of [parts.AlbumView, parts.SignInBar, parts.Footer]) part.preload();

const USERS: Settings = { ...EMPTY_SETTINGS, bucket: 'b', region: 'us-east-1', access: 'user' };

let page: HTMLElement;
let reload: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  worker.clear();
  request.mockClear();
  reload = vi.spyOn(location, 'reload').mockImplementation(() => {});
});
afterEach(async () => {
  await settle(() => render(null, page));
  vi.restoreAllMocks();
});

async function open(search: string, settings = USERS): Promise<void> {
  history.replaceState(null, '', search === '' ? location.pathname : search);
  page = document.createElement('div');
  document.body.replaceChildren(page);
  await settle(() => render(h(App, {}), page));
  await settle(() => worker.lastCall('settings.get').resolve(settings));
}

const status = (now: Partial<SignInStatus>): SignInStatus => ({
  ...{ state: 'signed-out', user: null, failure: null },
  ...now,
});
const tell = (now: Partial<SignInStatus>): Promise<void> =>
  vi.waitFor(() => settle(() => worker.lastStream('sign-in.watch').tell(status(now))));
const listAlbums = (...names: readonly string[]): Promise<void> =>
  settle(() => worker.lastCall('albums.list').resolve(names.map(name => ({ prefix: `${name}/`, name }))));
const needSignIn = (): Promise<void> =>
  settle(() => worker.lastCall('albums.list').reject(new ShoeboxError('sign-in-needed')));

const bar = (): HTMLElement | null => page.querySelector('.sign-in-bar:not([hidden])');
const signInButtons = (): HTMLButtonElement[] =>
  [...page.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Sign in');

test('where guests get in, the worker is asked for no sign-in', async () => {
  await open('', { ...USERS, access: 'guest' });
  await listAlbums('A');
  expect(worker.streamsOf('sign-in.watch')).toEqual([]);
});

test('while nobody is signed in and no album is known, the view is the way in, and it is there once', async () => {
  await open('');
  await tell({});
  await needSignIn();
  await vi.waitFor(() =>
    expect(page.querySelector('.empty h2')?.textContent).toBe('Sign in to see your albums'),
  );
  expect(page.querySelector('[role=alert]')).toBeNull();
  expect(bar()).toBeNull();
  // The one in the bar is hidden with it.
  const [, button] = signInButtons();
  button?.click();
  expect(request).toHaveBeenCalledExactlyOnceWith({ permissions: ['identity'] });
  await settle();
  expect(worker.callsOf('sign-in.start')).toHaveLength(1);
});

test('the view is the way in as well where it is known that there are no albums', async () => {
  const albums: AlbumCache = { bucket: 'b', albums: [], recent: [] };
  await browser.storage.local.set({ [ALBUM_CACHE_KEY]: albums });
  await open('');
  await tell({});
  await needSignIn();
  await browser.storage.local.remove(ALBUM_CACHE_KEY);
  expect(page.querySelector('.empty h2')?.textContent).toBe('Sign in to see your albums');
  expect(bar()).toBeNull();
});

test('albums that are known stay below a bar with the way in when the sign-in has expired', async () => {
  await open('');
  await listAlbums('Moodboard');
  await tell({ state: 'expired', user: 'mina@example.com' });
  expect(bar()?.textContent).toContain('Your sign-in has expired.');
  expect(page.textContent).toContain('Moodboard');
  await settle(() => signInButtons()[0]?.click());
  expect(bar()?.textContent).toContain('Continue in the sign-in window.');
  await settle(() => worker.lastCall('sign-in.start').reject(new ShoeboxError('sign-in-cancelled')));
  await tell({ state: 'expired', failure: toFailure(new ShoeboxError('sign-in-cancelled')) });
  expect(bar()?.textContent).toContain('The sign-in window was closed');
  expect(bar()?.querySelector('[role=alert]')).toBeNull();
});

test('a page that is opened again after the window of the sign-in tells how that went', async () => {
  await open('');
  await listAlbums('Moodboard');
  await tell({
    failure: toFailure(new ShoeboxError('sign-in-provider-unreachable', { host: 'id.example' })),
  });
  expect(bar()?.querySelector('[role=alert]')?.textContent).toContain('id.example');
});

test('a page that is opened while the window of the sign-in is open says so, and does not ask for another', async () => {
  await open('');
  await listAlbums('Moodboard');
  await tell({ state: 'signing-in', user: 'mina@example.com' });
  expect(bar()?.textContent).toContain('Continue in the sign-in window.');
  await settle(() => signInButtons()[0]?.click());
  expect(worker.callsOf('sign-in.start')).toEqual([]);
  // The user closed it.
  await tell({ state: 'signed-out' });
  expect(bar()?.textContent).toContain('Sign in to load and save photos.');
  expect(reload).not.toHaveBeenCalled();
});

test('whoever is signed in is told below the albums, and in no other view', async () => {
  await open('');
  await listAlbums('Moodboard');
  await tell({ state: 'signed-in', user: 'mina@example.com' });
  expect(bar()?.textContent).toBe('Signed in as mina@example.com');
  await open('?album=Moodboard%2F');
  await tell({ state: 'signed-in', user: 'mina@example.com' });
  expect(bar()).toBeNull();
});

test.each([
  ['somebody signs in', 'expired', 'signed-in'],
  ['somebody whose window was open signs in', 'signing-in', 'signed-in'],
  ['somebody signs out', 'signed-in', 'signed-out'],
] as const)('the page starts again when %s elsewhere', async (_what, from, to) => {
  await open('');
  await tell({ state: from });
  expect(reload).not.toHaveBeenCalled();
  await tell({ state: to });
  expect(reload).toHaveBeenCalledOnce();
});

test('the page stays when its sign-in expires, and while it holds files that are not added yet', async () => {
  await open('?album=A%2F');
  await tell({ state: 'signed-in' });
  await tell({ state: 'expired' });
  const event = new Event('paste', { bubbles: true, cancelable: true });
  const files = [new File(['bytes'], 'a.jpg')];
  Object.defineProperty(event, 'clipboardData', { value: { files, items: [], getData: () => '' } });
  await settle(() => void document.dispatchEvent(event));
  await vi.waitFor(() => worker.lastCall('photos.add'));
  const asked = worker.callsOf('albums.list').length;
  await tell({ state: 'signed-in' });
  expect(reload).not.toHaveBeenCalled();
  expect(worker.callsOf('albums.list')).toHaveLength(asked + 1);
});

test('the footer has the way in while transfers wait for it', async () => {
  await open('');
  await listAlbums('Moodboard');
  await tell({ state: 'expired' });
  const waiting = view('a', { waiting: { kind: 'sign-in' } });
  await settle(() => worker.lastStream('transfers.watch').tell({ changed: [waiting], removed: [] }));
  await vi.waitFor(() =>
    expect(page.querySelector('.footer-toggle')?.textContent).toContain('1 waiting for you to sign in'),
  );
  await settle(() => page.querySelector<HTMLElement>('.footer-line .button-primary')?.click());
  expect(worker.callsOf('sign-in.start')).toHaveLength(1);
});

test('a private window says that there is no sign-in in it', async () => {
  extension.inIncognitoContext = true;
  await open('');
  await listAlbums('Moodboard');
  await tell({ state: 'expired' });
  expect(bar()?.textContent).toContain('Browsers don’t allow signing in from private windows.');
  expect(signInButtons()).toEqual([]);
  extension.inIncognitoContext = false;
});
