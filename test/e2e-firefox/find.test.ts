import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TransferView } from '../../src/messaging/protocol';
import { withId } from '../browser/firefox/element-path';
import { chooseFromImageMenu } from '../browser/firefox/image-menu';
import { sha256 } from '../e2e/bucket-owner';
import { type FindSite, startFindSite } from '../e2e/find-page';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// "Find image here" in Firefox, which tells what the menu was opened on: nobody has to point at it.

const ALBUM = 'Found';

let fixture: FirefoxFixture;
let site: FindSite;

beforeAll(async () => {
  fixture = await openFirefoxFixture();
  site = await startFindSite(fixture.site.files);
  await fixture.call('albums.create', { parent: '', name: ALBUM });
});

afterAll(async () => {
  await fixture.close();
  await site.close();
});

/** `aimAt`: what is clicked in the element picker, where that has to open. */
async function find(id: string, aimAt: string | null = null): Promise<TransferView> {
  const before = new Set((await fixture.transfers()).map(transfer => transfer.id));
  const page = await fixture.firefox.newPage();
  await page.goto(site.pageUrl);
  const labels = ['Save to Shoebox', 'Find image here', ALBUM];
  await chooseFromImageMenu(fixture.firefox.session, page, withId(id), labels);
  if (aimAt !== null) {
    await expect.poll(() => page.evaluate(isAiming)).toBe(true);
    await page.click(withId(aimAt));
  }
  let ended: TransferView | undefined;
  await expect
    .poll(async () => {
      const isNew = ({ id, state }: TransferView) => !before.has(id) && /^(saved|failed)$/.test(state);
      ended = (await fixture.transfers()).find(isNew);
      return ended;
    })
    .toBeDefined();
  // The page heard of no click, and is as it was.
  expect(await page.evaluate(() => document.title)).toBe('Hidden pictures');
  expect(await page.evaluate(isAiming)).toBe(false);
  await page.close();
  if (ended === undefined) throw new Error('unreachable: it was waited for');
  return ended;
}

/** Runs in the page. */
const isAiming = (): boolean => document.querySelector('shoebox-element-picker') !== null;

test.each([
  // Its best version, for screens with two pixels to the pixel.
  ['a background', 'background', 'forest-stream.jpg'],
  ['a pseudo-element', 'pseudo', 'dandelions.jpg'],
  ['an image below a transparent box', 'overlay', 'paint-brushes.jpg'],
  ['an image in a closed shadow tree', 'closed', 'forest-stream.jpg'],
  ['an image below a link', 'link', 'rocket.jpg'],
  ['a video’s poster', 'poster', 'fig-in-a-bowl.jpg'],
])('“Find image here” saves at the first click: %s', async (_, id, name) => {
  const { key } = await find(id);
  expect(sha256(await fixture.owner.read(key ?? ''))).toBe(
    sha256(fixture.site.files.get(name) ?? new Uint8Array()),
  );
});

test('“Find image here” saves the pixels of a canvas', async () => {
  expect(await find('canvas')).toMatchObject({ state: 'saved', bytes: { mediaType: 'image/png' } });
});

test('“Find image here” opens the element picker where there is no picture', async () => {
  const { key } = await find('end', 'poster');
  expect(sha256(await fixture.owner.read(key ?? ''))).toBe(
    sha256(fixture.site.files.get('fig-in-a-bowl.jpg') ?? new Uint8Array()),
  );
});
