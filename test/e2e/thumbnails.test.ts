import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type E2eFixture, openFixture, optionsPage } from './fixture';
import { type Manager, managerOf } from './manager';
import { photograph } from './photograph';

// What an album costs: thumbnails in the bucket and on this computer instead of the pictures themselves.

let fixture: E2eFixture;
let manager: Manager;
let folder: string;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
  folder = await mkdtemp(join(tmpdir(), 'shoebox-photos-'));
});

afterAll(async () => {
  await fixture.close();
  await rm(folder, { recursive: true, force: true });
});

const STORED = '.shoebox/thumbnails/';
const PHOTOS = ['dandelions', 'fig-in-a-bowl', 'forest-stream', 'paint-brushes', 'picos-de-europa'];

/** A photograph of its own that is as large as cameras make them: bytes after its end are nobody's pixels. */
function largePhoto(index: number, size: number): Buffer {
  const photo = fixture.site.files.get(`${PHOTOS[index % PHOTOS.length]}.jpg`) ?? new Uint8Array();
  return Buffer.concat([photo, Buffer.alloc(size - photo.length, `photo ${index}`)]);
}

/** As a browser that never saw a photo of this bucket. */
async function forgetAll(): Promise<void> {
  await (await optionsPage(fixture.browser)).evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('shoebox-thumbnail-cache');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const { result: db } = opening;
          const transaction = db.transaction(['pictures', 'uses'], 'readwrite');
          transaction.objectStore('pictures').clear();
          transaction.objectStore('uses').clear();
          transaction.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
  );
}

const drawn = (page: Page): Promise<number> =>
  page
    .getByRole('list', { name: 'Photos' })
    .getByRole('img')
    .evaluateAll(all => all.filter(one => one instanceof HTMLImageElement && one.naturalWidth > 0).length);

/** Opens the album in a window of a size. */
async function openAlbum(prefix: string, width: number, height: number): Promise<Page> {
  const page = await fixture.popup();
  await page.setViewportSize({ width, height });
  await page.goto(fixture.managerUrl(`?album=${encodeURIComponent(prefix)}`));
  return page;
}

/** Opens the album where all of it is in view, and looks at it. */
async function visit(prefix: string, count: number): Promise<Page> {
  const page = await openAlbum(prefix, 2560, 4400);
  await expect.poll(() => drawn(page), { timeout: 60_000 }).toBe(count);
  return page;
}

const reads = () => fixture.aws.requests.filter(({ operation }) => operation === 'GetObject');

describe('an album of 200 pictures of 2 MB that Shoebox saved', () => {
  const COUNT = 200;

  test('has a thumbnail of each in the bucket once all are saved', async () => {
    const paths = Array.from({ length: COUNT }, (_, index) => join(folder, `photo-${index}.jpg`));
    await Promise.all(paths.map((path, index) => writeFile(path, largePhoto(index, 2_000_000))));
    await manager.open('Many/');
    const chooser = manager.page.waitForEvent('filechooser');
    await manager.button('Add photos').first().click();
    await (await chooser).setFiles(paths);
    await expect.poll(() => fixture.owner.keys('Many/'), { timeout: 60_000 }).toHaveLength(COUNT);
    await expect.poll(() => fixture.owner.keys(STORED), { timeout: 60_000 }).toHaveLength(COUNT);
    await manager.page.close();
  }, 180_000);

  test('is shown without a request in the browser that saved it', async () => {
    fixture.aws.clearRequests();
    const page = await visit('Many/', COUNT);
    expect(reads()).toEqual([]);
    await page.close();
  });

  test('costs another browser 4 MB at most, and nothing on the second visit', async () => {
    await forgetAll();
    fixture.aws.clearRequests();
    const first = await visit('Many/', COUNT);
    await first.close();
    const bytes = fixture.aws.requests.reduce((sum, { responseBytes }) => sum + responseBytes, 0);
    expect(reads().filter(({ key }) => !key?.startsWith(STORED))).toEqual([]);
    expect(bytes).toBeLessThanOrEqual(4_000_000);

    fixture.aws.clearRequests();
    const second = await visit('Many/', COUNT);
    expect(reads()).toEqual([]);
    await second.close();
  });

  test('requests the thumbnails in view only', async () => {
    await forgetAll();
    fixture.aws.clearRequests();
    const page = await openAlbum('Many/', 440, 600);
    await expect.poll(() => drawn(page)).toBeGreaterThan(3);
    await page.waitForLoadState('networkidle');
    expect(reads().length).toBeLessThan(COUNT / 2);
    await page.close();
  });

  test('does not list Shoebox’s own prefix, and no album can have its name', async () => {
    await manager.open();
    await manager.albums().getByText('Many', { exact: true }).waitFor();
    expect(await manager.albums().getByText('.shoebox').count()).toBe(0);
    await manager.button('New album').first().click();
    await manager.dialog().getByRole('textbox', { name: 'Album name' }).fill('.shoebox');
    await manager.dialog().getByRole('button', { name: 'Create album' }).click();
    await manager
      .dialog()
      .getByText(/uses this name for its thumbnails/)
      .waitFor();
  });

  test('loses a photo’s thumbnail with the photo, and all with the album', async () => {
    await manager.open('Many/');
    const item = manager.photos().getByRole('listitem').filter({ hasText: 'photo-7.jpg' });
    await item.hover();
    await item.getByRole('button', { name: /Delete photo/ }).click();
    await expect.poll(() => fixture.owner.keys(STORED)).toHaveLength(COUNT - 1);
    await manager.more('Delete album');
    await manager.dialog().getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => fixture.owner.keys('Many/')).toEqual([]);
    await expect.poll(() => fixture.owner.keys(STORED)).toEqual([]);
  });
});

describe('a photo that was not saved by Shoebox', () => {
  const shown = async (prefix: string): Promise<readonly [number, number]> => {
    const page = await visit(prefix, 1);
    const size = await page
      .getByRole('list', { name: 'Photos' })
      .getByRole('img')
      .evaluate((one: HTMLImageElement): [number, number] => [one.naturalWidth, one.naturalHeight]);
    await page.close();
    return size;
  };

  test('is fetched once, and has a thumbnail in the bucket from then on', async () => {
    await fixture.owner.put('Theirs/a.jpg', largePhoto(1, 1_000_000), 'image/jpeg');
    fixture.aws.clearRequests();
    await shown('Theirs/');
    await expect.poll(() => fixture.owner.keys(STORED)).toHaveLength(1);
    await forgetAll();
    fixture.aws.clearRequests();
    await shown('Theirs/');
    expect(reads().map(({ key }) => key?.startsWith(STORED))).toEqual([true]);
  });

  test('is not shown as it was before it was replaced', async () => {
    const before = await shown('Theirs/');
    await fixture.owner.put('Theirs/a.jpg', fixture.site.files.get('rocket.jpg'), 'image/jpeg');
    expect(before).not.toEqual(await shown('Theirs/'));
  });

  test('shows its embedded thumbnail, upright, for one request of its first bytes', async () => {
    const photo = await photograph(await optionsPage(fixture.browser), 6, 3_000_000, true);
    await fixture.owner.put('Camera/IMG_0001.JPG', photo, 'image/jpeg');
    fixture.aws.clearRequests();
    const [width, height] = await shown('Camera/');
    expect([width, height]).toEqual([120, 160]);
    const ofPhoto = reads().filter(({ key }) => key === 'Camera/IMG_0001.JPG');
    expect(ofPhoto.map(({ responseBytes }) => responseBytes <= 98_304)).toEqual([true]);
  });

  test('is shown upright without an embedded thumbnail', async () => {
    const photo = await photograph(await optionsPage(fixture.browser), 6, 1_000_000, false);
    await fixture.owner.put('Upright/IMG_0002.JPG', photo, 'image/jpeg');
    expect(await shown('Upright/')).toEqual([240, 320]);
  });

  test('gets no thumbnail in the bucket when the preference is off', async () => {
    const preferences = await fixture.call('preferences.get', undefined);
    if (!preferences.ok) throw new Error('no preferences');
    await fixture.call('preferences.save', { ...preferences.value, storeThumbnails: false });
    const photo = largePhoto(2, 1_000_000);
    await fixture.owner.put('Unstored/a.jpg', photo, 'image/jpeg');
    await shown('Unstored/');
    fixture.aws.clearRequests();
    await shown('Unstored/');
    expect(reads()).toEqual([]);
    // Its own, named by the entity tag: those of the tests before may still be on their way there.
    const etag = createHash('md5').update(photo).digest('hex');
    expect((await fixture.owner.keys(STORED)).filter(key => key.includes(etag))).toEqual([]);
    await fixture.call('preferences.save', preferences.value);
  });

  test.each(['rocket-approach.gif', 'forest-stream.avif'])(
    'is shown small whatever its format: %s',
    async name => {
      await fixture.owner.put(
        `Kinds ${name}/${name}`,
        await readFile(`test/site/photos/${name}`),
        'image/png',
      );
      const [width, height] = await shown(`Kinds ${name}/`);
      expect(Math.max(width, height)).toBeLessThanOrEqual(320);
    },
  );

  test('is shown as it is if it is an SVG, and costs nothing the next time', async () => {
    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><script>document.title="ran"</script><rect width="40" height="30" fill="red"/></svg>';
    await fixture.owner.put('Drawn/a.svg', drawing, 'image/svg+xml');
    expect(await shown('Drawn/')).toEqual([40, 30]);
    fixture.aws.clearRequests();
    await shown('Drawn/');
    expect(reads()).toEqual([]);
  });
});
