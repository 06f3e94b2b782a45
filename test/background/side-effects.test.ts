import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import browser, { type Runtime } from 'webextension-polyfill';
import { albumHandlers } from '../../src/background/album-handlers';
import { showBadge } from '../../src/background/badge';
import { copyText } from '../../src/background/clipboard';
import { diagnostics } from '../../src/background/diagnostics';
import { jobHandlers } from '../../src/background/job-handlers';
import { setActivity } from '../../src/background/keepalive';
import { notifyOfTransfer } from '../../src/background/notify-transfer';
import { settingsHandlers } from '../../src/background/settings-handlers';
import { savePreferences } from '../../src/background/settings-store';
import { transferHandlers } from '../../src/background/transfer-handlers';
import { openTransfers } from '../../src/background/windows';
import type { CallInFrame } from '../../src/capture/call-in-frame';
import type { Settings } from '../../src/core/settings';
import type { WebSource } from '../../src/core/source';
import { newTransfer, type Transfer } from '../../src/core/transfer';
import { failed } from '../../src/core/transfer-moves';
import type { Jobs } from '../../src/jobs/jobs';
import type { Transfers } from '../../src/transfers/transfers';
import { GUEST_BUCKET, settingsOf } from '../aws/local-bucket';
import { useLocalAws } from '../use-local-aws';
import { fakeBrowser, TAB } from '../webextension/fake-browser';
import { openAsCurrent } from './open-as-current';
import { SETTINGS } from './settings';

// What accompanies an action may fail: the action has succeeded all the same, and the log says what failed.

const { start } = useLocalAws();

/** What fails, by the browser's own name for it: `notifications.create`. */
const failing = new Set<string>();
/** What the browser was asked to do, in this order. */
const done: string[] = [];

const failure = (name: string): Error => new Error(`${name} failed for https://h/secret.jpg`);

/** A function of the browser's, which rejects while a test lets it fail. */
const doing =
  <Value>(name: string, value: Value) =>
  async (): Promise<Value> => {
    if (failing.has(name)) throw failure(name);
    done.push(name);
    return value;
  };

/** `lastError` is there as long as a callback runs. */
const runtime: { lastError?: Runtime.PropertyLastErrorType; readonly getURL: (path: string) => string } = {
  getURL: path => `chrome-extension://shoebox/${path}`,
};

// Chrome's; the polyfill's types know nothing of it.
const OFFSCREEN = {
  offscreen: {
    createDocument: doing('offscreen.createDocument', undefined),
    closeDocument: doing('offscreen.closeDocument', undefined),
  },
};

fakeBrowser({
  action: {
    setBadgeText: doing('action.setBadgeText', undefined),
    setBadgeBackgroundColor: doing('action.setBadgeBackgroundColor', undefined),
  },
  alarms: { create: doing('alarms.create', undefined), clear: doing('alarms.clear', true) },
  extension: { inIncognitoContext: false },
  contextMenus: {
    create(_item, onCreated) {
      const name = 'contextMenus.create';
      done.push(name);
      if (failing.has(name)) runtime.lastError = failure(name);
      onCreated?.();
      delete runtime.lastError;
      return 'id';
    },
    update: doing('contextMenus.update', undefined),
    remove: doing('contextMenus.remove', undefined),
  },
  notifications: {
    create: doing('notifications.create', 'id'),
    clear: doing('notifications.clear', true),
  },
  permissions: { contains: async () => true },
  runtime,
  tabs: { create: doing('tabs.create', TAB) },
  windows: {
    create: doing('windows.create', { focused: true, incognito: false, alwaysOnTop: false }),
  },
  ...OFFSCREEN,
});

type Area = 'local' | 'sync';

/** Lets one of the storage areas fail, for the rest of the test. */
const letStorageFail = (area: Area, method: 'get' | 'set') =>
  vi.spyOn(browser.storage[area], method).mockRejectedValue(failure(`storage.${area}.${method}`));

const albumCalls = albumHandlers(async () => ({ keys: new Set(), prefixes: [], restoring: new Set() }));
const settingsCalls = settingsHandlers(async () => {}, { hold: async () => {}, letGo: async () => {} });

/** How often each thing is in the log. */
async function logged(): Promise<ReadonlyMap<string, number>> {
  const log = await diagnostics.all();
  return new Map(log.map(({ event, count }) => [event, count]));
}

let before: ReadonlyMap<string, number>;

/** What this test has brought into the log. */
const reported = async (): Promise<readonly string[]> =>
  [...(await logged())]
    .filter(([event, count]) => count !== (before.get(event) ?? 0))
    .map(([event]) => event);

async function begin(settings: Settings): Promise<void> {
  await settingsCalls.save(settings);
  done.length = 0;
  before = await logged();
}

beforeEach(async () => {
  vi.restoreAllMocks();
  vi.stubGlobal('navigator', { onLine: true }); // Node 20 has none
  failing.clear();
  await Promise.all([browser.storage.local.clear(), browser.storage.sync.clear()]);
  await begin(SETTINGS);
});

/** A bucket with the album `Cats/`, whose guest has credentials already. */
async function openAlbums(): Promise<void> {
  const aws = await start(GUEST_BUCKET);
  await openAsCurrent(aws);
  await begin(settingsOf(aws));
  await albumCalls.create({ parent: '', name: 'Cats' });
}

const PAGE: WebSource = {
  ...{ kind: 'web', wanted: 'image', url: 'https://h/a.jpg', betterUrls: [], alt: '' },
  ...{
    pageUrl: 'https://page.example/',
    frameUrl: 'https://page.example/',
    pageTitle: '',
    tabId: 1,
    frameId: 0,
  },
};

const begun = (id: string, source: Transfer['source'] = PAGE): Transfer =>
  newTransfer({ id, createdAt: 1, source, bucket: 'b', album: 'Cats/', name: id, bytes: null });

const saved = (id: string): Transfer => ({ ...begun(id), state: 'saved', key: `Cats/${id}` });

const neverAsked = (() => new Promise(() => {})) as unknown as CallInFrame; // whatever it is asked

function fakeTransfers(all: readonly Transfer[] = []) {
  const added: Transfer[] = [];
  const transfers = {
    all: async () => [...all, ...added],
    add: async (more: readonly Transfer[]) => void added.push(...more),
    dismiss: async () => Promise.reject(new Error('disk full')),
  };
  return { added, transfers: transfers as unknown as Transfers }; // nothing else is asked of it here
}

test('an album is made although the menu can’t be redrawn', async () => {
  await openAlbums();
  failing.add('contextMenus.create');
  const album = await albumCalls.create({ parent: '', name: 'Dogs' });
  expect(album).toEqual({ prefix: 'Dogs/', name: 'Dogs' });
  expect(await reported()).toEqual(['menu.first-try', 'menu.rebuild']);
});

test('a menu that could not be drawn at once is drawn in a second try', async () => {
  await openAlbums();
  vi.spyOn(browser.storage.local, 'get').mockRejectedValueOnce(new Error('no'));
  await albumCalls.create({ parent: 'Cats/', name: 'Small' });
  expect(await reported()).toEqual(['menu.first-try']);
});

test('an album is made, and albums are listed, although they can’t be remembered', async () => {
  await openAlbums();
  letStorageFail('local', 'set');
  expect(await albumCalls.create({ parent: '', name: 'Dogs' })).toMatchObject({ name: 'Dogs' });
  expect(await albumCalls.list()).toMatchObject([{ name: 'Cats' }, { name: 'Dogs' }]);
  expect(await reported()).toEqual(['known-albums.change']);
});

test('settings are saved although what follows them fails', async () => {
  vi.spyOn(browser.storage.sync, 'set').mockImplementationOnce(
    async () => void letStorageFail('sync', 'get'),
  );
  expect(await settingsCalls.save(SETTINGS)).toMatchObject({ bucket: 'mine' });
  expect(await reported()).toContain('settings.follow');
});

test('a job is written down although the album that goes with it can’t be forgotten', async () => {
  letStorageFail('local', 'set');
  const jobs = { all: async () => [], add: vi.fn(async () => {}) };
  const { start } = jobHandlers(jobs as unknown as Jobs, () => Promise.reject(new Error('offline'))); // nothing else is asked of them
  await start({ id: 'a', wish: { kind: 'delete-album', prefix: 'Cats/' } });
  expect(jobs.add).toHaveBeenCalledOnce();
  expect(await reported()).toEqual(['known-albums.change', 'albums.refresh']);
});

test('files are added although the album can’t be noted as used', async () => {
  letStorageFail('local', 'set');
  const { added, transfers } = fakeTransfers();
  await transferHandlers(transfers, neverAsked).addFiles({
    album: 'Cats/',
    files: [{ blobId: 'a', name: 'a.jpg', size: 1, mediaType: 'image/jpeg' }],
  });
  expect(added).toHaveLength(1);
  await vi.waitFor(async () => expect(await reported()).toEqual(['known-albums.change']));
});

test('what a page adds goes to the bucket that the page shows, whatever settings are stored by then', async () => {
  const { added, transfers } = fakeTransfers();
  const handle = transferHandlers(transfers, neverAsked);
  const settings = { ...SETTINGS, bucket: 'shown' };
  const files = [{ blobId: 'a', name: 'a.jpg', size: 1, mediaType: 'image/jpeg' }];
  await handle.addFiles({ album: 'Cats/', settings, files });
  await handle.saveFromPage({ album: 'Cats/', settings, sources: [PAGE] });
  await handle.saveDropped({ album: 'Cats/', settings, tabId: null, items: [] });
  expect(added.map(({ bucket }) => bucket)).toEqual(['shown/@aws', 'shown/@aws']);
});

test('a picture is saved although an older failure can’t be taken off the list', async () => {
  const older = failed(begun('older'), { code: 'source-not-found', detail: {}, technical: '' }, 1);
  const { added, transfers } = fakeTransfers([older]);
  await transferHandlers(transfers, neverAsked).saveFromPage({ album: 'Cats/', sources: [PAGE] });
  expect(added).toHaveLength(1);
  expect(await reported()).toEqual(['transfers.dismiss-older']);
});

test('a badge that can’t be shown is reported, and shown with the next step', async () => {
  failing.add('action.setBadgeText');
  showBadge([{ ...begun('a'), waiting: null }]);
  await vi.waitFor(async () => expect(await reported()).toEqual(['badge.show']));
  failing.clear();
  showBadge([{ ...begun('a'), waiting: null }]);
  expect(done).toContain('action.setBadgeText');
});

test('an alarm that can’t be set is reported, and set with the next word', async () => {
  failing.add('alarms.create');
  setActivity('test', 'waiting');
  await vi.waitFor(async () => expect(await reported()).toEqual(['alarm.set']));
  failing.clear();
  setActivity('test', 'waiting');
  await vi.waitFor(() => expect(done).toContain('alarms.create'));
  setActivity('test', 'idle');
});

test('a notification that can’t be shown is reported, and nothing else comes of it', async () => {
  failing.add('notifications.create');
  const transfer = saved('a.jpg');
  notifyOfTransfer(fakeTransfers([transfer]).transfers, transfer, null);
  await vi.waitFor(async () => expect(await reported()).toEqual(['notification.transfer']));
});

test('a saved picture is told although nobody knows whether its link was to be copied', async () => {
  letStorageFail('sync', 'get');
  const transfer = saved('a.jpg');
  notifyOfTransfer(fakeTransfers([transfer]).transfers, transfer, null);
  await vi.waitFor(() => expect(done).toContain('notifications.create'));
  expect(await reported()).toEqual(['notification.preference', 'links.copy-after-saving']);
});

test('a clipboard that fails is told and reported', async () => {
  failing.add('offscreen.createDocument');
  expect(await copyText('a link')).toBe(false);
  expect(await reported()).toContain('clipboard.copy');
});

test('where no window can be opened, a tab is, and the failure is reported', async () => {
  failing.add('windows.create');
  await openTransfers();
  expect(done).toContain('tabs.create');
  expect(await reported()).toEqual(['window.create']);
});

test('preferences are saved after others that could not be', async () => {
  const set = letStorageFail('sync', 'set');
  await expect(savePreferences({ version: 'shown' })).rejects.toThrow();
  set.mockRestore();
  expect(await savePreferences({ version: 'shown' })).toMatchObject({ version: 'shown' });
});

test('nothing of what failed is in the log but its name', async () => {
  failing.add('windows.create');
  await openTransfers();
  expect(JSON.stringify(await diagnostics.all())).not.toMatch(/secret|https/);
});
