import { afterAll, beforeAll, expect, test } from 'vitest';
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
