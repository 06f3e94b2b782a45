import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchUnattached, type UnattachedBrowser } from '../browser/launch-unattached';
import { type LocalAws, startLocalAws } from '../local-aws/index';
import { type BucketOwner, bucketOwner } from './bucket-owner';
import { BUCKET, guestPool, settingsFor } from './fixture';

// A debugger keeps a worker alive, so here there is none, and no page of the extension either: Chromium ends a worker
// after 30 idle seconds, and these tests have to outlast that.

/** Longer than the 30 s after which Chromium ends an idle worker. */
const LONG_MS = 40_000;

/** So many that {@link LONG_MS} for them is a slow line, not one that stands still. */
const LONG_UPLOAD_BYTES = 2 * 1024 * 1024;

let dataDir: string;
let aws: LocalAws;
let owner: BucketOwner;
let browser: UnattachedBrowser;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shoebox-lifetime-'));
  aws = await startLocalAws({ dataDir, buckets: [{ name: BUCKET }], pools: [guestPool('')] });
  owner = bucketOwner(aws, BUCKET);
  browser = await launchUnattached({
    extensionDir: 'dist/chrome',
    headless: true,
    extraHostPermissions: ['http://*/*'],
  });
});

afterAll(async () => {
  await browser.close();
  await aws.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Hands a file to the worker as the popup does, and closes the page. */
async function addFile(album: string): Promise<void> {
  const page = await browser.extensionPage('src/options/index.html');
  const reply = await page.evaluate(`(async () => {
    const say = (type, args) => chrome.runtime.sendMessage({ type, args });
    await say('settings.save', ${JSON.stringify(settingsFor(aws))});
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open('shoebox-blobs', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('blobs');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction('blobs', 'readwrite');
    const blob = new Blob([new Uint8Array(${LONG_UPLOAD_BYTES})], { type: 'text/plain' });
    transaction.objectStore('blobs').put({ blob, storedAt: Date.now() }, ${JSON.stringify(album)});
    await new Promise(resolve => { transaction.oncomplete = resolve; });
    database.close();
    return JSON.stringify(await say('photos.add', {
      album: ${JSON.stringify(album)},
      files: [{ blobId: ${JSON.stringify(album)}, name: 'a.txt', size: blob.size, mediaType: blob.type }],
    }));
  })()`);
  expect(reply).toContain('"ok":true');
  await page.close();
}

test(
  'an upload that takes longer than an idle worker lives is completed',
  async () => {
    let puts = 0;
    const release = aws.intercept(({ operation, key }) => {
      if (operation !== 'PutObject' || key !== 'Slow/a.txt') return undefined;
      puts++;
      return { delayMs: LONG_MS };
    });
    await addFile('Slow/');
    await expect
      .poll(() => owner.keys('Slow/'), { timeout: LONG_MS * 2, interval: 500 })
      .toEqual(['Slow/a.txt']);
    expect(puts).toBe(1);
    release();
  },
  LONG_MS * 3,
);

test(
  'a worker killed with no page open is woken by its alarm and resumes',
  async () => {
    const release = aws.intercept(({ operation }) =>
      operation === 'PutObject' ? { delayMs: LONG_MS * 10 } : undefined,
    );
    await addFile('Woken/');
    await expect.poll(() => aws.requests.some(({ key }) => key === 'Woken/a.txt')).toBe(true);
    await browser.killWorker();
    release();
    await expect
      .poll(() => owner.keys('Woken/'), { timeout: LONG_MS * 2, interval: 500 })
      .toEqual(['Woken/a.txt']);
  },
  LONG_MS * 3,
);

test('a worker that was killed is woken by the next question that a test asks', async () => {
  await browser.killWorker();
  expect(await browser.evaluateInWorker('1 + 1')).toBe(2);
});
