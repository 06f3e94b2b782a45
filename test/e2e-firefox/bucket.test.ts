import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { hasDotSegment, shownNameOfKey } from '../../src/core/object-key';
import type { FirefoxPage } from '../browser/firefox/page';
import { type BucketOwner, bucketOwner, sha256 } from '../e2e/bucket-owner';
import { BUCKET, guestPool } from '../e2e/fixture';
import {
  ALBUM,
  activeFiles,
  type HostileObject,
  hostileObjects,
  inAlbum,
  isPicture,
} from '../e2e/hostile-objects';
import { FOLDER } from '../e2e/in-folder';
import { type Neighbours, putNeighbours } from '../e2e/neighbours';
import { readZip } from '../machine/read-zip';
import { addFile } from './add-file';
import { callFrom, type FirefoxFixture, openFirefoxFixture } from './fixture';

// A bucket into which others write as well, in a folder under the policy that is offered, by a clock that is a day off: what
// Firefox makes of it by itself, which decides what is a picture, a page or a download.

const CLOCK_OFF_MS = 24 * 60 * 60_000;

let fixture: FirefoxFixture;
let owner: BucketOwner;
let neighbours: Neighbours;
let own: FirefoxPage;
let trap: Server;
let downloads: string;
let objects: readonly HostileObject[];
const trapped: string[] = [];

const trapUrl = (): string => `http://localhost:${(trap.address() as AddressInfo).port}`; // it listens on a port

beforeAll(async () => {
  trap = createServer(({ url = '' }, response) => {
    trapped.push(url);
    response.end();
  });
  await new Promise<void>(resolve => trap.listen(0, '127.0.0.1', resolve));
  downloads = await mkdtemp(join(tmpdir(), 'shoebox-downloads-'));
  fixture = await openFirefoxFixture({
    aws: { pools: [guestPool(FOLDER)], now: () => Date.now() + CLOCK_OFF_MS },
    settings: { folder: FOLDER },
    preferences: {
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
    },
  });
  const inFolder = { folder: FOLDER, clockOffsetMs: CLOCK_OFF_MS };
  owner = bucketOwner(fixture.aws, BUCKET, inFolder);
  neighbours = await putNeighbours(fixture.aws, BUCKET, inFolder);
  objects = hostileObjects(trapUrl());
  await Promise.all(objects.map(({ key, body, type, metadata }) => owner.put(key, body, type, metadata)));
  own = await fixture.firefox.extensionPage('src/options/index.html');
});

afterAll(async () => {
  await neighbours.assertUntouched();
  await fixture.close();
  trap.close();
  await rm(downloads, { recursive: true });
});

afterEach(() => expect(trapped).toEqual([]));

const openAlbum = (album: string): Promise<FirefoxPage> =>
  fixture.firefox.extensionPage(`src/popup/index.html?album=${encodeURIComponent(`${FOLDER}${album}`)}`);

interface Seen {
  readonly name: string;
  readonly url: string | null;
  readonly text: string;
  /** Bytes of what the URL gives the page, in base64. */
  readonly bytes: string | null;
}

/** Runs in the page: opens the first photo, and turns to each of `count`. */
async function lookAtAll(count: number): Promise<readonly Seen[]> {
  const found = async <Found>(look: () => Found | null | undefined): Promise<Found> => {
    for (;;) {
      const there = look();
      if (there !== null && there !== undefined) return there;
      await new Promise(requestAnimationFrame);
    }
  };
  const refused: string[] = [];
  document.addEventListener('securitypolicyviolation', event => refused.push(event.violatedDirective));
  (await found(() => document.querySelector<HTMLElement>('.photo-open'))).click();
  const dialog = await found(() => document.querySelector('dialog.viewer'));
  const seen: Seen[] = [];
  for (let index = 1; index <= count; index++) {
    await found(() => dialog.textContent.includes(`${index} of ${count}`) || null);
    const shown = await found(() =>
      dialog.querySelector('.viewer-picture[data-there=true], .file-card, .viewer-failure'),
    );
    const url = shown.getAttribute('src');
    const bytes = url === null ? null : new Uint8Array(await (await fetch(url)).arrayBuffer());
    seen.push({
      ...{ name: dialog.querySelector('h1, h2')?.textContent ?? '', url, text: shown.textContent },
      bytes: bytes && btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join('')),
    });
    dialog.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }),
    );
  }
  if (refused.length > 0) throw new Error(`refused: ${refused.join()}`);
  return seen;
}

test('each object of an album is viewed: a picture is the object with that name, by its bytes', async () => {
  const wanted = inAlbum(objects, ALBUM);
  const page = await openAlbum(ALBUM);
  const seen = await page.evaluate(lookAtAll, wanted.length);
  await page.close();
  const left = [...wanted];
  for (const { name, url, bytes } of seen) {
    const sum = bytes === null ? null : sha256(Buffer.from(bytes, 'base64'));
    const at = left.findIndex(
      ({ key, body }) => shownNameOfKey(key) === name && (sum === null || sha256(body) === sum),
    );
    const [object] = at === -1 ? [] : left.splice(at, 1);
    expect(object, name).toBeDefined();
    expect(name).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
    if (object !== undefined && isPicture(object) !== null)
      expect([name, url !== null]).toEqual([name, isPicture(object)]);
  }
  expect(left.map(({ key }) => key)).toEqual([]);
});

test('what is opened in a tab, or by a link, is the object, as a type that runs nothing or as a download', async () => {
  for (const [name, body] of activeFiles(trapUrl())) {
    const key = `${FOLDER}${ALBUM}${name}`;
    const [tab, [link]] = [
      await callFrom(own, 'photos.tab-link', { key }),
      await callFrom(own, 'photos.share', { keys: [key] }),
    ];
    for (const url of [tab, link?.url ?? '']) {
      const response = await fetch(url);
      expect(await response.text()).toBe(body);
      const [type, disposition] = ['content-type', 'content-disposition'].map(header =>
        response.headers.get(header),
      );
      const isInert = /^(?:image\/(?!svg)|text\/plain|video\/|application\/pdf)/.test(type ?? '');
      expect([key, disposition]).toEqual([key, isInert ? null : expect.stringMatching(/^attachment/)]);
    }
  }
  // Firefox decides by itself what it makes of a page that is called a picture.
  const page = await fixture.firefox.extensionPage('src/options/index.html');
  await page
    .goto(await callFrom(own, 'photos.tab-link', { key: `${FOLDER}${ALBUM}page.jpg` }))
    .catch(() => null);
  expect(await page.evaluate(() => document.title)).not.toBe('it ran');
  await page.close();
});

test('the ZIP of an album holds each object once, under a path below where it is unpacked', async () => {
  const page = await openAlbum(ALBUM);
  const press = (label: string): Promise<boolean> =>
    page.evaluate((label: string) => {
      const buttons = [...document.querySelectorAll('button')];
      const found = buttons.find(({ ariaLabel, title, textContent }) =>
        [ariaLabel, title, textContent].includes(label),
      );
      found?.click();
      return found !== undefined;
    }, label);
  await expect.poll(() => press('More actions')).toBe(true);
  await expect.poll(() => press('Download album')).toBe(true);
  const files = async (): Promise<readonly string[]> => readdir(downloads);
  await expect.poll(files, { timeout: 30_000 }).toEqual(['H.zip']);
  await page.close();
  const zipped = await readZip(join(downloads, 'H.zip'));
  const wanted = objects.filter(({ key }) => key.startsWith(ALBUM) && !hasDotSegment(key));
  const sums = await Promise.all(zipped.map(async file => sha256(await file.read())));
  expect(sums.toSorted()).toEqual(wanted.map(({ body }) => sha256(body)).toSorted());
  for (const { path } of zipped)
    expect(path).not.toMatch(/^\/|\\|(?:^|\/)\.{1,2}(?:\/|$)|^\w:|\p{Bidi_Control}/u);
});

test('what is archived, and what is empty, says so', async () => {
  await owner.put('Cold/a.png', 'cold', 'image/png', {}, 'DEEP_ARCHIVE');
  await owner.put('Cold/empty.png', '', 'image/png');
  const page = await openAlbum('Cold/');
  const seen = await page.evaluate(lookAtAll, 2);
  await page.close();
  expect(seen.map(({ name, text }) => [name, text])).toEqual([
    ['a.png', expect.stringContaining('This photo is archived')],
    ['empty.png', expect.stringContaining('This file is empty')],
  ]);
  await expect(callFrom(own, 'photos.download', { key: `${FOLDER}Cold/a.png` })).rejects.toThrow(
    'object-archived',
  );
});

test('an upload is sent again where Firefox denies for a minute that there is a network', async () => {
  await own.evaluate(async () => {
    const worker = await chrome.runtime.getBackgroundPage();
    if (worker === undefined) throw new Error('There is no event page.');
    Object.defineProperty(worker.navigator, 'onLine', { get: () => false });
    // As if an earlier life of the event page had waited for most of the minute.
    await chrome.storage.session.set({ 'offline-since': Date.now() - 55_000 });
  });
  let dropped = 0;
  const stop = fixture.aws.intercept(({ operation }) =>
    operation === 'PutObject' && dropped++ < 4 ? { drop: true } : undefined,
  );
  await addFile(fixture, `${FOLDER}Lie/`, 'a.png', Buffer.from('a'));
  await expect.poll(() => owner.keys('Lie/'), { timeout: 30_000 }).toEqual(['Lie/a.png']);
  stop();
  expect(dropped).toBeGreaterThan(1);
});

test('all of it was one identity with one set of credentials, and nothing was refused', () => {
  const asked = (name: string): number =>
    fixture.aws.requests.filter(({ operation }) => operation === name).length;
  expect(asked('GetId')).toBe(1);
  expect(asked('GetCredentialsForIdentity')).toBe(1);
  expect(fixture.aws.requests.filter(({ bucket, status }) => bucket === BUCKET && status === 403)).toEqual(
    [],
  );
});
