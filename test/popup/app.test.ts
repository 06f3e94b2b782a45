// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import type { JobView } from '../../src/messaging/job-messages';
import { type Deferred, deferred } from '../deferred';
import { ToldStreams } from '../messaging/told-streams';
import { settle } from '../ui/render-hook';

const told = new ToldStreams();

/** What the page asked for, by name, to be answered by the test. */
let asked: { readonly name: string; readonly answer: Deferred<unknown> }[] = [];
const call = vi.fn((name: string, _args?: unknown) => {
  const answer = deferred<unknown>();
  asked.push({ name, answer });
  return answer.promise;
});
const lastAsked = (name: string): Deferred<unknown> => {
  const found = asked.findLast(one => one.name === name);
  if (found === undefined) throw new Error(`nobody asked ${name}`);
  return found.answer;
};

/** What was asked under this name, time after time. */
const argsOf = (name: string): readonly unknown[] =>
  call.mock.calls.filter(([asked]) => asked === name).map(([, args]) => args);

const settingsListeners = new Set<(changes: object) => void>();
const settingsChange = (): void => {
  for (const listener of settingsListeners) listener({ settings: {} });
};

vi.mock('../../src/messaging/client', () => ({ stream: told.stream, call }));
vi.mock('webextension-polyfill', async () => {
  const { englishTexts } = await import('./english-texts');
  const onChanged = {
    addListener: (listener: (changes: object) => void) => void settingsListeners.add(listener),
    removeListener: (listener: (changes: object) => void) => void settingsListeners.delete(listener),
  };
  return {
    default: {
      ...englishTexts.default,
      extension: { getViews: () => [] },
      permissions: { request: async () => true },
      runtime: { getURL: (path: string) => `chrome-extension://id/${path}`, openOptionsPage: () => {} },
      storage: { local: { get: async () => ({}) }, sync: { onChanged } },
    },
  };
});
vi.stubGlobal('requestIdleCallback', () => 0);
vi.stubGlobal('cancelIdleCallback', () => {});
Object.defineProperty(navigator, 'storage', { value: { estimate: async () => ({}) } });

const { App } = await import('../../src/popup/app');
const parts = await import('../../src/popup/lazy-parts');
// What comes while the browser is idle is here before anything is tested.
await Promise.all([
  import('../../src/popup/views/album-view'),
  import('../../src/popup/jobs/jobs-panel'),
  import('../../src/popup/tray/tray-panel'),
  import('../../src/popup/adding/add-files'),
  import('../../src/popup/dropping/drop-zone'),
  import('../../src/popup/views/settings-views'),
]);
for (const part of [parts.AlbumView, parts.DropZone, parts.JobsPanel, parts.TrayPanel]) part.preload();

const SETTINGS = { bucket: 'b', folder: '' };

let page: HTMLElement;
let reload: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  asked = [];
  call.mockClear();
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
  await settle(() => lastAsked('settings.get').resolve(SETTINGS));
}

const album = (name: string) => ({ prefix: `${name}/`, name });

const job: JobView = {
  ...{ id: 'job', createdAt: 0, notBefore: 0, about: 'A/a.jpg', state: 'under-way', isCancelled: false },
  ...{ order: { kind: 'copy-photos', to: 'B/' }, total: 2, done: 1, failed: 0, note: null, failure: null },
  ...{ readyAt: null, isHandedOver: false, waiting: null, bytes: null },
};

const paste = (...files: readonly File[]): void => {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: { files } });
  document.dispatchEvent(event);
};

test('the list of jobs is heard of again after a failure that is told', async () => {
  await open('');
  await vi.waitFor(() => expect(told.of('jobs.watch')).toHaveLength(1));
  await settle(() => told.last('jobs.watch').fail(new ShoeboxError('browser-storage-full')));
  await vi.waitFor(() => expect(page.querySelector('.jobs [role=alert]')).not.toBeNull());
  await vi.waitFor(() => expect(told.of('jobs.watch')).toHaveLength(2));
  await settle(() => told.last('jobs.watch').tell({ changed: [job], removed: [] }));
  expect(page.querySelector('.jobs [role=alert]')).toBeNull();
  expect(page.querySelector('.job-row')).not.toBeNull();
});

test('albums that were listed earlier and come later do not replace those that were listed last', async () => {
  await open('');
  const first = lastAsked('albums.list');
  // A job that renamed an album has ended: they are asked for again.
  const order = { kind: 'move-album', from: 'Old/', to: 'New/' } as const;
  await settle(() => told.last('jobs.watch').tell({ changed: [{ ...job, order }], removed: [] }));
  await settle(() => told.last('jobs.watch').tell({ changed: [], removed: ['job'] }));
  const second = lastAsked('albums.list');
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

test('settings from another computer do not reload the page before the files that it holds are handed over', async () => {
  await open('?album=A%2F');
  await settle(() => paste(new File(['bytes'], 'a.jpg')));
  await vi.waitFor(() => lastAsked('photos.add'));
  await settle(settingsChange);
  expect(reload).not.toHaveBeenCalled();
  // What is shown may not be in the bucket of the new settings.
  await vi.waitFor(() => expect(page.textContent).toContain('The settings have changed'));
  expect(page.textContent).toContain('a.jpg');
  await settle(() => lastAsked('photos.add').resolve(undefined));
  await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
});

/** Drags the picture at an address onto the page. */
const drop = (url: string): void => {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  const getData = (type: string): string => (type === 'text/uri-list' ? url : '');
  Object.defineProperty(event, 'dataTransfer', { value: { types: ['text/uri-list'], files: [], getData } });
  document.dispatchEvent(event);
};

test('files that are added after the settings have changed go to the bucket that the page shows', async () => {
  await open('?album=A%2F');
  await settle(() => paste(new File(['bytes'], 'a.jpg')));
  await vi.waitFor(() => lastAsked('photos.add'));
  await settle(settingsChange);
  await settle(() => drop('https://a.test/b.jpg'));
  await vi.waitFor(() => lastAsked('web.save-dropped'));
  expect(argsOf('photos.add')).toMatchObject([{ album: 'A/', settings: SETTINGS }]);
  expect(argsOf('web.save-dropped')).toMatchObject([{ album: 'A/', settings: SETTINGS }]);
});

test('what was dropped first is handed over, and its failure told, although something was dropped after it', async () => {
  await open('?album=A%2F');
  await settle(() => drop('https://a.test/first.jpg'));
  await vi.waitFor(() => expect(argsOf('web.save-dropped')).toHaveLength(1));
  await settle(() => drop('https://a.test/second.jpg'));
  await settle(settingsChange);
  const full = new ShoeboxError('browser-storage-full');
  await settle(() => lastAsked('web.save-dropped').reject(full));
  await vi.waitFor(() => expect(argsOf('web.save-dropped')).toHaveLength(2));
  // The first once more, and the second.
  await settle(() => lastAsked('web.save-dropped').reject(full));
  await vi.waitFor(() => expect(argsOf('web.save-dropped')).toHaveLength(3));
  await settle(() => lastAsked('web.save-dropped').resolve(['id']));
  await vi.waitFor(() => expect(page.querySelector('.drop-failure')).not.toBeNull());
  expect(reload).not.toHaveBeenCalled();
  await settle(() => page.querySelector<HTMLElement>('.drop-failure button')?.click());
  await vi.waitFor(() => expect(argsOf('web.save-dropped')).toHaveLength(4));
  await settle(() => lastAsked('web.save-dropped').resolve(['id']));
  expect(JSON.stringify(argsOf('web.save-dropped').at(-1))).toContain('first.jpg');
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
});

test('a file that can not be handed over holds the page until a person takes it off the list', async () => {
  await open('?album=A%2F');
  await settle(() => paste(new File(['bytes'], 'a.jpg')));
  await vi.waitFor(() => lastAsked('photos.add'));
  await settle(settingsChange);
  await settle(() => lastAsked('photos.add').reject(new ShoeboxError('browser-storage-full')));
  await vi.waitFor(() => expect(page.querySelector('.tray-row')).not.toBeNull());
  expect(reload).not.toHaveBeenCalled();
  const dismiss = page.querySelector<HTMLElement>('.tray-row button[aria-label^="Dismiss"]');
  await settle(() => dismiss?.click());
  expect(reload).toHaveBeenCalledTimes(1);
});

test('settings from another computer do not reload a page in which a person is choosing', async () => {
  await open('?choose=a');
  await settle(settingsChange);
  expect(reload).not.toHaveBeenCalled();
});
