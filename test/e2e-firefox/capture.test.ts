import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransferView } from '../../src/messaging/protocol';
import { withId } from '../browser/firefox/element-path';
import { chooseFromImageMenu } from '../browser/firefox/image-menu';
import type { FirefoxPage } from '../browser/firefox/page';
import { sha256 } from '../e2e/bucket-owner';
import { type FirefoxFixture, openFirefoxFixture, transfersFrom } from './fixture';

// From an image's URL to the object in the bucket, in Firefox, by its own menu.

const ALBUM = 'Captured';

let fixture: FirefoxFixture;
/** A page of the extension, to look at the transfers from. */
let own: FirefoxPage;

beforeAll(async () => {
  fixture = await openFirefoxFixture();
  own = await fixture.firefox.extensionPage('src/options/index.html');
  await fixture.call('albums.create', { parent: '', name: ALBUM });
});

afterAll(() => fixture.close());

/** Shows an image in a page, saves it from the menu, and waits for the end of it. `OTHER/` is another host. */
async function save(source: string, pagePath = ''): Promise<TransferView> {
  const before = new Set((await transfersFrom(own)).map(({ id }) => id));
  const page = await fixture.firefox.newPage();
  await page.goto(`${fixture.site.url}${pagePath}`);
  await page.evaluate(showImage, source.replace(/^OTHER\//, fixture.site.otherHostUrl), fixture.site.url);
  await chooseFromImageMenu(fixture.firefox.session, page, withId('chosen'), ['Save to Shoebox', ALBUM]);
  let ended: TransferView | undefined;
  const find = async (): Promise<TransferView | undefined> => {
    const isEnded = ({ id, state }: TransferView) => !before.has(id) && /^(saved|failed)$/.test(state);
    ended = (await transfersFrom(own)).find(isEnded);
    return ended;
  };
  await expect.poll(find).toBeDefined();
  await page.close();
  if (ended === undefined) throw new Error('unreachable: it was waited for');
  return ended;
}

/** Runs in the page. A broken image is shown as well. */
async function showImage(source: string, siteUrl: string): Promise<void> {
  const image = new Image(300, 200);
  image.id = 'chosen';
  const photo = source === 'blob:' ? await (await fetch('photos/rocket.jpg')).blob() : null;
  image.src = photo === null ? new URL(source, siteUrl).href : URL.createObjectURL(photo);
  document.body.prepend(image);
  await image.decode().catch(() => undefined);
}

const rocket = (): string => sha256(fixture.site.files.get('rocket.jpg') ?? new Uint8Array());

describe('an image clicked in Firefox’s menu is saved', () => {
  test.each([
    ['photos/rocket.jpg', '', 'page'],
    ['named/rocket.jpg', '', 'page'],
    ['wrong-type/rocket.jpg', '', 'page'],
    ['cookie/rocket.jpg', 'cookie/', 'page'],
    ['hotlink/rocket.jpg', '', 'page'],
    ['OTHER/photos/rocket.jpg', '', 'worker'],
    ['blob:', '', 'page'],
  ])('%s from page “%s”, by the %s', async (source, pagePath, rung) => {
    const transfer = await save(source, pagePath);
    expect(transfer).toMatchObject({ state: 'saved', bytes: { rung } });
    expect(sha256(await fixture.owner.read(transfer.key ?? ''))).toBe(rocket());
  });

  test('from a data: URL', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';
    const transfer = await save(`data:image/svg+xml,${encodeURIComponent(svg)}`);
    expect(transfer).toMatchObject({ state: 'saved', bytes: { rung: 'data-url' } });
    expect(Buffer.from(await fixture.owner.read(transfer.key ?? '')).toString()).toBe(svg);
  });
});

describe('the capture in Firefox fails with its reason', () => {
  test.each([
    ['errors/not-found.jpg', 'source-not-found'],
    ['errors/html-as-200.jpg', 'source-not-an-image'],
    ['http://localhost:9/a.jpg', 'source-unreachable'],
  ])('of %s: %s', async (source, code) => {
    expect(await save(source)).toMatchObject({ state: 'failed', failure: { code } });
  });
});
