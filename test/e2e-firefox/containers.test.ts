import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TransferView } from '../../src/messaging/protocol';
import { withId } from '../browser/firefox/element-path';
import { chooseFromImageMenu } from '../browser/firefox/image-menu';
import type { FirefoxPage } from '../browser/firefox/page';
import { sha256 } from '../e2e/bucket-owner';
import { createCertificate } from '../local-aws/http/certificate';
import { encodePng } from '../machine/png';
import { type FirefoxFixture, openFirefoxFixture, transfersFrom } from './fixture';

// What Firefox does otherwise with the requests of a page than with those of an extension: container tabs and partitioned cookies,
// and pictures with `http:` on a page with `https:`.

/** Runs in Firefox's own code. */
declare const Services: {
  readonly wm: { getMostRecentWindow(type: string): { readonly gBrowser: TabBrowser } };
  readonly scriptSecurityManager: { getSystemPrincipal(): object };
};

interface TabBrowser {
  selectedTab: object;
  addTab(
    url: string,
    options: { readonly userContextId: number; readonly triggeringPrincipal: object },
  ): object;
}

const ALBUM = 'Tabs';
const PICTURE = encodePng(40, 30, Buffer.alloc((1 + 40 * 3) * 30));

const answer: RequestListener = (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const isMember = (request.headers.cookie ?? '').includes('member=yes');
  if (pathname === '/login') {
    const type = { 'content-type': 'text/html', 'set-cookie': 'member=yes; Path=/' };
    response.writeHead(200, type).end('<title>in</title>');
  } else if (pathname === '/page')
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<title>Page</title><img id="chosen" width="200" src="${searchParams.get('src')}">`);
  else if (pathname === '/open.png' || (pathname === '/members.png' && isMember))
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' }).end(PICTURE);
  else response.writeHead(403).end();
};

const plain = createHttpServer(answer);
let secure: ReturnType<typeof createHttpsServer>;
let fixture: FirefoxFixture;
let own: FirefoxPage;
let http: number;
let https: number;

const listening = (server: typeof plain | typeof secure): Promise<number> =>
  new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)); // of TCP
  });

beforeAll(async () => {
  const { certificate: cert, key } = await createCertificate(['us-east-1']);
  secure = createHttpsServer({ cert, key }, answer);
  [http, https] = await Promise.all([listening(plain), listening(secure)]);
  fixture = await openFirefoxFixture({
    extraHostPermissions: ['http://*/*'],
    preferences: { 'network.dns.forceResolve': '127.0.0.1' },
  });
  own = await fixture.firefox.extensionPage('src/options/index.html');
  await fixture.call('albums.create', { parent: '', name: ALBUM });
});

afterAll(async () => {
  await fixture.close();
  for (const server of [plain, secure]) server.close().closeAllConnections();
});

async function save(page: FirefoxPage): Promise<TransferView> {
  const before = new Set((await transfersFrom(own)).map(({ id }) => id));
  await chooseFromImageMenu(fixture.firefox.session, page, withId('chosen'), ['Save to Shoebox', ALBUM]);
  let ended: TransferView | undefined;
  await expect
    .poll(async () => {
      const isEnded = ({ id, state }: TransferView) => !before.has(id) && /^(saved|failed)$/.test(state);
      ended = (await transfersFrom(own)).find(isEnded);
      return ended;
    })
    .toBeDefined();
  await page.close();
  if (ended === undefined) throw new Error('unreachable: it was waited for');
  return ended;
}

/** A tab of the second of Firefox's containers, in front. */
async function openInContainer(url: string): Promise<FirefoxPage> {
  await fixture.firefox.session.evaluateInBrowser(url => {
    const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
    const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
    gBrowser.selectedTab = gBrowser.addTab(url, { userContextId: 2, triggeringPrincipal });
  }, url);
  return fixture.firefox.openedPage(url);
}

const saved = async ({ key }: TransferView): Promise<string> => sha256(await fixture.owner.read(key ?? ''));

test('a picture with http: on a page with https: is saved over https:, without any other permission', async () => {
  const page = await fixture.firefox.newPage();
  await page.goto(`https://gallery.example:${https}/page?src=http://gallery.example:${https}/open.png`);
  const transfer = await save(page);
  expect(transfer).toMatchObject({ state: 'saved', bytes: { rung: 'page' } });
  expect(await saved(transfer)).toBe(sha256(PICTURE));
});

test('a picture of a container tab’s own host is read with the cookies of its container', async () => {
  await (await openInContainer(`http://a.example:${http}/login`)).close();
  const transfer = await save(await openInContainer(`http://a.example:${http}/page?src=members.png`));
  expect(transfer).toMatchObject({ state: 'saved', bytes: { rung: 'page' } });
  expect(await saved(transfer)).toBe(sha256(PICTURE));
});

test('a picture that another host gives to one page of a container alone is told, and can be saved as it is shown', async () => {
  const page = await openInContainer(`http://a.example:${http}/page?src=http://b.example:${http}/open.png`);
  // A partitioned cookie of the other host: for this page alone, in this container alone.
  await page.evaluate(async (other: string) => {
    await fetch(`${other}login`, { mode: 'no-cors', credentials: 'include' });
    const image = document.querySelector('img');
    if (image === null) throw new Error('unreachable: the page has one');
    image.src = `${other}members.png`;
    await image.decode();
  }, `http://b.example:${http}/`);
  expect(await save(page)).toMatchObject({
    ...{ state: 'failed', canUseScreen: true },
    failure: { code: 'source-forbidden', detail: { host: `b.example:${http}` } },
  });
});
