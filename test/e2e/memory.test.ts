import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchUnattached, type UnattachedBrowser } from '../browser/launch-unattached';
import { type LocalAws, startLocalAws } from '../local-aws/index';
import { memorySamples } from '../machine/memory-samples';
import { bucketOwner } from './bucket-owner';
import { BUCKET, GUEST_POOL, settingsFor } from './fixture';

// What Shoebox reads of a file goes away at once only as long as the browser does with memory what src/blobs/give-back.ts
// says. `npm run fixture -- memory` measures it; this only notices when it is not so any more.

const MIB = 1024 ** 2;
const SIZE = 256 * MIB;

/** Measured: 10 to 22 MiB; 81 with the hashed bytes left to the garbage collector. */
const AT_MOST = 50 * MIB;

let folder: string;
let aws: LocalAws;
let browser: UnattachedBrowser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shoebox-memory-'));
  aws = await startLocalAws({
    ...{ dataDir: join(folder, 's3'), buckets: [{ name: BUCKET }], pools: [GUEST_POOL] },
  });
  browser = await launchUnattached({
    ...{ extensionDir: 'dist/chrome', headless: true, extraHostPermissions: ['http://*/*'] },
  });
});

afterAll(async () => {
  await browser.close();
  await aws.close();
  await rm(folder, { recursive: true, force: true });
});

test('uploading a large file takes little memory', async () => {
  const path = join(folder, 'large.bin');
  await writeFile(path, '');
  await truncate(path, SIZE);
  const page = await browser.extensionPage('src/options/index.html');
  await page.evaluate(`(async () => {
    self.say = async (type, args) => {
      const reply = await chrome.runtime.sendMessage({ type, args });
      if (!reply.ok) throw new Error(JSON.stringify(reply));
    };
    await say('settings.save', ${JSON.stringify(settingsFor(aws))});
    document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'large' }));
  })()`);
  await page.chooseFiles('#large', [path]);
  await page.evaluate(`(async () => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open('shoebox-blobs', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('blobs');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const [blob] = document.querySelector('#large').files;
    const transaction = database.transaction('blobs', 'readwrite');
    transaction.objectStore('blobs').put({ blob, storedAt: Date.now() }, 'large');
    await new Promise(resolve => { transaction.oncomplete = resolve; });
    database.close();
  })()`);
  // Without the browser's own files, of which other browsers on the machine take a share.
  const [before = 0] = await memorySamples(browser.pid, 'Pss_Anon', Promise.resolve());
  await page.evaluate(`say('photos.add', {
    album: 'Large/',
    files: [{ blobId: 'large', name: 'large.bin', size: ${SIZE}, mediaType: 'application/octet-stream' }],
  })`);
  const arrival = expect
    .poll(() => bucketOwner(aws, BUCKET).keys('Large/'), { timeout: 45_000, interval: 100 })
    .toEqual(['Large/large.bin']);
  const peak = Math.max(...(await memorySamples(browser.pid, 'Pss_Anon', arrival)));
  expect((peak - before) / MIB).toBeLessThan(AT_MOST / MIB);
});
