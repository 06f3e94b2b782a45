import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasDotSegment, shownNameOfKey } from '../../src/core/object-key';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import { readZip } from '../machine/read-zip';
import { sha256 } from './bucket-owner';
import { BUCKET, type E2eFixture, openFixture } from './fixture';
import {
  ALBUM,
  activeFiles,
  BLUE,
  CLAIMED,
  type HostileObject,
  hostileObjects,
  inAlbum,
  isPicture,
  TWINS,
} from './hostile-objects';
import { type Manager, managerOf } from './manager';

// A bucket into which others write as well: what they left there is opened, viewed, linked, zipped and moved. Nothing of it
// runs, freezes or asks anybody but the bucket, and what is shown under a name is the object with that name, by its bytes.

let fixture: E2eFixture;
let manager: Manager;
let trap: Server;
let objects: readonly HostileObject[];
const trapped: string[] = [];
const strangers: string[] = [];
const dialogs: string[] = [];

/** Where the hostile page is served as a page, so that it is known that it would do harm if it could. */
const CONTROL = '/control';
const controlled: string[] = [];

const startTrap = (): Promise<Server> =>
  new Promise(resolve => {
    const server = createServer(({ url = '' }, response) => {
      // Browsers ask for it beside any page, also for the control's.
      if (url !== '/favicon.ico') (url.startsWith(CONTROL) ? controlled : trapped).push(url);
      const [, body] = activeFiles(`http://localhost:${portOf(server)}${CONTROL}`)[0] ?? [];
      response.writeHead(200, { 'content-type': url === CONTROL ? 'text/html' : 'text/plain' });
      response.end(url === CONTROL ? body : '');
    }).listen(0, '127.0.0.1', () => resolve(server));
  });

const portOf = (server: Server): number => (server.address() as AddressInfo).port; // it listens on a port

const trapUrl = (): string => `http://localhost:${portOf(trap)}`;

const textOf = (body: Uint8Array): string => sha256(body);

beforeAll(async () => {
  trap = await startTrap();
  fixture = await openFixture({ folder: '' });
  manager = managerOf(fixture);
  objects = hostileObjects(trapUrl());
  await Promise.all(
    objects.map(({ key, body, type, metadata }) => fixture.owner.put(key, body, type, metadata)),
  );
  const { context } = fixture.browser;
  const own = [fixture.aws.endpoint, fixture.aws.cognitoEndpoint];
  const isControl = (url: string): boolean => url.startsWith(`${trapUrl()}${CONTROL}`);
  context.on('request', request => {
    const url = request.url();
    if (/^https?:/.test(url) && !isControl(url) && !own.some(origin => url.startsWith(`${origin}/`)))
      strangers.push(url);
  });
  context.on('dialog', dialog => {
    if (!isControl(dialog.page()?.url() ?? '')) dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

afterAll(async () => {
  // Handlers of drawings, refused while they are looked at.
  const refused = fixture.refusedLoads.splice(0);
  expect(refused.filter(text => !/inline event handler/.test(text))).toEqual([]);
  await fixture.close();
  trap.close();
});

afterEach(() => expect({ trapped, strangers, dialogs }).toEqual({ trapped: [], strangers: [], dialogs: [] }));

const objectAt = (key: string): HostileObject => {
  const found = objects.find(one => one.key === key);
  if (found === undefined) throw new Error(`nobody has put ${JSON.stringify(key)} there`);
  return found;
};

/** The key that a URL of the bucket names. */
const keyOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(`/${BUCKET}/`.length));

/** SHA-256 of what a URL gives the page. */
const shownBytes = async (url: string): Promise<string> =>
  textOf(
    Buffer.from(
      await manager.page.evaluate(async shown => {
        const response = await fetch(shown);
        return [...new Uint8Array(await response.arrayBuffer())];
      }, url),
    ),
  );

const viewer = (): Locator => manager.page.locator('dialog.viewer');

/** What a user sees of the photo that is looked at: the picture's URL, or why there is none. */
async function seen(): Promise<{
  readonly name: string;
  readonly url: string | null;
  readonly text: string;
}> {
  const shown = viewer().locator('.viewer-picture[data-there=true], .file-card, .viewer-failure');
  await shown.waitFor();
  return {
    name: (await viewer().getByRole('heading').textContent()) ?? '',
    url: await shown.getAttribute('src'),
    text: (await shown.textContent()) ?? '',
  };
}

async function look(album: string): Promise<void> {
  await manager.open(album);
  await manager.photos().getByRole('listitem').first().locator('.photo-open').click();
  await viewer().waitFor();
}

test('the hostile page does harm where it is served as a page', async () => {
  const page = await fixture.browser.context.newPage();
  await page.goto(`${trapUrl()}${CONTROL}`).catch(() => null);
  await expect.poll(() => controlled).toContain(`${CONTROL}/html`);
  await page.close();
});

test('albums are those that the keys make, and placeholders of other tools are none', async () => {
  await manager.open();
  await manager.albums().getByText('Page', { exact: true }).waitFor();
  const names = await manager.albums().getByRole('listitem').locator('.album-name').allTextContents();
  expect(names.toSorted()).toEqual(
    ['.', '/', 'C', 'D', 'Gr\u00fc\u00dfe', 'Gru\u0308\u00dfe', 'H', 'L', 'M', 'Page', 'T'].toSorted(),
  );
});

test('a cover is a picture of its own album', async () => {
  for (const [prefix, key] of [
    ['C/', 'C/cover.png'],
    ['Page/', 'Page/page.jpg'],
  ] as const) {
    const reply = await fixture.call('albums.preview', { prefix });
    expect(reply).toMatchObject({ ok: true, value: { cover: { key } } });
  }
});

test('each object of an album is viewed: a picture is the object with that name, by its bytes', async () => {
  const wanted = inAlbum(objects, ALBUM);
  await look(ALBUM);
  const left = new Map(wanted.map(object => [object.key, object]));
  for (let index = 1; index <= wanted.length; index++) {
    await viewer().getByText(`${index} of ${wanted.length}`, { exact: true }).waitFor();
    const { name, url } = await seen();
    // A drawing is shown from a copy that was looked at.
    const object =
      url === null || url.startsWith('blob:')
        ? [...left.values()].find(({ key }) => shownNameOfKey(key) === name)
        : left.get(keyOf(url));
    expect(object, name).toBeDefined();
    if (object === undefined) continue;
    left.delete(object.key);
    expect(name).toBe(shownNameOfKey(object.key));
    expect(name).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
    if (isPicture(object) !== null) expect([name, url !== null]).toEqual([name, isPicture(object)]);
    if (url !== null) expect(await shownBytes(url)).toBe(textOf(object.body));
    if (index < wanted.length) await manager.page.keyboard.press('ArrowRight');
  }
  expect([...left.keys()]).toEqual([]);
  expect(manager.page.url()).toContain(fixture.browser.extensionId);
});

test('what metadata tells of a photo is text, and no link but to a web page', async () => {
  await look('M/');
  await viewer().getByRole('button', { name: 'Details', exact: true }).click();
  await viewer().getByText('<img src=x onerror=alert(1)>').first().waitFor();
  const links = await viewer()
    .getByRole('link')
    .evaluateAll(all => all.map(link => link.getAttribute('href')));
  expect(links).toEqual([]);
});

test('of a key with a segment of dots a user is told that a browser can’t reach it, and sees nothing else', async () => {
  await look('./');
  const { url, text } = await seen();
  expect([url, text]).toEqual([null, expect.stringContaining('Browsers can’t open “./a.png”')]);
  for (const call of ['photos.link', 'photos.tab-link', 'photos.download', 'photos.details'] as const)
    expect(await fixture.call(call, { key: './a.png' })).toMatchObject({
      ok: false,
      failure: { code: 'key-not-addressable' },
    });
  const shared = await fixture.call('photos.share', { keys: ['./a.png'] });
  expect(shared).toMatchObject({ ok: false, failure: { code: 'key-not-addressable' } });
});

test('thumbnails that somebody else put there are not shown: those of the photos are', async () => {
  await manager.open('T/');
  const images = manager.photos().locator('img');
  await expect.poll(() => images.count(), { timeout: 15_000 }).toBe(4);
  const colors = await images.evaluateAll(all =>
    Promise.all(
      all.map(async image => {
        if (!(image instanceof HTMLImageElement)) return [];
        await image.decode();
        const canvas = new OffscreenCanvas(1, 1).getContext('2d');
        canvas?.drawImage(image, 0, 0, 1, 1);
        return [...(canvas?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
      }),
    ),
  );
  for (const color of colors)
    for (const [index, part] of color.entries()) expect(Math.abs(part - (BLUE[index] ?? 0))).toBeLessThan(12);
});

describe('what is opened in a tab, or by a link,', () => {
  const open = async (key: string): Promise<{ readonly tab: string; readonly link: string }> => {
    const [tab, links] = [
      await fixture.call('photos.tab-link', { key }),
      await fixture.call('photos.share', { keys: [key] }),
    ];
    if (!tab.ok || !links.ok) throw new Error(JSON.stringify([tab, links]));
    return { tab: tab.value, link: links.value[0]?.url ?? '' };
  };

  test('is the object itself, as a type that runs nothing or as a download', async () => {
    for (const { key, body } of inAlbum(objects, ALBUM)) {
      for (const url of Object.values(await open(key))) {
        const response = await fetch(url);
        expect(textOf(new Uint8Array(await response.arrayBuffer()))).toBe(textOf(body));
        const [type, disposition] = ['content-type', 'content-disposition'].map(name =>
          response.headers.get(name),
        );
        const isInert = /^(?:image\/(?!svg)|text\/plain|video\/|application\/pdf)/.test(type ?? '');
        expect([key, type, disposition]).toEqual([
          key,
          type,
          isInert ? null : expect.stringMatching(/^attachment/),
        ]);
      }
    }
  });

  test('runs nothing in the browser', async () => {
    const page = await fixture.browser.context.newPage();
    for (const [name] of activeFiles(trapUrl())) {
      // Where it is downloaded, nothing is opened.
      await page.goto((await open(`${ALBUM}${name}`)).tab).catch(() => null);
      expect(await page.title().catch(() => '')).not.toBe('it ran');
    }
    await page.close();
  });
});

test('links that are copied are a line for each object, which nothing in a name ends', async () => {
  await fixture.call('preferences.save', { links: { ...DEFAULT_PREFERENCES.links, format: 'markdown' } });
  const photos = inAlbum(objects, ALBUM);
  await manager.open(ALBUM);
  await manager.page.getByText(`${photos.length} items`).waitFor();
  await manager.photos().getByRole('listitem').first().locator('.photo-open').focus();
  await manager.page.keyboard.press('Control+a');
  await manager.moreForPhotos(`Copy ${photos.length} links`);
  await manager.page.getByText(`${photos.length} links copied`).waitFor();
  const lines = (await manager.page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(lines).toHaveLength(photos.length);
  for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
});

test('the ZIP of an album holds each object once, under a path below where it is unpacked', async () => {
  await manager.open(ALBUM);
  const [download] = await Promise.all([
    manager.page.waitForEvent('download'),
    manager.more('Download album'),
  ]);
  const files = await readZip(await download.path());
  const wanted = objects.filter(({ key }) => key.startsWith(ALBUM) && !hasDotSegment(key));
  const sums = await Promise.all(files.map(async file => textOf(await file.read())));
  expect(sums.toSorted()).toEqual(wanted.map(({ body }) => textOf(body)).toSorted());
  const paths = files.map(({ path }) => path);
  expect(new Set(paths.map(path => path.toUpperCase())).size).toBe(paths.length);
  for (const path of paths) {
    expect(path).not.toMatch(/^\/|\\|(?:^|\/)\.{1,2}(?:\/|$)|^\w:/);
    expect(path).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  }
  await manager.page.getByText('Couldn’t download 1 photo').waitFor();
});

test('a picture is stored beside one of which metadata claims that it is the same', async () => {
  await manager.open('L/');
  const chooser = manager.page.waitForEvent('filechooser');
  await manager.button('Add photos').first().click();
  await (await chooser).setFiles([
    { name: 'claimed.png', mimeType: 'image/png', buffer: Buffer.from(CLAIMED) },
  ]);
  const transfer = await fixture.transferThat(({ album, state }) => album === 'L/' && state === 'saved');
  expect(transfer).toMatchObject({ key: 'L/claimed (2).png', outcome: 'stored' });
  expect(textOf(await fixture.owner.read('L/claimed (2).png'))).toBe(textOf(CLAIMED));
});

test('moving and deleting takes the objects that were meant, and leaves their twins', async () => {
  const photo = (key: string) => {
    const { body } = objectAt(key);
    return { key, size: body.length, etag: '' };
  };
  const start = (wish: object) =>
    manager.page.evaluate(args => chrome.runtime.sendMessage({ type: 'jobs.start', args }), {
      id: crypto.randomUUID(),
      wish,
    });
  const [, [victim, spared] = [], [dotted, folded] = []] = TWINS;
  await manager.open();
  // Deletions wait until they can't be undone any more: meanwhile the others move.
  await start({ kind: 'delete-photos', photos: [photo(victim ?? '')] });
  const moved = [...inAlbum(objects, ALBUM).map(({ key }) => key), './a.png', `${ALBUM}./in-album.png`];
  await start({ kind: 'move-photos', to: 'Kept/', photos: moved.map(photo) });
  await expect
    .poll(async () => (await fixture.owner.keys('Kept/')).length, { timeout: 20_000 })
    .toBe(moved.length);
  const kept = await fixture.owner.keys('Kept/');
  const sums = await Promise.all(kept.map(async key => textOf(await fixture.owner.read(key))));
  expect(sums.toSorted()).toEqual(moved.map(key => textOf(objectAt(key).body)).toSorted());
  await expect.poll(() => fixture.owner.keys(ALBUM)).toEqual([]);
  await expect
    .poll(async () => (await fixture.owner.keys('D/')).includes(victim ?? ''), { timeout: 20_000 })
    .toBe(false);
  for (const key of ['a.png', spared, dotted, folded])
    expect(textOf(await fixture.owner.read(key ?? ''))).toBe(textOf(objectAt(key ?? '').body));
});
