import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openRealPopup } from '../browser/real-popup';
import { readZip, type ZippedFile } from '../machine/read-zip';
import { type E2eFixture, openFixture } from './fixture';
import { inFolder } from './in-folder';
import { type Manager, managerOf } from './manager';

// What a person takes out of the bucket again: one photo by the browser itself, many in a ZIP.

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

afterEach(async () => {
  await manager.page.close();
  await dismissAll();
  await fixture.owner.clear();
});

const NAMES = Array.from({ length: 12 }, (_, index) => `${String(index + 1).padStart(2, '0')}.png`);

/** Of 20 KB and more, each with other bytes. */
const bytesOf = (name: string): Buffer => Buffer.alloc(20_000 + name.length, name);

async function fill(prefix: string, names: readonly string[] = NAMES): Promise<void> {
  for (const name of names) await fixture.owner.put(`${prefix}${name}`, bytesOf(name));
}

const row = () => manager.page.getByRole('region', { name: 'Work on photos and albums' });

const wake = (): Promise<unknown> => fixture.call('settings.get', undefined);

const jobsNow = () =>
  manager.page.evaluate(
    () =>
      new Promise<readonly { readonly id: string }[]>(resolve => {
        const port = chrome.runtime.connect({ name: 'jobs.watch' });
        port.onMessage.addListener(reply => {
          port.disconnect();
          resolve(reply.value.changed);
        });
        port.postMessage({});
      }),
  );

async function dismissAll(): Promise<void> {
  await manager.open();
  for (const { id } of await jobsNow()) {
    await fixture.call('jobs.cancel', { id });
    await fixture.call('jobs.dismiss', { id });
  }
  await expect.poll(keptParts).toBe(0);
}

/** How many parts of downloads lie on the disk. */
const keptParts = (): Promise<number> =>
  manager.page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('shoebox-downloads');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          if (!db.objectStoreNames.contains('parts')) {
            db.close();
            indexedDB.deleteDatabase('shoebox-downloads');
            return resolve(0);
          }
          const counting = db.transaction('parts').objectStore('parts').count();
          counting.onsuccess = () => {
            db.close();
            resolve(counting.result);
          };
        };
      }),
  );

async function selectAll(names: readonly string[] = NAMES): Promise<void> {
  for (const name of names) {
    const item = manager.photos().getByRole('listitem').filter({ hasText: name });
    await item.hover();
    await item.getByRole('button', { name: `Select “${name}”` }).click();
  }
}

const filesOf = async (download: Download): Promise<readonly ZippedFile[]> => readZip(await download.path());

async function expectPhotos(files: readonly ZippedFile[], names: readonly string[]): Promise<void> {
  expect(files.map(({ path }) => path)).toEqual(names);
  for (const file of files) expect(await file.read()).toEqual(bytesOf(file.path.split('/').at(-1) ?? ''));
}

test('downloading one photo saves it under its name', async () => {
  await fixture.owner.put('Cats/고양이 (1)’.png', bytesOf('cat'));
  await manager.open('Cats/');
  await manager.photos().getByTitle('고양이').first().click();
  const [download] = await Promise.all([
    manager.page.waitForEvent('download'),
    manager.button('Download').click(),
  ]);
  expect(download.suggestedFilename()).toBe('고양이 (1)’.png');
  expect(await readFile(await download.path())).toEqual(bytesOf('cat'));
  expect(manager.page.url()).toContain('/src/popup/index.html');
});

test('a photo that S3 is slow to send is saved also when another is asked for meanwhile', async () => {
  await fill('Cats/', ['a.png', 'b.png']);
  await manager.open('Cats/');
  await manager.photos().getByTitle('a.png').first().click();
  await manager.dialog().waitFor();
  const downloads: Download[] = [];
  manager.page.on('download', download => downloads.push(download));
  const saved = () => downloads.map(download => download.suggestedFilename()).toSorted();
  const asked: string[] = [];
  const stop = fixture.aws.intercept(({ operation, key }) => {
    if (operation !== 'GetObject' || key?.startsWith('Cats/') !== true) return undefined;
    asked.push(key);
    return key === 'Cats/a.png' ? { delayMs: 3000 } : undefined;
  });
  const button = manager.dialog().getByRole('button', { name: 'Download' });
  await button.click();
  await expect.poll(() => asked).toContain('Cats/a.png');
  await manager.page.keyboard.press('ArrowRight');
  await manager.dialog().getByText('b.png').first().waitFor();
  await button.click();
  await expect.poll(saved).toEqual(['a.png', 'b.png']);
  stop();
});

test('downloading a photo that is gone shows the failure on the page', async () => {
  await fixture.owner.putAll(['Cats/a.png', 'Cats/b.png'], 'x');
  await manager.open('Cats/');
  await selectAll(['a.png']);
  await fixture.owner.clear();
  await manager.moreForPhotos('Download');
  await manager.page.getByText(`“${inFolder('Cats/a.png')}” is no longer in the bucket.`).waitFor();
});

test('downloading a photo that is gone shows the failure in the viewer', async () => {
  await fixture.owner.putAll(['Cats/a.png'], 'x');
  await manager.open('Cats/');
  await manager.photos().getByTitle('a.png').first().click();
  await manager.dialog().waitFor();
  await fixture.owner.clear();
  await manager.dialog().getByRole('button', { name: 'Download' }).click();
  await manager
    .dialog()
    .getByText(`“${inFolder('Cats/a.png')}” is no longer in the bucket.`)
    .waitFor();
});

test('only one of two open pages saves the ZIP', async () => {
  await fill('Cats/', ['a.png', 'b.png']);
  await manager.open('Cats/');
  const other = await fixture.popup('?album=Cats%2F');
  const downloads: Download[] = [];
  for (const page of [manager.page, other]) page.on('download', download => downloads.push(download));
  await manager.more('Download album');
  for (const page of [manager.page, other]) await page.getByText('In your downloads').first().waitFor();
  await expect.poll(() => downloads.length).toBe(1);
  await other.close();
});

test('several photos are downloaded as one ZIP, and can be saved again while the download is listed', async () => {
  await fill('Cats/');
  await manager.open('Cats/');
  await selectAll();
  const [download] = await Promise.all([
    manager.page.waitForEvent('download'),
    manager.moreForPhotos('Download as a ZIP'),
  ]);
  expect(download.suggestedFilename()).toBe('Cats.zip');
  const files = await filesOf(download);
  await expectPhotos(files, NAMES);
  expect(Math.abs((files[0]?.lastModified ?? 0) - Date.now())).toBeLessThan(60_000);
  await row().getByText('In your downloads').waitFor();
  const [again] = await Promise.all([
    manager.page.waitForEvent('download'),
    row()
      .getByRole('button', { name: /^Save again/ })
      .click(),
  ]);
  await expectPhotos(await filesOf(again), NAMES);
  await row()
    .getByRole('button', { name: /^Dismiss/ })
    .click();
  await row().waitFor({ state: 'hidden' });
  expect(await keptParts()).toBe(0);
});

test('a ZIP that a worker marked as saved before it died is saved when the user tries again', async () => {
  await fill('Cats/', ['a.png', 'b.png']);
  await manager.open();
  // The first answer to that is lost.
  await manager.page.addInitScript(() => {
    const send = chrome.runtime.sendMessage.bind(chrome.runtime);
    let isLost = false;
    Reflect.set(chrome.runtime, 'sendMessage', async (message: { readonly type: string }) => {
      const reply = await send(message);
      if (message.type !== 'jobs.mark-delivered' || isLost) return reply;
      isLost = true;
      return undefined;
    });
  });
  await manager.page.reload();
  await manager.albums().getByRole('button', { name: 'Cats' }).click();
  await manager.more('Download album');
  await row().getByRole('alert').waitFor();
  const [download] = await Promise.all([
    manager.page.waitForEvent('download'),
    row().getByRole('button', { name: 'Try again', exact: true }).click(),
  ]);
  await expectPhotos(await filesOf(download), ['a.png', 'b.png']);
});

test('an album is downloaded with the albums in it, and stays in the bucket', async () => {
  await fixture.owner.putAll(['Cats/', 'Cats/kittens/'], '');
  await fill('Cats/', ['a.png']);
  await fill('Cats/kittens/', ['b.png', 'B.png']);
  await manager.open('Cats/');
  const [download] = await Promise.all([
    manager.page.waitForEvent('download'),
    manager.more('Download album'),
  ]);
  const files = await filesOf(download);
  expect(files.map(({ path }) => path)).toEqual(['a.png', 'kittens/B.png', 'kittens/b (2).png']);
  expect(await files[2]?.read()).toEqual(bytesOf('b.png'));
  expect(await fixture.owner.keys()).toHaveLength(5);
});

/** Photos whose bytes come at once; thumbnails, which are read as well at any time, can't take their place. */
const AT_ONCE = ['Cats/01.png', 'Cats/02.png'];

/** Bytes of all other photos come this late. */
const holdBack = async (delayMs: number): Promise<() => void> => {
  // Each that is read for its thumbnail would hold a connection.
  await expect.poll(() => manager.page.locator('.thumbnail-awaited').count()).toBe(0);
  return fixture.aws.intercept(({ operation, key = '' }) =>
    operation === 'GetObject' && key.startsWith('Cats/') && !AT_ONCE.includes(key) ? { delayMs } : undefined,
  );
};

test('a download goes on after its page was closed and its worker killed, and waits to be saved by the user', async () => {
  await fill('Cats/');
  await manager.open('Cats/');
  await manager.page.getByTitle('12.png').first().waitFor();
  const release = await holdBack(3_600_000);
  await manager.more('Download album');
  await expect.poll(keptParts).toBe(2);
  const [job] = await jobsNow();
  await manager.page.close();
  await fixture.browser.killWorker();
  release();
  const fetched: string[] = [];
  const stop = fixture.aws.intercept(({ operation, key }) => {
    if (operation === 'GetObject' && key?.startsWith('Cats/')) fetched.push(key);
    return undefined;
  });
  await wake();
  await expect.poll(async () => (await fixture.call('jobs.fetched', { id: job?.id ?? '' })).ok).toBe(true);
  await manager.open();
  await row().getByText('“Cats” as a ZIP').waitFor();
  await row().getByText('Ready to save').waitFor();
  stop();
  const [download] = await Promise.all([
    manager.page.waitForEvent('download'),
    row().getByRole('button', { name: /^Save/ }).click(),
  ]);
  await expectPhotos(await filesOf(download), NAMES);
  expect(fetched).toHaveLength(10);
});

test('a download lists the key of a photo deleted meanwhile, and holds the others', async () => {
  await fill('Cats/');
  await manager.open('Cats/');
  await selectAll();
  await fixture.owner.put('Cats/02.png', 'another');
  const gone = fixture.aws.intercept(({ operation, key }) =>
    operation === 'GetObject' && key === 'Cats/05.png'
      ? { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' }
      : undefined,
  );
  const [download] = await Promise.all([
    manager.page.waitForEvent('download'),
    manager.moreForPhotos('Download as a ZIP'),
  ]);
  const left = NAMES.filter(name => name !== '02.png' && name !== '05.png');
  await expectPhotos(await filesOf(download), left);
  await row().getByText('Couldn’t download 2 photos').waitFor();
  await row().getByText('Details').click();
  await row()
    .getByText(`“${inFolder('Cats/02.png')}” was changed by someone else in the meantime.`)
    .waitFor();
  await row()
    .getByText(`“${inFolder('Cats/05.png')}” is no longer in the bucket.`)
    .waitFor();
  gone();
  const [whole] = await Promise.all([
    manager.page.waitForEvent('download'),
    row()
      .getByRole('button', { name: /^Try again/ })
      .click(),
  ]);
  expect((await filesOf(whole)).map(({ path }) => path)).toEqual(NAMES);
});

test('a cancelled download leaves nothing on the disk', async () => {
  await fill('Cats/');
  await manager.open('Cats/');
  await manager.page.getByTitle('12.png').first().waitFor();
  const release = await holdBack(3_600_000);
  await manager.more('Download album');
  await expect.poll(keptParts).toBe(2);
  await row()
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await row().waitFor({ state: 'hidden' });
  await expect.poll(keptParts).toBe(0);
  release();
});

// Last: from then on downloads are no longer Playwright’s.
test('the toolbar popup starts downloads of a photo and of an album, and may be closed', async () => {
  await fill('Cats/', ['a.png', 'b.png']);
  const page = await fixture.browser.context.newPage();
  await page.goto(fixture.site.url);
  const folder = await mkdtemp(join(tmpdir(), 'shoebox-downloads-'));
  const devtools = await fixture.browser.devtools();
  const isSaved = new Set<string>();
  devtools.on('Browser.downloadProgress', ({ state, guid }) => {
    if (state === 'completed') isSaved.add(guid);
  });
  let begun = 0;
  devtools.on('Browser.downloadWillBegin', () => begun++);
  await devtools.send('Browser.setDownloadBehavior', {
    ...{ behavior: 'allow', downloadPath: folder, eventsEnabled: true },
  });
  const popup = await openRealPopup(fixture.browser, page);
  await popup.click({ role: 'button', name: 'Cats' });
  await popup.click({ role: 'button', name: 'More actions' });
  await popup.click({ role: 'menuitem', name: 'Download album' });
  await expect.poll(() => begun).toBe(1);
  await popup.close();
  await expect.poll(() => isSaved.size).toBe(1);
  const again = await openRealPopup(fixture.browser, page);
  await again.click({ role: 'button', name: 'Cats' });
  await again.click({ role: 'button', name: 'a.png' });
  await again.click({ role: 'button', name: 'Download' });
  await expect.poll(() => begun).toBe(2);
  await again.close();
  await expect.poll(() => isSaved.size).toBe(2);
  await expectPhotos(await readZip(join(folder, 'Cats.zip')), ['a.png', 'b.png']);
  expect(await readFile(join(folder, 'a.png'))).toEqual(bytesOf('a.png'));
  await devtools.send('Browser.setDownloadBehavior', { behavior: 'default' });
  await page.close();
  await rm(folder, { recursive: true });
});
