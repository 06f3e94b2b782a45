import { beforeEach, expect, test, vi } from 'vitest';
import type { CallInFrame } from '../../src/capture/call-in-frame';
import type { WebSource } from '../../src/core/source';
import { newTransfer, type Transfer } from '../../src/core/transfer';
import { failed } from '../../src/core/transfer-moves';
import type { Jobs } from '../../src/jobs/jobs';
import type { Transfers } from '../../src/transfers/transfers';
import { browserInTest } from './fake-browser';

// What accompanies an action may fail: the action has succeeded all the same, and the log says what failed.

vi.mock('webextension-polyfill', async () => (await import('./fake-browser')).fakeBrowser);
vi.mock('../../src/aws/albums', () => ({
  createAlbum: async (_bucket: unknown, parent: string, name: string) => ({
    prefix: `${parent}${name}/`,
    name,
  }),
  prefixIsTaken: async () => false,
}));
vi.mock('../../src/aws/album-listing', () => ({
  listAlbums: async () => [{ prefix: 'Cats/', name: 'Cats' }],
}));
vi.mock('../../src/aws/list-objects', () => ({ listObjects: async () => ({ objects: [] }) }));

const INPUT = {
  ...{ bucket: 'mine', region: 'us-east-1', folder: '', endpoint: '', pathStyle: false },
  ...{ identityPoolId: 'us-east-1:01234567-89ab-cdef-0123-456789abcdef', cognitoEndpoint: '' },
};

const { albumHandlers } = await import('../../src/background/album-handlers');
const { showBadge } = await import('../../src/background/badge');
const { copyText } = await import('../../src/background/clipboard');
const { currentBucket } = await import('../../src/background/current-bucket');
const { postCopyResult } = await import('../../src/background/clipboard-page/outcome');
const { diagnostics } = await import('../../src/background/diagnostics');
const { jobHandlers } = await import('../../src/background/job-handlers');
const { setActivity } = await import('../../src/background/keepalive');
const { savePreferences } = await import('../../src/background/settings-store');
const { settingsHandlers } = await import('../../src/background/settings-handlers');
const { notifyOfTransfer } = await import('../../src/background/notify-transfer');
const { transferHandlers } = await import('../../src/background/transfer-handlers');
const { openTransfers } = await import('../../src/background/windows');

const albumCalls = albumHandlers(async () => ({ keys: new Set(), prefixes: [], restoring: new Set() }));
const settingsCalls = settingsHandlers(async () => {});

const { areas, done, letFail } = browserInTest;

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

beforeEach(async () => {
  browserInTest.mend();
  areas.local.clear();
  areas.sync.clear();
  await settingsCalls.save(INPUT);
  done.length = 0;
  before = await logged();
});

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
  letFail('contextMenus.create');
  const album = await albumCalls.create({ parent: '', name: 'Dogs' });
  expect(album).toEqual({ prefix: 'Dogs/', name: 'Dogs' });
  expect(await reported()).toEqual(['menu.first-try', 'menu.rebuild']);
});

test('a menu that could not be drawn at once is drawn in a second try', async () => {
  await currentBucket(); // reads what is known of it from the same storage
  const get = vi.spyOn(areas.local, 'get').mockRejectedValueOnce(new Error('no'));
  await albumCalls.create({ parent: 'Cats/', name: 'Small' });
  expect(await reported()).toEqual(['menu.first-try']);
  get.mockRestore();
});

test('an album is made, and albums are listed, although they can’t be remembered', async () => {
  letFail('storage.local.set');
  expect(await albumCalls.create({ parent: '', name: 'Dogs' })).toMatchObject({ name: 'Dogs' });
  expect(await albumCalls.list()).toMatchObject([{ name: 'Cats' }]);
  expect(await reported()).toEqual(['known-albums.change']);
});

test('settings are saved although what follows them fails', async () => {
  const set = vi.spyOn(areas.sync, 'set').mockImplementationOnce(async () => letFail('storage.sync.get'));
  expect(await settingsCalls.save(INPUT)).toMatchObject({ bucket: 'mine' });
  expect(await reported()).toContain('settings.follow');
  set.mockRestore();
});

test('a job is written down although the album that goes with it can’t be forgotten', async () => {
  letFail('storage.local.set');
  const jobs = { all: async () => [], add: vi.fn(async () => {}) };
  const { start } = jobHandlers(jobs as unknown as Jobs, () => Promise.reject(new Error('offline'))); // nothing else is asked of them
  await start({ id: 'a', wish: { kind: 'delete-album', prefix: 'Cats/' } });
  expect(jobs.add).toHaveBeenCalledOnce();
  expect(await reported()).toEqual(['known-albums.change', 'albums.refresh']);
});

test('files are added although the album can’t be noted as used', async () => {
  letFail('storage.local.set');
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
  const settings = { ...INPUT, bucket: 'shown' };
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
  letFail('action.setBadgeText');
  showBadge([begun('a')]);
  await vi.waitFor(async () => expect(await reported()).toEqual(['badge.show']));
  browserInTest.mend();
  showBadge([begun('a')]);
  expect(done).toContain('action.setBadgeText');
});

test('an alarm that can’t be set is reported, and set with the next word', async () => {
  letFail('alarms.create');
  setActivity('test', 'waiting');
  await vi.waitFor(async () => expect(await reported()).toEqual(['alarm.set']));
  browserInTest.mend();
  setActivity('test', 'waiting');
  await vi.waitFor(() => expect(done).toContain('alarms.create'));
  setActivity('test', 'idle');
});

test('a notification that can’t be shown is reported, and nothing else comes of it', async () => {
  letFail('notifications.create');
  const transfer = saved('a.jpg');
  notifyOfTransfer(fakeTransfers([transfer]).transfers, transfer, null);
  await vi.waitFor(async () => expect(await reported()).toEqual(['notification.transfer']));
});

test('a saved picture is told although nobody knows whether its link was to be copied', async () => {
  letFail('storage.sync.get');
  const transfer = saved('a.jpg');
  notifyOfTransfer(fakeTransfers([transfer]).transfers, transfer, null);
  await vi.waitFor(() => expect(done).toContain('notifications.create'));
  expect(await reported()).toEqual(['links.copy-after-saving']);
});

test('a clipboard that fails is told and reported', async () => {
  letFail('offscreen.createDocument');
  expect(await copyText('a link')).toBe(false);
  expect(await reported()).toContain('clipboard.copy');
});

test('what is on the clipboard is there although the page that copied it can’t be closed', async () => {
  letFail('offscreen.closeDocument');
  const copied = copyText('a link');
  await vi.waitFor(() => expect(done).toContain('offscreen.createDocument'));
  postCopyResult(true);
  expect(await copied).toBe(true);
  expect(await reported()).toEqual(['clipboard.close-page']);
});

test('where no window can be opened, a tab is, and the failure is reported', async () => {
  letFail('windows.create');
  await openTransfers();
  expect(done).toContain('tabs.create');
  expect(await reported()).toEqual(['window.create']);
});

test('preferences are saved after others that could not be', async () => {
  letFail('storage.sync.set');
  await expect(savePreferences({ version: 'shown' })).rejects.toThrow();
  browserInTest.mend();
  expect(await savePreferences({ version: 'shown' })).toMatchObject({ version: 'shown' });
});

test('nothing of what failed is in the log but its name', async () => {
  letFail('windows.create');
  await openTransfers();
  expect(JSON.stringify(await diagnostics.all())).not.toMatch(/secret|https/);
});
