import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placed, rawFiles } from '../core/crafted-raws';
import { photograph } from '../e2e/photograph';
import { addFile } from './add-file';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// Small pictures of photos: Firefox decodes, turns and encodes them in its own way.

let fixture: FirefoxFixture;

beforeAll(async () => {
  fixture = await openFirefoxFixture();
});

afterAll(() => fixture.close());

/** Width and height of the one picture that an album shows. */
async function shown(prefix: string): Promise<readonly number[]> {
  const page = await fixture.firefox.extensionPage(
    `src/popup/index.html?album=${encodeURIComponent(prefix)}`,
  );
  const size = (): Promise<readonly number[]> =>
    page.evaluate(() => {
      const [picture] = document.querySelectorAll<HTMLImageElement>('.thumbnail img');
      return [picture?.naturalWidth ?? 0, picture?.naturalHeight ?? 0];
    });
  await expect.poll(async () => (await size())[0]).toBeGreaterThan(0);
  const found = await size();
  await page.close();
  return found;
}

const stored = (): Promise<string[]> => fixture.owner.keys('.shoebox/thumbnails/');

test('the thumbnail of a saved picture is in the bucket, and shown without a request', async () => {
  await addFile(fixture, 'Saved/', 'rocket.jpg', fixture.site.files.get('rocket.jpg') ?? new Uint8Array());
  await expect.poll(stored).toHaveLength(1);
  const [key = ''] = await stored();
  expect((await fixture.owner.metadata(key)).contentType).toBe('image/webp');
  fixture.aws.clearRequests();
  expect(Math.max(...(await shown('Saved/')))).toBe(320);
  expect(fixture.aws.requests.filter(({ operation }) => operation === 'GetObject')).toEqual([]);
});

test.each([
  [true, [120, 160]],
  [false, [240, 320]],
])(
  'the thumbnail of a photograph turned by its Exif is upright, with an embedded thumbnail: %s',
  async (hasThumbnail, size) => {
    const page = await fixture.firefox.extensionPage('src/options/index.html');
    const photo = await photograph(page, 6, 1_000_000, hasThumbnail);
    await page.close();
    const album = `Camera ${hasThumbnail}/`;
    await fixture.owner.put(`${album}IMG_0001.JPG`, photo, 'image/jpeg');
    expect(await shown(album)).toEqual(size);
  },
);

test('a RAW file shows its preview in the album and in the viewer, which says that it is one', async () => {
  const read = async (name: string): Promise<string> =>
    (await readFile(`test/site/photos/${name}`)).toString('latin1');
  const nef = rawFiles(await read('dandelions-320.jpg'), await read('dandelions-800.jpg'), 2_000_000).find(
    ({ name }) => name.endsWith('.NEF'),
  );
  if (nef === undefined) throw new Error('no NEF');
  await fixture.owner.put(`Raw/${nef.name}`, Buffer.from(placed(nef.size, nef.pieces)), 'image/x-nikon-nef');
  const [width = 0, height = 0] = await shown('Raw/');
  expect(height).toBeGreaterThan(width);
  const page = await fixture.firefox.extensionPage('src/popup/index.html?album=Raw%2F');
  await expect.poll(() => page.evaluate(openFirst)).toBe(true);
  await expect.poll(() => page.evaluate(noteOfViewer)).toMatch(/^This is the small preview/);
  await page.close();
});

/** Run in the page. */
const openFirst = (): boolean => {
  document.querySelector<HTMLElement>('.thumbnail img')?.closest('button')?.click();
  return document.querySelector('dialog.viewer') !== null;
};
const noteOfViewer = (): string => document.querySelector('.viewer-note')?.textContent ?? '';
