import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchUnattached, type PrivateWindow, type UnattachedBrowser } from '../browser/launch-unattached';
import { type SampleSite, startSampleSite } from '../demo/site';
import { type LocalAws, startLocalAws } from '../local-aws/index';
import { type BucketOwner, bucketOwner } from './bucket-owner';
import { BUCKET, guestPool, settingsFor } from './fixture';

// In a private window pictures are saved as everywhere, and nothing tells afterwards from which page: not the bucket,
// and not this computer's disk.

/** In the addresses of a private page and its picture, and nowhere else. */
const TRACE = 'okapi-5b1e9c';

/** The same for an ordinary page: shows that a trace would be found. */
const ORDINARY_TRACE = 'tapir-77d0aa';

let dataDir: string;
let aws: LocalAws;
let site: SampleSite;
let owner: BucketOwner;
let browser: UnattachedBrowser;
let isClosed = false;
let privateWindow: PrivateWindow;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shoebox-private-'));
  aws = await startLocalAws({
    dataDir: join(dataDir, 'aws'),
    buckets: [{ name: BUCKET }],
    pools: [guestPool('')],
  });
  site = await startSampleSite();
  owner = bucketOwner(aws, BUCKET);
  browser = await launchUnattached({
    extensionDir: 'dist/chrome',
    headless: true,
    extraHostPermissions: ['http://*/*'],
    homeDir: join(dataDir, 'home'),
    allowPrivate: true,
  });
  const options = await browser.extensionPage('src/options/index.html');
  await options.evaluate(
    `chrome.runtime.sendMessage({ type: 'settings.save', args: ${JSON.stringify(settingsFor(aws))} })`,
  );
  await owner.put('Private/');
  await options.evaluate(`chrome.runtime.sendMessage({ type: 'albums.list' })`);
  await options.close();
  privateWindow = await browser.openPrivateWindow(`${site.url}?${TRACE}`);
});

afterAll(async () => {
  if (!isClosed) await browser.close();
  await Promise.all([site.close(), aws.close()]);
  await rm(dataDir, { recursive: true, force: true });
});

/** A click on the album in the menu of the window that `evaluate` belongs to, as its worker hears of it. */
const click = (evaluate: (expression: string) => Promise<unknown>, name: string, trace: string) =>
  evaluate(`(async () => {
    const tabs = await chrome.tabs.query({});
    const tab = tabs.find(({ url }) => url?.startsWith(${JSON.stringify(site.url)}));
    chrome.contextMenus.onClicked.dispatch({
      menuItemId: 'album:Private/', parentMenuItemId: 'save-image', frameId: 0, mediaType: 'image', editable: false,
      srcUrl: ${JSON.stringify(`${site.url}photos/${name}?${trace}`)}, pageUrl: ${JSON.stringify(`${site.url}?${trace}`)},
    }, tab);
  })()`);

const hasMenu = (evaluate: (expression: string) => Promise<unknown>) =>
  evaluate(
    `new Promise(r => chrome.contextMenus.update('album:Private/', {}, () => r(chrome.runtime.lastError === undefined)))`,
  );

describe('Shoebox allowed in private windows', () => {
  test('has a context menu of their own for them', async () => {
    await expect.poll(() => hasMenu(privateWindow.evaluateInWorker)).toBe(true);
    expect(await hasMenu(browser.evaluateInWorker)).toBe(true);
  });

  test('updates both context menus when either creates an album', async () => {
    const page = await browser.extensionPage('src/options/index.html');
    await page.evaluate(
      `chrome.runtime.sendMessage({ type: 'albums.create', args: { parent: '', name: 'Another' } })`,
    );
    const drawn = (evaluate: (expression: string) => Promise<unknown>) =>
      evaluate(
        `new Promise(r => chrome.contextMenus.update('album:Another/', {}, () => r(chrome.runtime.lastError === undefined)))`,
      );
    await expect.poll(() => drawn(browser.evaluateInWorker)).toBe(true);
    await expect.poll(() => drawn(privateWindow.evaluateInWorker)).toBe(true);
    expect(await hasMenu(browser.evaluateInWorker)).toBe(true);
    await page.close();
  });

  test('saves a picture without noting where it came from', async () => {
    await click(privateWindow.evaluateInWorker, 'rocket.jpg', TRACE);
    await expect.poll(() => owner.keys()).toContain('Private/rocket.jpg');
    const { contentType, metadata } = await owner.metadata('Private/rocket.jpg');
    expect(contentType).toBe('image/jpeg');
    expect(Object.keys(metadata).sort()).toEqual(['shoebox-sha256', 'shoebox-transfer']);
  });

  test('keeps transfers of private windows out of the other windows’ list', async () => {
    const count = `new Promise((resolve, reject) => {
      const request = indexedDB.open('shoebox-transfers');
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const all = request.result.transaction('transfers').objectStore('transfers').getAll();
        all.onsuccess = () => { request.result.close(); resolve(all.result.length); };
      };
    })`;
    expect(await privateWindow.evaluateInWorker(count)).toBe(1);
    expect(await browser.evaluateInWorker(count)).toBe(0);
  });

  test('writes nothing of the page to session storage, which all windows share', async () => {
    const all = `chrome.storage.session.get(null).then(JSON.stringify)`;
    await expect.poll(() => privateWindow.evaluateInWorker(all)).toContain('worker.started');
    expect(await browser.evaluateInWorker(all)).toBe(await privateWindow.evaluateInWorker(all));
    expect(await browser.evaluateInWorker(all)).not.toMatch(new RegExp(`${TRACE}|rocket|Private`));
  });

  test('writes nothing of the page to the disk', async () => {
    const profile = join(dataDir, 'home', 'profile');
    await click(browser.evaluateInWorker, 'two-friends.jpg', ORDINARY_TRACE);
    await expect.poll(() => owner.keys()).toContain('Private/two-friends.jpg');
    await expect.poll(() => filesWith(profile, ORDINARY_TRACE)).not.toEqual([]);
    expect(await filesWith(profile, TRACE)).toEqual([]);
    await browser.close();
    isClosed = true;
    expect(await filesWith(profile, TRACE)).toEqual([]);
  });
});

/** Files in a folder, and in those below it, that hold a text, in one byte a character or in two. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter(one => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0)); // gone meanwhile
    if (bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))) found.push(path);
  }
  return found;
}
