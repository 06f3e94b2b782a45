import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, NO_CONVERSION } from '../../src/core/preferences';
import { placed, rawFiles } from '../core/crafted-raws';
import { box } from '../location/crafted-files';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';
import { saveSource, setPreferences } from './web-source';

// Files that no browser draws, and where they were taken.

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

const photoOf = async (name: string): Promise<string> =>
  (await readFile(`test/site/photos/${name}`)).toString('latin1');

/** Width and height of each tile that shows a picture. */
const tiles = (): Promise<(readonly [number, number])[]> =>
  manager
    .photos()
    .getByRole('img')
    .evaluateAll(all =>
      all.flatMap(one =>
        one instanceof HTMLImageElement && one.naturalWidth > 0
          ? [[one.naturalWidth, one.naturalHeight] as const]
          : [],
      ),
    );

/** In a window in which all are seen. */
async function openAlbum(prefix: string): Promise<void> {
  await manager.open(prefix);
  await manager.page.setViewportSize({ width: 1400, height: 1200 });
}

describe('RAW files of 18 MB', () => {
  const SIZE = 18_000_000;
  const KINDS = 9;

  test('cost kilobytes each to be shown in an album, once', async () => {
    const small = await photoOf('dandelions-320.jpg');
    const large = await photoOf('dandelions-800.jpg');
    const files = rawFiles(small, large, SIZE);
    expect(files).toHaveLength(KINDS);
    for (const { name, size, pieces } of files)
      await fixture.owner.put(`Raw/${name}`, Buffer.from(placed(size, pieces)), 'application/octet-stream');
    fixture.aws.clearRequests();
    await openAlbum('Raw/');
    await expect.poll(async () => (await tiles()).length, { timeout: 30_000 }).toBe(KINDS);
    const reads = fixture.aws.requests.filter(
      ({ operation, key }) => operation === 'GetObject' && key?.startsWith('Raw/'),
    );
    const bytes = reads.reduce((sum, { responseBytes }) => sum + responseBytes, 0);
    expect(bytes / KINDS).toBeLessThan(200 * 1024);
    // Held upright; a RAF's own JPEG tells by itself.
    expect((await tiles()).filter(([width, height]) => height > width)).toHaveLength(KINDS - 1);

    fixture.aws.clearRequests();
    await openAlbum('Raw/');
    await expect.poll(async () => (await tiles()).length).toBe(KINDS);
    expect(fixture.aws.requests.filter(({ operation }) => operation === 'GetObject')).toEqual([]);
  }, 120_000);

  test('show their largest preview in the viewer, which says what it is', async () => {
    fixture.aws.clearRequests();
    await manager.open('Raw/');
    await manager.photos().getByRole('button').getByRole('img', { name: 'DSC_0003.NEF' }).click();
    const viewer = manager.page.locator('dialog.viewer');
    await viewer.locator('.viewer-picture[data-there=true]').waitFor();
    await viewer.getByText(/^This is the small preview \(450 × 800 pixels\) in the file/).waitFor();
    const read = fixture.aws.requests.reduce((sum, { responseBytes }) => sum + responseBytes, 0);
    expect(read).toBeLessThan(SIZE / 10);
  });
});

test('a JPEG that is called HEIC, and a HEIC that is called JPEG, are what they are', async () => {
  const heic = Buffer.from(box('ftyp', 'heic\0\0\0\0mif1heic') + box('mdat', 'x'.repeat(1000)), 'latin1');
  await fixture.owner.put('Misnamed/a.HEIC', fixture.site.files.get('rocket.jpg') ?? '', 'image/heic');
  await fixture.owner.put('Misnamed/b.jpg', heic, 'image/jpeg');
  await openAlbum('Misnamed/');
  await expect.poll(tiles).toHaveLength(1);
  await manager.photos().getByRole('button').getByRole('img', { name: 'a.HEIC' }).click();
  const viewer = manager.page.locator('dialog.viewer');
  await viewer.locator('.viewer-picture[data-there=true]').waitFor();
  expect(await viewer.getByText(/small preview/).count()).toBe(0);
  await manager.page.keyboard.press('ArrowRight');
  await viewer.getByText(/couldn’t be loaded/).waitFor();
});

describe('where a place is to be removed', () => {
  const place = '+48.1372+011.5755/';
  const film = (metadata: string): Buffer =>
    Buffer.from(box('ftyp', 'mp42\0\0\0\0mp42') + box('moov', metadata) + box('mdat', 'frames'), 'latin1');
  const track = box(
    'trak',
    box('mdia', box('minf', box('stbl', box('stsd', `12345678${box('gpmd', place)}`)))),
  );
  const button = (name: string) => manager.page.getByRole('button', { name, exact: true });

  beforeAll(() => setPreferences(fixture, { conversion: { ...NO_CONVERSION, stripLocation: true } }));
  afterAll(() => setPreferences(fixture, DEFAULT_PREFERENCES));

  test('files from the computer lose it; one that can’t is stored only if that is wanted', async () => {
    await manager.open('Cleaned/');
    const chooser = manager.page.waitForEvent('filechooser');
    await manager.button('Add photos').first().click();
    await (await chooser).setFiles([
      { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await readFile('test/location/fixtures/located.jpg') },
      { name: 'b.mp4', mimeType: 'video/mp4', buffer: film(box('udta', box('\xa9xyz', place))) },
      { name: 'gopro.mp4', mimeType: 'video/mp4', buffer: film(track) },
    ]);
    await expect.poll(() => fixture.owner.keys('Cleaned/')).toEqual(['Cleaned/a.jpg', 'Cleaned/b.mp4']);
    const text = async (name: string): Promise<string> =>
      Buffer.from(await fixture.owner.read(`Cleaned/${name}`)).toString('latin1');
    expect(await text('a.jpg')).not.toContain('Busan');
    expect(await text('b.mp4')).not.toContain(place);
    await manager.page.getByText(/can’t remove the location/).waitFor();
    await button('Save as it is').click();
    await expect.poll(() => fixture.owner.keys('Cleaned/')).toContain('Cleaned/gopro.mp4');
    expect(await text('gopro.mp4')).toContain(place);
  });

  test('one from a page that can’t lose it is stored only if that is wanted', async () => {
    const url = `data:video/mp4;base64,${film(track).toString('base64')}`;
    const { id, key, failure, album } = await saveSource(fixture, { url, wanted: 'video' });
    expect([key, failure?.code]).toEqual([null, 'location-not-removed']);
    await fixture.call('transfers.keep-location', { id });
    await expect.poll(() => fixture.owner.keys(album ?? '')).toHaveLength(1);
  });
});
