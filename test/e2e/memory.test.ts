import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchUnattached, type UnattachedBrowser, type UnattachedPage } from '../browser/launch-unattached';
import { type LocalAws, startLocalAws } from '../local-aws/index';
import { memorySamples } from '../machine/memory-samples';
import { lyingGif } from '../site/pictures/lying-gif';
import { bucketOwner } from './bucket-owner';
import { BUCKET, guestPool, settingsFor } from './fixture';

// What Shoebox reads of a file goes away at once only as long as the browser does with memory what src/blobs/give-back.ts
// says. `npm run fixture -- memory` measures it; this only notices when it is not so any more.

const MIB = 1024 ** 2;
const SIZE = 256 * MIB;

/** Measured: 10 to 22 MiB; 81 with the hashed bytes left to the garbage collector. */
const AT_MOST = 50 * MIB;

let folder: string;
let aws: LocalAws;
let browser: UnattachedBrowser;
let page: UnattachedPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shoebox-memory-'));
  aws = await startLocalAws({
    ...{ dataDir: join(folder, 's3'), buckets: [{ name: BUCKET }], pools: [guestPool('')] },
  });
  browser = await launchUnattached({
    ...{ extensionDir: 'dist/chrome', headless: true, extraHostPermissions: ['http://*/*'] },
  });
  page = await browser.extensionPage('src/options/index.html');
  await page.evaluate(`(async () => {
    self.say = async (type, args) => {
      const reply = await chrome.runtime.sendMessage({ type, args });
      if (!reply.ok) throw new Error(JSON.stringify(reply));
      return reply.value;
    };
    await say('settings.save', ${JSON.stringify(settingsFor(aws))});
  })()`);
});

afterAll(async () => {
  await browser.close();
  await aws.close();
  await rm(folder, { recursive: true, force: true });
});

/** Puts a file where the worker finds those that the user has picked. */
async function pick(page: UnattachedPage, path: string): Promise<void> {
  await page.evaluate(
    `document.body.replaceChildren(Object.assign(document.createElement('input'), { type: 'file', id: 'file' }))`,
  );
  await page.chooseFiles('#file', [path]);
  await page.evaluate(`(async () => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open('shoebox-blobs', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('blobs');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const [blob] = document.querySelector('#file').files;
    const transaction = database.transaction('blobs', 'readwrite');
    transaction.objectStore('blobs').put({ blob, storedAt: Date.now() }, ${JSON.stringify(path)});
    await new Promise(resolve => { transaction.oncomplete = resolve; });
    database.close();
  })()`);
}

const add = (page: UnattachedPage, path: string, size: number, mediaType: string): Promise<unknown> =>
  page.evaluate(`say('photos.add', {
    album: 'Large/',
    files: [{ blobId: ${JSON.stringify(path)}, name: ${JSON.stringify(basename(path))}, size: ${size}, mediaType: '${mediaType}' }],
  })`);

/** Resolves with what the worker says of a photo's thumbnail, once it knows: null when there is none. */
const thumbnailOf = (page: UnattachedPage, bytes: Buffer, name: string): Promise<unknown> =>
  page.evaluate(`say('photos.thumbnail', {
    ...{ key: 'Large/${name}', size: ${bytes.length}, etag: '${createHash('md5').update(bytes).digest('hex')}' },
  })`);

const keys = (): Promise<readonly string[]> => bucketOwner(aws, BUCKET).keys('Large/');

test('uploading a large file takes little memory', async () => {
  const path = join(folder, 'large.bin');
  await writeFile(path, '');
  await truncate(path, SIZE);
  await pick(page, path);
  // Without the browser's own files, of which other browsers on the machine take a share.
  const [before = 0] = await memorySamples(browser.pid, 'Pss_Anon', Promise.resolve());
  await add(page, path, SIZE, 'application/octet-stream');
  const arrival = expect.poll(keys, { timeout: 45_000, interval: 100 }).toEqual(['Large/large.bin']);
  const peak = Math.max(...(await memorySamples(browser.pid, 'Pss_Anon', arrival)));
  expect((peak - before) / MIB).toBeLessThan(AT_MOST / MIB);
});

test('a picture that says it is one pixel and decodes to 1.6 GB is saved, and not decoded', async () => {
  const path = join(folder, 'lying.gif');
  const bytes = lyingGif(20_000, 20_000);
  await writeFile(path, bytes);
  await pick(page, path);
  const [before = 0] = await memorySamples(browser.pid, 'Pss_Anon', Promise.resolve());
  await add(page, path, bytes.length, 'image/gif');
  const settled = expect
    .poll(keys, { timeout: 45_000, interval: 100 })
    .toContain('Large/lying.gif')
    .then(async () => expect(await thumbnailOf(page, bytes, 'lying.gif')).toBeNull());
  const peak = Math.max(...(await memorySamples(browser.pid, 'Pss_Anon', settled)));
  expect((peak - before) / MIB).toBeLessThan(2 * (AT_MOST / MIB));
});

test('a picture during whose decoding the worker died is saved, and not decoded again', async () => {
  const path = join(folder, 'deadly.jpg');
  const bytes = await readFile('test/site/photos/fig-in-a-bowl-640.jpg');
  await writeFile(path, bytes);
  await pick(page, path);
  await browser.evaluateInWorker('self.createImageBitmap = () => new Promise(() => {}), null');
  await add(page, path, bytes.length, 'image/jpeg');
  const isNoted = `chrome.storage.session.get(null).then(all => Object.keys(all).some(key => key.startsWith('decoding ')))`;
  await expect.poll(() => page.evaluate(isNoted), { timeout: 45_000 }).toBe(true);
  await browser.killWorker();
  expect(await thumbnailOf(page, bytes, 'deadly.jpg')).toBeNull();
  expect(await keys()).toContain('Large/deadly.jpg');
});
