import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransferView } from '../../src/messaging/protocol';
import { chooseFromImageMenu } from '../browser/context-menu';
import { dispatchMenuClick } from '../demo/menu-click';
import { startXvfb, type VirtualDisplay } from '../machine/display';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture } from './fixture';
import { inFolder } from './in-folder';

// The strategies that are tried for a picture, one after the other, and what each leaves behind: nothing.

const hasEnded = (album: string) => (transfer: TransferView) =>
  transfer.album === album && (transfer.state === 'saved' || transfer.state === 'failed');

describe('acquiring an image, headless:', () => {
  let fixture: E2eFixture;

  beforeAll(async () => {
    fixture = await openFixture();
  });

  afterAll(() => fixture.close());

  const rocket = (): string => sha256(fixture.site.files.get('rocket.jpg') ?? new Uint8Array());

  async function save(page: Page, url: string): Promise<TransferView> {
    const album = `${crypto.randomUUID()}/`;
    await dispatchMenuClick(await fixture.browser.worker(), page, url, inFolder(album));
    return fixture.transferThat(hasEnded(album));
  }

  const open = async (path = ''): Promise<Page> => {
    const page = await fixture.browser.context.newPage();
    await page.goto(fixture.site.url + path);
    return page;
  };

  const rules = async (): Promise<readonly object[]> =>
    (await fixture.browser.worker()).evaluate(() => chrome.declarativeNetRequest.getSessionRules());

  test('a server that answers only its own pages is asked with the page’s Referer, by a rule removed at once', async () => {
    const page = await open();
    const { state, bytes, key } = await save(page, `${fixture.site.otherHostUrl}hotlink/rocket.jpg`);
    expect({ state, rung: bytes?.rung }).toEqual({ state: 'saved', rung: 'worker-with-referer' });
    expect(sha256(await fixture.owner.read(key ?? ''))).toBe(rocket());
    expect(await rules()).toEqual([]);
    await page.close();
  });

  test('a server that is redirected to does not get the page’s Referer', async () => {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      const { host = '', referer = 'nothing' } = request.headers;
      heard.push(`${host.split(':')[0]}: ${referer}`);
      if (host.startsWith('localhost')) {
        response.writeHead(200, { 'content-type': 'image/jpeg' }).end(fixture.site.files.get('rocket.jpg'));
      } else if (referer === 'nothing') {
        response.writeHead(403).end();
      } else {
        response.writeHead(302, { location: `http://${host.replace('127.0.0.1', 'localhost')}/` }).end();
      }
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
    const page = await open();
    expect(await save(page, `http://127.0.0.1:${port}/a.jpg`)).toMatchObject({
      state: 'saved',
      bytes: { rung: 'worker-with-referer' },
    });
    expect(heard).toEqual(['127.0.0.1: nothing', `127.0.0.1: ${fixture.site.url}`, 'localhost: nothing']);
    server.close();
    await page.close();
  });

  test('a failed request leaves no Referer rule behind', async () => {
    const page = await open();
    expect(await save(page, `${fixture.site.otherHostUrl}errors/not-found.jpg`)).toMatchObject({
      state: 'failed',
      failure: { code: 'source-not-found' },
    });
    expect(await rules()).toEqual([]);
    await page.close();
  });

  test('a Referer rule left by a killed worker is removed by the next worker', async () => {
    const worker = await fixture.browser.worker();
    await worker.evaluate(() =>
      chrome.declarativeNetRequest.updateSessionRules({
        addRules: [
          {
            id: 2,
            action: {
              type: 'modifyHeaders',
              requestHeaders: [{ header: 'referer', operation: 'set', value: 'http://localhost/' }],
            } as chrome.declarativeNetRequest.RuleAction, // whose names are an enum that exists in the browser only
            condition: { urlFilter: '|http://localhost/a|' },
          },
        ],
      }),
    );
    await fixture.browser.killWorker();
    await fixture.transfers(); // wakes the next one
    await expect.poll(rules).toEqual([]);
  });

  test('a large picture is read from its page in pieces', async () => {
    const page = await open();
    const photo = [...(fixture.site.files.get('rocket.jpg') ?? [])];
    const url = await page.evaluate(
      bytes => URL.createObjectURL(new Blob([new Uint8Array(bytes), new Uint8Array(20_000_000).fill(9)])),
      photo,
    );
    const { state, bytes, key } = await save(page, url);
    expect({ state, rung: bytes?.rung }).toEqual({ state: 'saved', rung: 'page' });
    const whole = Buffer.concat([new Uint8Array(photo), new Uint8Array(20_000_000).fill(9)]);
    expect(sha256(await fixture.owner.read(key ?? ''))).toBe(sha256(whole));
    await page.close();
  });

  test('a picture that its server no longer sends is drawn from the page, with a note', async () => {
    const page = await open('cookie/');
    const image = page.getByRole('img', { name: 'For members' });
    const size = await image.evaluate(async shown => {
      const img = shown as HTMLImageElement; // by its role and name
      await img.decode();
      return [img.naturalWidth, img.naturalHeight];
    });
    await fixture.browser.context.clearCookies();
    const transfer = await save(page, `${fixture.site.url}cookie/rocket.jpg`);
    expect(transfer).toMatchObject({
      state: 'saved',
      bytes: { rung: 'canvas', mediaType: 'image/png' },
      note: { code: 'source-redrawn' },
    });
    const png = Buffer.from(await fixture.owner.read(transfer.key ?? ''));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(size);
    await page.close();
  });

  test('an SVG keeps its type, so that <img> shows it, and its own link downloads it', async () => {
    const page = await open();
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><script>alert(1)</script></svg>';
    const { key } = await save(page, `data:image/svg+xml,${encodeURIComponent(svg)}`);
    const reply = await fixture.call('photos.link', { key: key ?? '' });
    if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
    const { headers } = await fetch(reply.value.url);
    expect(headers.get('content-type')).toBe('image/svg+xml');
    expect(headers.get('content-disposition')).toMatch(/^attachment\b/);
    const isShown = await page.evaluate(async url => {
      const image = new Image();
      image.src = url;
      await image.decode();
      return image.naturalWidth;
    }, reply.value.url);
    expect(isShown).toBe(8);
    await page.close();
  });

  test('a page the user has not clicked on is not captured from the screen, and the failure says what helps', async () => {
    const page = await open();
    const { id, canUseScreen } = await save(page, `${fixture.site.url}errors/not-found.jpg`);
    expect(canUseScreen).toBe(true);
    await page.evaluate(() => {
      const image = new Image(40, 30);
      image.src = 'errors/not-found.jpg';
      document.body.prepend(image);
    });
    // The notification's second button, as the browser tells of it.
    await (await fixture.browser.worker()).evaluate(notification => {
      // `dispatch` exists on every event of an extension's own worker, though not in the types.
      const event: unknown = chrome.notifications.onButtonClicked;
      (event as { dispatch(id: string, button: number): void }).dispatch(notification, 1);
    }, id);
    const after = await fixture.transferThat(
      transfer =>
        transfer.id === id && transfer.failure?.code !== 'source-not-found' && transfer.state === 'failed',
    );
    expect(after).toMatchObject({ failure: { code: 'screen-needs-click' }, canUseScreen: true });
    await page.close();
  });
});

describe('acquiring an image, headed:', () => {
  let display: VirtualDisplay;
  let fixture: E2eFixture;
  let server: Server;
  let isGenerous = true;

  beforeAll(async () => {
    display = await startXvfb();
    fixture = await openFixture({ display: display.display });
    await fixture.call('albums.create', { parent: '', name: 'Screen' });
    await fixture.call('albums.list', undefined);
    // Of another origin than the page, and without CORS: nothing of it can be read there.
    server = createServer((_, response) => {
      if (isGenerous) response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
      else response.writeHead(403);
      response.end(isGenerous ? fixture.site.files.get('rocket.jpg') : undefined);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterAll(async () => {
    server.close();
    await fixture.close();
    await display.close();
  });

  /** Mean difference of two pictures of one size, in steps of 256; null when their sizes differ. */
  async function difference(page: Page, one: Uint8Array, other: Uint8Array): Promise<number | null> {
    return page.evaluate(
      async pictures => {
        const pixels = await Promise.all(
          pictures.map(async base64 => {
            const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
            const bitmap = await createImageBitmap(blob);
            const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
            context?.drawImage(bitmap, 0, 0);
            return context?.getImageData(0, 0, bitmap.width, bitmap.height);
          }),
        );
        const [a, b] = pixels;
        if (a === undefined || b === undefined || a.width !== b.width || a.height !== b.height) return null;
        return (
          a.data.reduce((sum, value, at) => sum + Math.abs(value - (b.data[at] ?? 0)), 0) / a.data.length
        );
      },
      [one, other].map(bytes => Buffer.from(bytes).toString('base64')),
    );
  }

  test('“Save as shown” crops the picture from its tab, and leaves page and tabs as they were', async () => {
    const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
    const page = await fixture.browser.context.newPage();
    await page.goto(fixture.site.url);
    await page.evaluate(async src => {
      const image = new Image(301, 200);
      image.src = src;
      image.alt = 'Only shown';
      image.style.marginBlock = '300px 2000px';
      document.body.prepend(image);
      await image.decode();
    }, `http://127.0.0.1:${port}/rocket.jpg`);
    isGenerous = false;
    const image = page.getByRole('img', { name: 'Only shown' });
    await chooseFromImageMenu({ display, page, locator: image, childIndex: 0 });
    await fixture.transferThat(({ failure }) => failure?.code === 'source-forbidden');
    const shown = await image.screenshot();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const before = await page.evaluate(() => scrollY);

    const manager = await fixture.popup();
    await manager.getByRole('button', { name: 'Save as shown' }).click();
    const transfer = await fixture.transferThat(({ state }) => state === 'saved');
    expect(transfer).toMatchObject({
      bytes: { rung: 'screen', mediaType: 'image/png' },
      note: { code: 'source-photographed' },
    });
    const cut = await fixture.owner.read(transfer.key ?? '');
    expect(await difference(manager, cut, shown)).toBeLessThan(1);
    expect(await page.evaluate(() => scrollY)).toBe(before);
    expect(await manager.evaluate(() => document.visibilityState)).toBe('visible');
    await manager.close();
    await page.close();
  });
});
